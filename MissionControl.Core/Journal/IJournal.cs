using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.People;

namespace MissionControl.Core.Journal;

/// <summary>
/// The append-only list of everything that happened. Facts somebody relies on are saved in the same transaction as their
/// entry: stores take the entry along. Names people by id only.
/// </summary>
public interface IJournal
{
    /// <summary>Appends one entry in a transaction of its own and answers it as it was written.</summary>
    Task<JournalEntry> AppendAsync(JournalFact fact, CancellationToken cancellationToken);

    /// <summary>Entries after <paramref name="sequence"/>, oldest first, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<JournalEntry>> ReadAfterAsync(long sequence, int limit, CancellationToken cancellationToken);

    /// <summary>Walks the whole chain and answers what is wrong with it; empty when it is whole.</summary>
    Task<ImmutableArray<JournalFault>> VerifyAsync(CancellationToken cancellationToken);
}

/// <summary>What is to be written.</summary>
/// <param name="Kind">Dotted and lower case, for example <c>catalog.loaded</c> or <c>tile.state</c>.</param>
/// <param name="Subject">The id of what it is about, for example a BPM's.</param>
/// <param name="Actor">The id of the person or token that did it, or <c>system</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Body">
/// What, as canonical JSON. What a change did stands in <c>before</c> and <c>after</c>: a value each or an object each, the one that was or
/// is nothing left out. Never a name, an e-mail address, a secret or words that a person typed. <c>addressSeal</c> is the journal's own key.
/// </param>
public sealed record JournalFact(string Kind, string Subject, string Actor, DateTimeOffset At, JsonObject Body)
{
    /// <summary>Of somebody, who and from where.</summary>
    public JournalFact(string kind, string subject, Actor actor, DateTimeOffset at, JsonObject body)
        : this(kind, subject, actor.Id, at, body) => From = actor.From;

    /// <summary>
    /// The network address they came from; <see langword="null"/> for ourselves. Kept beside the journal and forgotten in time; the entry
    /// holds a seal of it, so that nobody can put another in its place (docs/decisions/0006-addresses-beside-the-journal.md).
    /// </summary>
    public string? From { get; init; }
}

/// <summary>A written entry.</summary>
/// <param name="Sequence">1, 2, 3 and so on without a gap.</param>
/// <param name="PreviousHash">The hash of the entry before, 32 zero bytes for the first. SHA-256.</param>
/// <param name="Hash">Over sequence, time, kind, subject, actor, body and the previous hash.</param>
public sealed record JournalEntry(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    string Subject,
    string Actor,
    string Body,
    ImmutableArray<byte> PreviousHash,
    ImmutableArray<byte> Hash)
{
    /// <summary>The network address it came from; <see langword="null"/> when there was none, and once it is forgotten.</summary>
    public string? From { get; init; }
}

public sealed record JournalFault(long Sequence, string Words);
