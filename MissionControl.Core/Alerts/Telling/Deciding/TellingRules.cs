using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>
/// Who must be told what, by how things stand and what was told: everybody only what concerns them, once, and an all-clear. Pure, and asked again
/// it asks for nothing that was done.
/// </summary>
public static class TellingRules
{
    /// <summary>What comes and goes all the time is told once in this time.</summary>
    public static readonly TimeSpan FlapRest = TimeSpan.FromHours(24);

    /// <summary>As long as the inbox remembers what ended: what it does not know any more after that is over.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    private const int LongestChain = 10;

    public static ImmutableArray<TellingAct> Decide(TellingFacts facts)
    {
        var acts = ImmutableArray.CreateBuilder<TellingAct>();
        var lanes = facts.Told.ToDictionary(static told => new Lane(told.Group, told.Destination, told.Audience));
        // What explains another comes before it, so that it counts as told.
        foreach (var group in facts.Alerts.Open.OrderBy(group => Causes(group, facts.Alerts).Count()))
            foreach (var route in RouteRules.For(group, facts.Definitions))
            {
                var lane = new Lane(group.Id, route.To, route.Audience);
                if (OfOpen(group, route, lanes.GetValueOrDefault(lane), lanes, facts) is not { } act)
                    continue;
                acts.Add(act);
                if (act.Step is TellingStep.Open or TellingStep.Postpone)
                    lanes[lane] = After(act, facts.Now, act.Before?.Id ?? Guid.Empty);
            }

        foreach (var told in facts.Told.Where(static told => told.IsOpen))
            if (OfEnded(told, facts) is { } act)
                acts.Add(act);
        return [.. Gathered(acts)];
    }

    /// <summary>
    /// Several groups that waited for the same people are told in one message, all-clears of what they had been told before among them. What was over before
    /// anybody was told of it is named in it, and by itself is no news.
    /// </summary>
    private static IEnumerable<TellingAct> Gathered(IReadOnlyCollection<TellingAct> acts)
    {
        var waited = acts.Where(static act => act is { Before.State: ToldState.Postponed or ToldState.Cleared, Night: null, Step: TellingStep.Open }
                or { Before.State: ToldState.Cleared, Step: TellingStep.AllClear or TellingStep.Drop })
            .GroupBy(static act => (act.Before!.Destination, act.Before.Audience))
            .Where(static together => together.Count() > 1 && (together.Any(static act => act.Step == TellingStep.Open) || together.Count(static act => act.Step == TellingStep.AllClear) > 1))
            .SelectMany(static together => together).ToHashSet();
        return acts.Select(act => waited.Contains(act) ? act with { Step = TellingStep.Together } : act);
    }

    /// <summary>What is told once the act is done.</summary>
    public static Told After(TellingAct act, DateTimeOffset now, Guid id)
    {
        var told = act.Before is { } before ? before with { At = now } : New(act, now, id);
        told = act.Step switch
        {
            TellingStep.Open or TellingStep.Change => told with { State = ToldState.Told, Letters = told.Letters + 1, Route = act.Route?.Id ?? told.Route },
            TellingStep.AllClear => told with { State = ToldState.Over, Letters = told.Letters + 1 },
            TellingStep.Together => told with { State = IsOver(act) ? ToldState.Over : ToldState.Told, Letters = told.Letters + 1, Route = act.Route?.Id ?? told.Route },
            TellingStep.Postpone => told with { State = ToldState.Postponed },
            TellingStep.Resume => told with { State = ToldState.Told },
            TellingStep.Clear => told with { State = ToldState.Cleared },
            _ => told with { State = ToldState.Dropped },
        };
        if (act.Step is not (TellingStep.Open or TellingStep.Change or TellingStep.Together) || act.Group is not { IsOpen: true } group)
            return told;
        return told with
        {
            Urgency = group.Urgency,
            Hurts = !group.Hurting.IsEmpty,
            Alerts = OpenAlerts(group),
            Touched = TouchedBy(group),
            Woke = act.Step != TellingStep.Change ? act.Night is not null : told.Woke || act.Night is not null,
        };
    }

    private static Told New(TellingAct act, DateTimeOffset now, Guid id) => new()
    {
        Id = id,
        Group = act.Group!.Id,
        Key = Hash(act.Group.Key),
        Destination = act.Route!.To,
        Audience = act.Route.Audience,
        Route = act.Route.Id,
        State = ToldState.Postponed,
        At = now,
        Urgency = act.Group.Urgency,
    };

    private static TellingAct? OfOpen(AlertGroup group, Route route, Told? told, Dictionary<Lane, Told> lanes, TellingFacts facts)
    {
        if (group.IsQuiet || group.Work is not null)
            return null;
        var isHeld = group.Held is { } hold && hold.Until > facts.Now;
        var night = NightRules.Ask(route, group, facts.Definitions, facts.Now);
        if (told?.State == ToldState.Told)
            return isHeld ? Act(TellingStep.Postpone, group, route, told, facts.Now) : OfChange(group, route, told, night, facts);
        // A hold that somebody took back is no news to who was told before it, nor is what came back before its all-clear.
        if (!isHeld && (told is { State: ToldState.Postponed, Letters: > 0 } && facts.Definitions.WorkingHours.NextStart(told.At) > facts.Now || told is { State: ToldState.Cleared, Letters: > 0 }))
            return OfChange(group, route, told, night, facts) ?? Act(TellingStep.Resume, group, route, told, facts.Now);
        if (night.Decision == NightDecision.Never || group.Acknowledged is not null || group.State != AlertState.Firing)
            return null;
        if (IsExplained(group, route, lanes, facts.Alerts) || IsToldFlap(group, route, facts))
            return null;
        if (night.Decision == NightDecision.Now && !isHeld)
            return Act(TellingStep.Open, group, route, told, facts.Now) with { Night = night.Why };
        return told?.State == ToldState.Postponed ? null : Act(TellingStep.Postpone, group, route, told, facts.Now);
    }

