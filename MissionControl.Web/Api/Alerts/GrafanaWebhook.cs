using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts;

/// <summary>
/// What Grafana's webhook contact point sends (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier):
/// Alertmanager's envelope with a version and fields of its own.
/// <code>{"version":"1","orgId":1,"externalURL":"…","alerts":[{"status":"firing","labels":{…},"annotations":{…},"startsAt":"…","values":{"B":22,"C":1},"panelURL":"…"}]}</code>
/// </summary>
internal static class GrafanaWebhook
{
    public const string Door = "grafana";

    private const string StateReason = "grafana_state_reason";
    private const string Standard = "Leave the custom payload and templates of the contact point empty: type Webhook, URL https://THIS-HOST/api/v1/alerts/grafana, Authorization scheme Bearer with a token, or HMAC";

    /// <summary>Is it Grafana's, and not Alertmanager's?</summary>
    public static bool IsIts(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty("alerts", out _)
        && (AlertJson.TryText(root, "version") == "1" || root.TryGetProperty("orgId", out _));

    /// <returns>The message, or the answer to one that is none of Grafana's.</returns>
    public static (Gathered? Message, IResult? Foreign) Read(JsonElement root, DateTimeOffset now)
    {
        if (!IsIts(root))
            return (null, AlertJson.TryText(root, "version") == "4"
                ? Problems.Malformed("This is what Alertmanager sends: point its webhook at /api/v1/alerts/alertmanager")
                : Problems.Malformed($"This is not what Grafana's webhook sends by itself. {Standard}"));
        if (root.GetProperty("alerts") is not { ValueKind: JsonValueKind.Array } alerts || alerts.GetArrayLength() == 0)
            return (null, Problems.Malformed($"There are no alerts in this. {Standard}"));
        var gathering = new SignalGathering(now);
        AlertList.Read(alerts, "alerts", gathering, ReadOne);
        return (new(Door, gathering, AlertJson.TryText(root, "externalURL"), AlertJson.Count(root, "truncatedAlerts")), null);
    }

    private static SaidSignal? ReadOne(JsonElement alert, SignalPlace place, SignalGathering gathering)
    {
        if (AlertList.ReadWebhook(alert, place, gathering) is not { } said)
            return null;
        return said with
        {
            CannotSee = said.Labels.Any(static label => label is { Key: SignalGathering.NameLabel, Value: "DatasourceNoData" or "DatasourceError" })
                || said.Annotations.Any(static annotation => annotation.Key == StateReason && annotation.Value.Split(',').Any(static reason => reason.Trim() is "NoData" or "Error")),
            Values = Values(alert),
            Link = First(alert, "panelURL", "dashboardURL", "generatorURL"),
        };
    }

    private static ImmutableSortedDictionary<string, double> Values(JsonElement alert)
    {
        if (!alert.TryGetProperty("values", out var values) || values.ValueKind is not JsonValueKind.Object)
            return ImmutableSortedDictionary<string, double>.Empty;
        var numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject().Take(SignalRules.MostLabels))
            if (value.Value.ValueKind is JsonValueKind.Number && value.Value.TryGetDouble(out var number) && double.IsFinite(number) && value.Name.Length <= SignalRules.LongestName)
                numbers[value.Name] = number;
        return numbers.ToImmutable();
    }

    private static string? First(JsonElement alert, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (AlertJson.TryText(alert, name) is { Length: > 0 } text)
                return text;
        return null;
    }
}
