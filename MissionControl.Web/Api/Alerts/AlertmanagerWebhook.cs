using System.Text.Json;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts;

/// <summary>
/// Alertmanager's webhook, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config):
/// <code>{"version":"4","status":"firing","externalURL":"http://am:9093","truncatedAlerts":0,"alerts":[{"status":"firing","labels":{…},"annotations":{…},"startsAt":"…","endsAt":"0001-01-01T00:00:00Z","generatorURL":"…","fingerprint":"…"}]}</code>
/// </summary>
internal static class AlertmanagerWebhook
{
    public const string Door = "alertmanager";

    private const string Standard =
        "Leave 'payload' and templates out of the receiver. All it needs: "
        + "webhook_configs: [{ url: 'https://THIS-HOST/api/v1/alerts/alertmanager', max_alerts: 1000, http_config: { authorization: { credentials_file: /path/to/token } } }]";

    /// <returns>The message, or the answer to one that is none of Alertmanager's.</returns>
    public static (Gathered? Message, IResult? Foreign) Read(JsonElement root, DateTimeOffset now)
    {
        if (GrafanaWebhook.IsIts(root))
            return (null, Problems.Malformed("This is what Grafana sends: point its contact point at /api/v1/alerts/grafana"));
        if (AlertJson.TryText(root, "version") != "4" || !root.TryGetProperty("alerts", out var alerts) || alerts.ValueKind is not JsonValueKind.Array || alerts.GetArrayLength() == 0)
            return (null, Problems.Malformed($"This is not what Alertmanager's webhook sends by itself (version 4, with alerts). {Standard}"));
        var gathering = new SignalGathering(now);
        AlertList.Read(alerts, "alerts", gathering, AlertList.ReadWebhook);
        return (new(Door, gathering, AlertJson.TryText(root, "externalURL"), AlertJson.Count(root, "truncatedAlerts")), null);
    }
}
