using System.Collections.Immutable;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Routing;

/// <summary>Which groups a destination is told, in whose words and when. What stands in several lists must be in all of them; an empty list asks nothing.</summary>
public sealed record Route
{
    /// <summary>Kebab-case, unique in the catalog.</summary>
    public required string Id { get; init; }

    /// <summary>The id of a <see cref="Destination"/>.</summary>
    public required string To { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>Ids of services; the group touches at least one.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Ids of BPMs; the group touches at least one.</summary>
    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>Ids of alert rules; one of them speaks of the group.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>As urgent as this or more; by default all.</summary>
    public Urgency AtLeast { get; init; } = Urgency.Info;

    public RouteTime When { get; init; } = RouteTime.Always;

    /// <summary>The id of the calendar of its working hours; <see langword="null"/>: the catalog's first.</summary>
    public string? Calendar { get; init; }

    /// <summary>
    /// What goes this way may wake somebody, so outside working hours only what may wake goes out and the rest waits for the morning. Default
    /// <see langword="true"/>; <see langword="false"/> for where nobody sleeps beside it: machines, a channel kept as a record.
    /// </summary>
    public bool Wakes { get; init; } = true;

    /// <summary>When nothing at all is told, whatever it is; what is over by their end is dropped.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>The id of a rota: e-mail goes to whoever is on duty, Slack mentions them.</summary>
    public string? OnDuty { get; init; }
}

/// <summary>When a route tells.</summary>
public enum RouteTime
{
    Always,

    /// <summary>What begins outside them waits, and is dropped when it is over by then.</summary>
    WorkingHours,

    /// <summary>Outside working hours only: what is open when they end is told then.</summary>
    Night,
}
