using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts;

/// <summary>All alerts at a moment. Immutable, complete, safe to read from any thread.</summary>
public sealed record AlertsSnapshot : IVersioned
{
    /// <summary>Rises by one with every published change; starts anew with the process.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Open ones: those that hurt a BPM first, then by urgency, then the newest first.</summary>
    public required ImmutableArray<AlertGroup> Open { get; init; }

    /// <summary>Those that ended in the last 24 hours, the newest first; at most 1,000.</summary>
    public required ImmutableArray<AlertGroup> Ended { get; init; }

    /// <summary>Open groups that are not quiet, not held and that nobody acknowledged.</summary>
    public int Unacknowledged => Open.Count(static group => group is { Acknowledged: null, Held: null, IsQuiet: false, Work: null });

    public AlertGroup? Find(Guid group) => Open.FirstOrDefault(one => one.Id == group) ?? Ended.FirstOrDefault(one => one.Id == group);
}
