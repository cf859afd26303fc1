using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>When a route may tell of a group. Nothing wakes a person unless a critical BPM is off or a rule says so. Pure.</summary>
public static class NightRules
{
    /// <summary>The hours that a route goes by.</summary>
    public static Calendar CalendarOf(Route? route, Definitions definitions) =>
        definitions.Calendars.FirstOrDefault(calendar => calendar.Id == route?.Calendar) ?? definitions.WorkingHours;

    /// <summary>Why it may wake somebody, as a sentence; <see langword="null"/>: it may not.</summary>
    public static string? WhyItMayWake(AlertGroup group, Definitions definitions)
    {
        foreach (var id in group.Hurting)
            if (definitions.FindBpm(id) is { Tier: Tier.Critical } bpm)
                return $"This may wake you because a critical metric is off: {bpm.Name}.";
        return definitions.AlertRules.FirstOrDefault(rule => rule.Id == group.Rule) is { Wakes: true } says
            ? $"This may wake you because its rule says so: {says.Name}."
            : null;
    }

    public static NightAnswer Ask(Route route, AlertGroup group, Definitions definitions, DateTimeOffset now)
    {
        if (route.Quiet?.Contains(now) == true)
            return new(NightDecision.InTheMorning, null);
        var isDay = CalendarOf(route, definitions).Contains(now);
        if (route.When == RouteTime.Night && isDay)
            return new(NightDecision.Never, null);
        if (isDay)
            return new(NightDecision.Now, null);
        if (route.When == RouteTime.WorkingHours)
            return new(NightDecision.InTheMorning, null);
        if (!route.Wakes)
            return new(NightDecision.Now, null);
        return WhyItMayWake(group, definitions) is { } why ? new(NightDecision.Now, why) : new(NightDecision.InTheMorning, null);
    }

    /// <summary>When an all-clear may go: at night only to whoever is up because of it.</summary>
    public static DateTimeOffset AllClearDue(Route? route, bool woke, Definitions definitions, DateTimeOffset now)
    {
        var due = woke || route is { Wakes: false, When: not RouteTime.WorkingHours } or { When: RouteTime.Night }
            ? now
            : CalendarOf(route, definitions).NextFrom(now) ?? now;
        return route?.Quiet is { } quiet && quiet.Contains(due) ? quiet.EndAfter(due) : due;
    }
}

/// <param name="Why">Why it may wake somebody, when it is night and it may.</param>
public sealed record NightAnswer(NightDecision Decision, string? Why);

public enum NightDecision
{
    Now,
    InTheMorning,

    /// <summary>This route is not for this time.</summary>
    Never,
}
