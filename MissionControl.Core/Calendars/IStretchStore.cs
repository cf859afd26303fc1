using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Calendars;

/// <summary>Stretches, kept. Every change is saved together with its journal entry.</summary>
public interface IStretchStore
{
    /// <summary>Those that stand and ended (a new normal: began) at <paramref name="since"/> or later, in any order.</summary>
    Task<ImmutableArray<Stretch>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    Task DeclareAsync(Stretch stretch, Actor by, CancellationToken cancellationToken);

    /// <summary>Another stretch takes the place of one that stands: both or neither. Answers what was replaced; <see langword="null"/> when there is none such.</summary>
    Task<Stretch?> ChangeAsync(Guid id, Stretch next, Actor by, CancellationToken cancellationToken);

    /// <summary>Undoes a change: what was replaced stands again in the place of what replaced it. <see langword="null"/> when either is not so any more.</summary>
    Task<Stretch?> ChangeBackAsync(Guid id, Guid before, DateTimeOffset at, Actor by, CancellationToken cancellationToken);

    /// <summary>Answers what was withdrawn; <see langword="null"/> when there is none such that stands.</summary>
    Task<Stretch?> WithdrawAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken);

    /// <summary>Answers what stands again; <see langword="null"/> when there is none such that was withdrawn.</summary>
    Task<Stretch?> RestoreAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken);
}
