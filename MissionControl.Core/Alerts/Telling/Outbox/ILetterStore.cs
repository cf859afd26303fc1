using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>Letters and what was told, kept. Every change is saved together with its journal entry. Thread-safe.</summary>
public interface ILetterStore
{
    /// <summary>What is open, and what was over or dropped at <paramref name="since"/> or later.</summary>
    Task<ImmutableArray<Told>> ReadToldAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The message of the newest letter of a lane; <see langword="null"/> when there is none.</summary>
    Task<AlertMessage?> LastMessageAsync(Guid lane, CancellationToken cancellationToken);

    /// <summary>All of it in one transaction. Of the same lane, older changes that still wait are superseded.</summary>
    Task QueueAsync(ImmutableArray<Order> orders, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// The same with the one letter that tells all of it, whole or not at all. When it is sent, so are the gathered letters of its groups; until then nothing else of
    /// their lanes goes out.
    /// </summary>
    Task QueueDigestAsync(Letter digest, ImmutableArray<Order> orders, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A letter that belongs to nothing told: a test.</summary>
    Task QueueTestAsync(Letter letter, Actor by, CancellationToken cancellationToken);

    /// <summary>Letters that belong to no group, all in one transaction; <see langword="false"/> when the first of them was queued before, and then none is.</summary>
    /// <param name="letters">At least one.</param>
    Task<bool> QueueNoticeAsync(ImmutableArray<Letter> letters, CancellationToken cancellationToken);

    /// <summary>Letters that may go now, the longest waiting first; of each lane the first that waits.</summary>
    Task<ImmutableArray<DueLetter>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>What became of attempts, all in one transaction.</summary>
    Task RecordAsync(ImmutableArray<Outcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Brings a dead letter back to life; <see langword="false"/> when there is none such.</summary>
    Task<bool> ReplayAsync(Guid letter, DateTimeOffset now, Actor by, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    Task<ImmutableArray<Letter>> SearchAsync(LetterQuestion question, CancellationToken cancellationToken);
}

/// <summary>Something to be told, or to be noted as not told.</summary>
/// <param name="Letter"><see langword="null"/>: it only waits, or is dropped.</param>
public sealed record Order(Told Told, Letter? Letter);

/// <summary>What became of an attempt.</summary>
/// <param name="Letter">As it is now.</param>
/// <param name="Reference">What the receiver calls the message; <see langword="null"/> leaves what is known.</param>
public sealed record Outcome(Letter Letter, string? Reference);

/// <summary>A letter with what is known of those before it.</summary>
/// <param name="Reference">What the receiver calls the lane's message.</param>
/// <param name="HasBefore">An earlier letter of the lane reached its destination.</param>
public sealed record DueLetter(Letter Letter, string? Reference, bool HasBefore);

/// <param name="Text">In title, destination or addressee, in any letter case; <see langword="null"/>: all.</param>
/// <param name="State">Only in this state.</param>
/// <param name="Skip">How many newer ones are left out.</param>
public sealed record LetterQuestion(string? Text, LetterState? State, int Skip, int Most)
{
    /// <summary>Only what went to this destination.</summary>
    public string? Destination { get; init; }
}
