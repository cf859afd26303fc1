using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionControl.Core.Alerts;

namespace MissionControl.Web.Api.Alerts;

/// <summary>An alert as an Alertmanager lists it, for what reads Alertmanagers: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (gettableAlert).</summary>
internal sealed record ListedAlert(
    string Fingerprint,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset UpdatedAt,
    [property: JsonPropertyName("generatorURL")] string GeneratorUrl,
    ImmutableArray<ListedReceiver> Receivers,
    ListedStatus Status)
{
    /// <summary>An Alertmanager says of what fires that it ends so long after it was spoken of, unless that is done again.</summary>
    private static readonly TimeSpan _assumed = TimeSpan.FromMinutes(5);

    private static readonly ImmutableArray<ListedReceiver> _receivers = [new("mission-control")];

    public static ListedAlert From(Alert alert, DateTimeOffset at) => new(
        alert.Fingerprint,
        alert.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
        alert.Annotations.ToImmutableSortedDictionary(StringComparer.Ordinal),
        alert.StartsAt,
        alert.EndsAt ?? at + _assumed,
        alert.HeardAt,
        alert.Link ?? "",
        _receivers,
        new(
            alert.IsQuiet ? "suppressed" : "active",
            alert.Silence is { } silence ? [silence.ToString()] : [],
            alert.InhibitedBy is { } by ? [by] : [],
            []));
}

internal sealed record ListedReceiver(string Name);

/// <param name="State">active or suppressed.</param>
/// <param name="SilencedBy">Ids of silences.</param>
/// <param name="InhibitedBy">Fingerprints of alerts.</param>
internal sealed record ListedStatus(string State, ImmutableArray<string> SilencedBy, ImmutableArray<string> InhibitedBy, ImmutableArray<string> MutedBy);
