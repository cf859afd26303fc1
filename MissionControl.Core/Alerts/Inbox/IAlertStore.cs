using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Journal;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// Alerts, kept: first the log of what came in, which is all that an answer waits for; then what became of it. Whatever of the log was not
/// worked in when the process died is worked in at the next start.
/// </summary>
public interface IAlertStore
{
    /// <summary>Appends to the log, all in one transaction with their journal entries. Answers their numbers, which rise, in the same order.</summary>
    Task<ImmutableArray<long>> AppendAsync(IReadOnlyList<TakenBatch> batches, CancellationToken cancellationToken);

    /// <summary>What came in after a number, the oldest first.</summary>
    Task<ImmutableArray<NumberedBatch>> ReadAfterAsync(long number, int most, CancellationToken cancellationToken);

    /// <summary>Groups that are open or ended at <paramref name="endedSince"/> or later, with all their occurrences, and how far the log is worked in.</summary>
    Task<KeptInbox> ReadAsync(DateTimeOffset endedSince, CancellationToken cancellationToken);

    /// <summary>Every group that began since, however it ended: for how often the same trouble came.</summary>
    Task<ImmutableArray<PastGroup>> ReadPastAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Those of these occurrences that are kept, with their groups and all that is in those.</summary>
    Task<ImmutableArray<KeptGroup>> FindAsync(IReadOnlyCollection<(string Fingerprint, DateTimeOffset StartsAt)> occurrences, CancellationToken cancellationToken);

    /// <summary>Saves what became of the log up to a number, with the journal entries of what people did.</summary>
    /// <param name="workedIn"><see langword="null"/>: more of it is to come.</param>
    Task SaveAsync(InboxChange change, long? workedIn, IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken);

    /// <summary>One page of the history: groups in the order of their beginning, the newest first.</summary>
    Task<ImmutableArray<KeptGroup>> SearchAsync(AlertQuestion question, CancellationToken cancellationToken);

    Task<KeptGroup?> FindAsync(Guid group, CancellationToken cancellationToken);

    /// <summary>How many occurrences each of these silences kept quiet.</summary>
    Task<ImmutableDictionary<Guid, int>> CountHiddenAsync(IReadOnlyCollection<Guid> silences, CancellationToken cancellationToken);
}

/// <summary>What came in, and who brought it.</summary>
public sealed record TakenBatch(AlertBatch Batch, Actor By);

public sealed record NumberedBatch(long Number, AlertBatch Batch);

/// <param name="WorkedIn">The number of the last of the log that is worked in.</param>
public sealed record KeptInbox(ImmutableArray<KeptGroup> Groups, long WorkedIn);

public sealed record KeptGroup(SavedGroup Group, ImmutableArray<Occurrence> Occurrences);

/// <summary>A group as far as its successors want to know it.</summary>
public sealed record PastGroup(Guid Id, string Key, DateTimeOffset Since, AlertOutcome? Outcome);

/// <summary>Which groups of the history.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Text">In the name of their alerts or in what they have in common; <see langword="null"/> for all.</param>
/// <param name="Before">Only groups that began before this one, for the next page.</param>
public sealed record AlertQuestion(DateTimeOffset From, DateTimeOffset To, string? Text, GroupPlace? Before, int Most);

/// <summary>A place in the order of groups.</summary>
public readonly record struct GroupPlace(DateTimeOffset Since, Guid Id);
