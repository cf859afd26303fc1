using System.Text.Json;

namespace MissionControl.Web.Api.Alerts;

/// <summary>What Grafana's webhook contact point sends.</summary>
internal static class GrafanaWebhook
{
    /// <summary>Grafana's envelope is Alertmanager's, with a version and fields of its own.</summary>
    public static bool IsIts(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty("alerts", out _)
        && (AlertJson.TryText(root, "version") == "1" || root.TryGetProperty("orgId", out _));
}
