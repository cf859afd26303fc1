using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>All that decides who is told what.</summary>
/// <param name="Told">What is open, and what was over in the last day.</param>
public sealed record TellingFacts(AlertsSnapshot Alerts, Definitions Definitions, ImmutableArray<Told> Told, DateTimeOffset Now);

/// <summary>Something to do about one group and one destination.</summary>
public sealed record TellingAct
{
    public required TellingStep Step { get; init; }

    /// <summary><see langword="null"/> only for an all-clear of a group that nobody remembers any more.</summary>
    public required AlertGroup? Group { get; init; }

    /// <summary><see langword="null"/> when the route is no longer in the catalog.</summary>
    public required Route? Route { get; init; }

    /// <summary>What was told before; <see langword="null"/>: nothing.</summary>
    public required Told? Before { get; init; }

    /// <summary>Not before, UTC.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>At night, why it may wake somebody.</summary>
    public string? Night { get; init; }

    /// <summary>Nothing may sound.</summary>
    public bool IsSilent { get; init; }
}

public enum TellingStep
{
    Open,
    Change,
    AllClear,

    /// <summary>One message with all that waited: it is open, or cleared meanwhile.</summary>
    Together,

    /// <summary>Note that it waits for working hours.</summary>
    Postpone,

    /// <summary>Note that what was told still holds, or holds again, and that nothing is to be told.</summary>
    Resume,

    /// <summary>Note that it was over while it waited, or at an hour at which nobody is told of that.</summary>
    Clear,

    /// <summary>Note that it was over before anybody had to be told.</summary>
    Drop,
}
