using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Maintenance;

/// <summary>Planned works, kept. Every change is saved together with its journal entry.</summary>
public interface IWorkStore
{
    /// <summary>Those that are not over, those that ended since, and the newest in any case.</summary>
    Task<ImmutableArray<Work>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary><see langword="null"/> when there is none such.</summary>
    Task<Work?> FindAsync(int number, CancellationToken cancellationToken);

    /// <summary><see langword="false"/> when somebody else was quicker: then nothing is written.</summary>
    Task<bool> SaveAsync(WorkWrite write, CancellationToken cancellationToken);
}

/// <summary>A change of a work.</summary>
/// <param name="Before"><see langword="null"/>: it is new.</param>
/// <param name="Kind">Of the journal's entry.</param>
public sealed record WorkWrite(Work? Before, Work After, string Kind, Actor By, DateTimeOffset At);
