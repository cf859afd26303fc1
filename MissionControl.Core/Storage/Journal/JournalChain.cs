using System.Collections.Immutable;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Takes the entries in order and keeps what is wrong with their chain, in the memory of one entry.</summary>
/// <param name="start">What the first entry must follow: the beginning, or the end of what is sealed.</param>
internal sealed class JournalChain(ChainLink start)
{
    // A journal that is wrong everywhere is as wrong as one with a thousand faults.
    public const int MostFaults = 1000;

    private readonly ImmutableArray<JournalFault>.Builder _faults = ImmutableArray.CreateBuilder<JournalFault>();
    private JournalRow? _previous;
    private long _count;

    /// <summary>The last entry taken, or the start.</summary>
    public ChainLink Link => _previous is null ? start : new(_previous.Sequence, _previous.Hash);

    public bool IsWhole => _faults.Count == 0;

    public void Take(JournalRow row)
    {
        var expected = Link.Sequence + 1;
        if (row.Sequence < expected)
            Add(row.Sequence, start.Sequence == 0 ? "the entry has no place before the first" : "the entry has no place among those that are sealed");
        else if (row.Sequence > expected)
            Add(expected, row.Sequence - 1 == expected ? "the entry is missing" : $"the entries up to {row.Sequence - 1} are missing");
        else if (!row.PreviousHash.AsSpan().SequenceEqual(Link.Hash))
            Add(row.Sequence, WordsOfBreak());
        if (!row.Hash.AsSpan().SequenceEqual(JournalHash.Of(row)))
            Add(row.Sequence, "the entry was changed after it was written: its hash does not match");
        if (row.Address is { } address && !JournalAddress.Fits(row, address))
            Add(row.Sequence, "the address kept for the entry is not the one it was written with");
        _previous = row;
        _count++;
    }

    public JournalWalk End() => new(_count, _previous is null ? [] : [.. _previous.Hash], _faults.ToImmutable());

    private string WordsOfBreak() => (_previous, start.Sequence) switch
    {
        (not null, _) => $"the entry does not follow entry {_previous.Sequence} as that stands now: one of the two was replaced",
        (null, 0) => "the entry does not begin the chain",
        _ => $"the entry does not follow entry {start.Sequence}, the last that is sealed: it was replaced, or the record of the segment was",
    };

    private void Add(long sequence, string words)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(new JournalFault(sequence, words));
    }
}

/// <summary>A place in the chain: an entry and its hash.</summary>
internal readonly record struct ChainLink(long Sequence, byte[] Hash)
{
    /// <summary>Before the first entry.</summary>
    public static ChainLink Beginning => new(0, JournalHash.BeforeFirst);
}

/// <param name="Count">How many entries were walked.</param>
/// <param name="Head">The hash of the last entry; empty for an empty journal. Kept elsewhere, it shows later whether the end was cut off.</param>
internal sealed record JournalWalk(long Count, ImmutableArray<byte> Head, ImmutableArray<JournalFault> Faults)
{
    /// <summary>How many entries before those are sealed.</summary>
    public long Sealed { get; init; }

    /// <summary>How many exported segments were checked too.</summary>
    public int Files { get; init; }
}