    private static TellingAct? OfChange(AlertGroup group, Route route, Told told, NightAnswer night, TellingFacts facts)
    {
        var isWorse = group.Urgency < told.Urgency || (!group.Hurting.IsEmpty && !told.Hurts);
        // Whoever looks after it knows; only what they may not expect is said.
        if (group.Acknowledged is not null && group.Urgency >= told.Urgency)
            return null;
        if (IsFlapping(group) && !isWorse)
            return null;
        var isEdited = facts.Definitions.Destinations.FirstOrDefault(destination => destination.Id == route.To)?.Kind == DestinationKind.Slack;
        if (!isWorse && !(isEdited && IsOther(group, told)))
            return null;
        var isNow = night.Decision == NightDecision.Now;
        return isNow || isEdited
            ? Act(TellingStep.Change, group, route, told, facts.Now) with { Night = night.Why, IsSilent = !isNow }
            : null;
    }

    private static TellingAct? OfEnded(Told told, TellingFacts facts)
    {
        var group = facts.Alerts.Find(told.Group);
        if (group is { IsOpen: true } || (group is null && told.State != ToldState.Cleared && told.At + Remembered > facts.Now))
            return null;
        var route = facts.Definitions.Routes.FirstOrDefault(route => route.Id == told.Route);
        var isEdited = facts.Definitions.Destinations.FirstOrDefault(destination => destination.Id == told.Destination)?.Kind == DestinationKind.Slack;
        var isTime = NightRules.AllClearDue(route, told.Woke, facts.Definitions, facts.Now) <= facts.Now;
        // An edit wakes nobody, so it need not wait.
        if (isEdited && told.Letters > 0)
            return Act(TellingStep.AllClear, group, route, told, facts.Now) with { IsSilent = !isTime };
        // Over before it could be told, or at an hour at which nobody is told of it. Whoever had been told of it before gets the all-clear in any case.
        return isTime ? Act(told.Letters > 0 ? TellingStep.AllClear : TellingStep.Drop, group, route, told, facts.Now)
            : told.State == ToldState.Cleared ? null
            : Act(TellingStep.Clear, group, route, told, facts.Now);
    }

    private static bool IsOver(TellingAct act) => act is { Before.State: ToldState.Cleared, Group: not { IsOpen: true } };

    /// <summary>Is what most likely causes it told there already?</summary>
    private static bool IsExplained(AlertGroup group, Route route, Dictionary<Lane, Told> lanes, AlertsSnapshot alerts) =>
        Causes(group, alerts).Any(cause => lanes.TryGetValue(new(cause, route.To, route.Audience), out var told) && told.IsOpen);

    private static IEnumerable<Guid> Causes(AlertGroup group, AlertsSnapshot alerts)
    {
        var seen = 0;
        for (var cause = group.ExplainedBy; cause is { } id && seen < LongestChain; seen++)
        {
            yield return id;
            cause = alerts.Find(id)?.ExplainedBy;
        }
    }

    private static bool IsFlapping(AlertGroup group) => group.Alerts.Any(static alert => alert.IsOpen) && group.Alerts.All(static alert => !alert.IsOpen || alert.IsFlapping);

    private static bool IsToldFlap(AlertGroup group, Route route, TellingFacts facts)
    {
        if (!IsFlapping(group))
            return false;
        var key = Hash(group.Key);
        return facts.Told.Any(told => told.Key == key && told.Destination == route.To && told.Audience == route.Audience
            && told is { State: ToldState.Told or ToldState.Over } or { State: ToldState.Cleared, Letters: > 0 } && told.At + FlapRest > facts.Now);
    }

    /// <summary>Would somebody who reads the old message be wrong? A single alert more among many does not count.</summary>
    private static bool IsOther(AlertGroup group, Told told) =>
        group.Urgency != told.Urgency
        || !group.Hurting.IsEmpty != told.Hurts
        || TouchedBy(group) != told.Touched
        || Math.Abs(OpenAlerts(group) - told.Alerts) >= Math.Max(1, told.Alerts / 2);

    private static int OpenAlerts(AlertGroup group) => group.Alerts.Count(static alert => alert.IsOpen);

    private static string TouchedBy(AlertGroup group) =>
        Hash($"{group.State}|{string.Join(',', group.Services.Order(StringComparer.Ordinal))}|{string.Join(',', group.Bpms.Order(StringComparer.Ordinal))}|{string.Join(',', group.Hurting.Order(StringComparer.Ordinal))}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static TellingAct Act(TellingStep step, AlertGroup? group, Route? route, Told? before, DateTimeOffset due) =>
        new() { Step = step, Group = group, Route = route, Before = before, Due = due };

    private readonly record struct Lane(Guid Group, string Destination, Audience Audience);
}
