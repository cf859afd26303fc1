using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Maintenance;

/// <summary>
/// What a work touches and what it explains: the health of its services, their metrics and alerts, in the time that was announced and as far as people
/// may notice it. What is worse, or lasts longer, is trouble. Pure.
/// </summary>
public static class WorkReach
{
    /// <summary>Those of its components, and the others that were named.</summary>
    public static ImmutableArray<string> ServicesOf(Work work, Definitions definitions) =>
        [.. definitions.Components.Where(component => work.Components.Contains(component.Id)).SelectMany(static component => component.Services).Concat(work.Services).Distinct()];

    /// <summary>
    /// Metrics of which anything is expected while it goes on. Unless people were told that it does not work, critical ones stay judged: else nothing
    /// would show that it is worse.
    /// </summary>
    public static IEnumerable<Bpm> BpmsOf(Work work, Definitions definitions)
    {
        var services = ServicesOf(work, definitions);
        return definitions.Bpms.Where(bpm => bpm.Services.Any(services.Contains) && (work.Effect == WorkEffect.Down || bpm.Tier != Tier.Critical));
    }

    /// <summary>The work that goes on, by service; of several the one that excuses the most, and of these the one that does so longest.</summary>
    public static ImmutableDictionary<string, Work> Under(ImmutableArray<Work> works, Definitions definitions, DateTimeOffset now)
    {
        var under = ImmutableDictionary<string, Work>.Empty;
        foreach (var work in works)
            if (work.IsGoingOn(now))
                foreach (var service in ServicesOf(work, definitions))
                    if (!under.TryGetValue(service, out var other) || Excuse(work).CompareTo(Excuse(other)) > 0)
                        under = under.SetItem(service, work);
        return under;

        (int, DateTimeOffset) Excuse(Work work) => (work.Excuses(now) ? Weight(work.Effect) : 0, work.To);
    }

    /// <summary>A service's health while the work goes on: maintenance, unless it is worse than the work explains. After its announced end it explains nothing, and is no all-clear either.</summary>
    public static (Health Health, string Words) Explain(Work work, (Health Health, string Words) seen, DateTimeOffset now, TimeZoneInfo zone)
    {
        var isWell = seen.Health == Health.Operational;
        if (!work.Excuses(now))
            return isWell ? (Health.Maintenance, $"Planned work, longer than announced: {work.Title}") : (seen.Health, $"{seen.Words}, and planned work takes longer than announced");
        if (!isWell && Weight(seen.Health) > Weight(work.Effect))
            return (seen.Health, $"{seen.Words}: worse than planned work explains");
        return (Health.Maintenance, $"Planned work until {Words.Time(work.To, work.From, zone)}: {work.Title}{(isWell ? "" : $" ({seen.Words}, as expected)")}");
    }

    /// <summary>The work that explains a group of alerts, so that nobody need be told; <see langword="null"/>: none does.</summary>
    /// <param name="under">By service; only those in their announced time.</param>
    public static Work? Explaining(AlertGroup group, IReadOnlyDictionary<string, Work> under, Definitions definitions)
    {
        Work? last = null;
        foreach (var service in group.Services)
        {
            if (!under.TryGetValue(service, out var work))
                return null;
            if (IsWorse(group, work, definitions))
                return null;
            last = last is null || work.To < last.To ? work : last;
        }

        return last;
    }

    /// <summary>Where some people were told that it does not work for them, what is critical for all of them is known by two: an alert of others, and a critical metric.</summary>
    private static bool IsWorse(AlertGroup group, Work work, Definitions definitions)
    {
        var isCritical = group.Urgency == Urgency.Critical;
        var hurts = group.Hurting.Any(id => definitions.FindBpm(id) is { Tier: Tier.Critical });
        return work.Effect switch
        {
            WorkEffect.Slow => isCritical || hurts,
            WorkEffect.Partly => isCritical && hurts && group.Alerts.Any(static alert => alert.IsOpen && alert.Intake != OwnRules.Intake),
            _ => false,
        };
    }

    // What cannot be seen may not work at all.
    private static int Weight(Health health) => health switch
    {
        Health.MajorOutage or Health.Unknown => 3,
        Health.PartialOutage => 2,
        Health.Degraded => 1,
        _ => 0,
    };

    private static int Weight(WorkEffect effect) => effect switch
    {
        WorkEffect.Down => 3,
        WorkEffect.Partly => 2,
        _ => 1,
    };
}
