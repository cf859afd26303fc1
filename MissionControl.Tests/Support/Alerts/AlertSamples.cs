using System.Text.Json;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>Messages as real senders write them, made to measure.</summary>
internal static class AlertSamples
{
    /// <summary>As Debian's Alertmanager 0.25 sent it.</summary>
    public const string Firing =
        """
        {"receiver":"hook","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"AlwaysFiring","env":"lab","severity":"critical","team":"payments"},"annotations":{"runbook_url":"https://example.test/rb","summary":"orders too low: 1"},"startsAt":"2026-11-21T02:34:14.568Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://vm:19090/graph?g0.expr=vector%281%29+%3E+0\u0026g0.tab=1","fingerprint":"ecb2988086f5e0b6"}],"groupLabels":{"alertname":"AlwaysFiring"},"commonLabels":{"alertname":"AlwaysFiring"},"commonAnnotations":{},"externalURL":"http://vm:19093","version":"4","groupKey":"{}:{alertname=\"AlwaysFiring\"}","truncatedAlerts":0}
        """;

    public static string Webhook(params IEnumerable<string> alerts) =>
        $$"""{"version":"4","status":"firing","receiver":"hook","externalURL":"http://am:9093","truncatedAlerts":0,"alerts":[{{string.Join(',', alerts)}}]}""";

    public static string Alert(string name) => Alert(name, $"\"instance\":{JsonSerializer.Serialize("web-1")}");

    /// <param name="labels">Further ones, as JSON.</param>
    public static string Alert(string name, string labels) =>
        $$"""{"status":"firing","labels":{"alertname":"{{name}}",{{labels}}},"annotations":{"summary":"Disk almost full"},"startsAt":"2026-11-21T02:34:14.568Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom:9090/graph"}""";
}
