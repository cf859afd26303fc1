using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>Silences, kept. Every change is saved together with its journal entry.</summary>
public interface ISilenceStore
{
    /// <summary>Those that end after <paramref name="since"/> and were not ended by somebody.</summary>
    Task<ImmutableArray<Silence>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    Task AddAsync(Silence silence, Actor by, CancellationToken cancellationToken);

    /// <summary>Gives it another end, sooner or later. <see langword="null"/> when there is none such.</summary>
    Task<Silence?> MoveEndAsync(Guid id, DateTimeOffset to, DateTimeOffset at, Actor by, CancellationToken cancellationToken);
}
