using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inhibitions;

/// <summary>An alert that fires and is the source of a rule.</summary>
internal sealed record Inhibitor(string Fingerprint, LabelSet Labels, DateTimeOffset StartsAt, Guid Group)
{
    /// <summary>Of one that is not heard from, or whose sender cannot see, nobody knows that it fires: it keeps nothing quiet.</summary>
    public static ImmutableArray<Inhibitor> Of(AlertGroup group, ImmutableArray<InhibitionRule> rules) => rules.IsEmpty || !group.IsOpen ? [] :
    [
        .. group.Alerts.Where(alert => alert is { State: AlertState.Firing, CannotSee: false } && rules.Any(rule => rule.Source.AreTrueOf(alert.Labels)))
            .Select(alert => new Inhibitor(alert.Fingerprint, alert.Labels, alert.StartsAt, group.Id)),
    ];
}
