using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api.Alerts.Groups;

/// <summary>One alert of a group.</summary>
/// <param name="Fingerprint">Of its labels: 32 hexadecimal digits.</param>
/// <param name="CannotSee">The sender could not see what it watches: nothing is known to be wrong.</param>
/// <param name="Values">Numbers of when it fired.</param>
/// <param name="EndsAt">When it ended; <see langword="null"/> until then.</param>
/// <param name="HeardAt">When it was spoken of last.</param>
/// <param name="Intake">By which door it came: alertmanager, grafana, sns, eventbridge, generic/NAME, prometheus/SOURCE or own.</param>
/// <param name="Link">Where the sender shows it.</param>
/// <param name="Silence">The id of the silence that keeps it quiet.</param>
/// <param name="InhibitedBy">The fingerprint of the alert that makes this one needless to tell.</param>
internal sealed record AlertAnswer(
    string Fingerprint,
    string Name,
    Urgency Urgency,
    AlertState State,
    bool CannotSee,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    ImmutableSortedDictionary<string, double?> Values,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset HeardAt,
    string Intake,
    string? Link,
    string? Silence,
    string? InhibitedBy)
{
    public static AlertAnswer From(Alert alert) => new(
        alert.Fingerprint,
        alert.Name,
        alert.Urgency,
        alert.State,
        alert.CannotSee,
        Pairs(alert.Labels),
        Pairs(alert.Annotations),
        alert.Values.ToImmutableSortedDictionary(static value => value.Key, static value => Known.Number(value.Value), StringComparer.Ordinal),
        alert.StartsAt,
        alert.EndsAt,
        alert.HeardAt,
        alert.Intake,
        alert.Link,
        alert.Silence?.ToString(),
        alert.InhibitedBy);

    private static ImmutableSortedDictionary<string, string> Pairs(LabelSet labels) => labels.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
