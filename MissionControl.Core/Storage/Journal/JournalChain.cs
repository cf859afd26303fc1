using System.Collections.Immutable;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Takes the entries in order and keeps what is wrong with their chain, in the memory of one entry.</summary>
internal sealed class JournalChain
{
    // A journal that is wrong everywhere is as wrong as one with a thousand faults.
    private const int MostFaults = 1000;

    private readonly ImmutableArray<JournalFault>.Builder _faults = ImmutableArray.CreateBuilder<JournalFault>();
    private JournalRow? _previous;
    private long _count;

    public void Take(JournalRow row)
    {
        var expected = (_previous?.Sequence ?? 0) + 1;
        if (row.Sequence < expected)
            Add(row.Sequence, "the entry has no place before the first");
        else if (row.Sequence > expected)
            Add(expected, row.Sequence - 1 == expected ? "the entry is missing" : $"the entries up to {row.Sequence - 1} are missing");
        else if (!row.PreviousHash.AsSpan().SequenceEqual(_previous?.Hash ?? JournalHash.BeforeFirst))
            Add(row.Sequence, _previous is null ? "the entry does not begin the chain" : $"the entry does not follow entry {_previous.Sequence} as that stands now: one of the two was replaced");
        if (!row.Hash.AsSpan().SequenceEqual(JournalHash.Of(row)))
            Add(row.Sequence, "the entry was changed after it was written: its hash does not match");
        _previous = row;
        _count++;
    }

    public JournalWalk End() => new(_count, _previous is null ? [] : [.. _previous.Hash], _faults.ToImmutable());

    private void Add(long sequence, string words)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(new JournalFault(sequence, words));
    }
}

/// <param name="Count">How many entries there are.</param>
/// <param name="Head">The hash of the last entry; empty for an empty journal. Kept elsewhere, it shows later whether the end was cut off.</param>
internal sealed record JournalWalk(long Count, ImmutableArray<byte> Head, ImmutableArray<JournalFault> Faults);
