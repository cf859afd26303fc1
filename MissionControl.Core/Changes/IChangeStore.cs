using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Changes;

/// <summary>Changes, kept. Each is saved together with its journal entry.</summary>
public interface IChangeStore
{
    /// <summary>Answers the change as it is kept: this one, or the one that had that key of that sender already, and then nothing is written.</summary>
    Task<Change> TellAsync(Change change, Actor by, CancellationToken cancellationToken);

    /// <summary>Notes what somebody found out about a change, or takes it back; said again, nothing is written. Answers it with the mark it had before.</summary>
    /// <param name="mark"><see langword="null"/> takes back what was said.</param>
    Task<MarkAnswer> MarkAsync(Guid change, ChangeMark? mark, Actor by, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    Task<ImmutableArray<Change>> ReadAsync(ChangeQuestion question, CancellationToken cancellationToken);

    /// <summary>Forgets those of before, in small steps; answers how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Which changes.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Inclusive.</param>
/// <param name="Service">Those of this service and of all; <see langword="null"/> for every one.</param>
/// <param name="After">Only those that come after this one in the order, for the next page.</param>
/// <param name="Most">At most so many.</param>
public sealed record ChangeQuestion(DateTimeOffset From, DateTimeOffset To, string? Service, ChangePlace? After, int Most);

/// <summary>A place in the order of changes.</summary>
public readonly record struct ChangePlace(DateTimeOffset At, Guid Id);
