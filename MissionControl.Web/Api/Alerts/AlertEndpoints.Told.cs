using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Alerts;

internal static partial class AlertEndpoints
{
    /// <summary>The id of the intake in the example: that of docs/alerts-in.md.</summary>
    internal const string GenericExample = "checks";

    private const string Kept = "Answered once it is on disk; sent twice, an alert stays one. A message has at most 1 MB and 1,000 alerts. ";

    private static readonly DateTimeOffset _begun = new(2026, 11, 21, 1, 52, 0, TimeSpan.Zero);

    private static readonly Told _alertmanager = new("tellAlertmanagerAlerts", "Alertmanager's webhook")
    {
        Words = Kept + "Version 4, as it is sent without a payload or templates of your own; fields that are not named here are ignored.",
        Takes =
        [
            Sent.Json(
                "firing",
                new AlertmanagerMessage(
                    "4",
                    [
                        new(
                            "firing",
                            Pairs(("alertname", "AlwaysFiring"), ("env", "lab"), ("severity", "critical"), ("team", "payments")),
                            Pairs(("runbook_url", "https://example.test/rb"), ("summary", "orders too low: 1")),
                            _begun,
                            DateTimeOffset.MinValue,
                            "http://vm:19090/graph?g0.expr=vector%281%29+%3E+0&g0.tab=1",
                            "ecb2988086f5e0b6"),
                    ],
                    "firing",
                    "http://vm:19093",
                    0),
                ApiJson.Context.AlertmanagerMessage),
            Sent.Json(
                "resolved",
                new AlertmanagerMessage(
                    "4",
                    [
                        new(
                            "resolved",
                            Pairs(("alertname", "NodeUp"), ("env", "lab"), ("instance", "127.0.0.1:19100"), ("job", "node"), ("severity", "info")),
                            Pairs(("summary", "127.0.0.1:19100 is up")),
                            _begun.AddMinutes(2),
                            _begun.AddMinutes(4),
                            "http://vm:19090/graph?g0.expr=up%7Bjob%3D%22node%22%7D+%3D%3D+1&g0.tab=1",
                            "f9dcf7d4a387ce2e"),
                    ],
                    "resolved",
                    "http://vm:19093",
                    0),
                ApiJson.Context.AlertmanagerMessage),
        ],
        Answers = [Taken(1)],
    };

    private static readonly Told _grafana = new("tellGrafanaAlerts", "Grafana's webhook contact point")
    {
        Words = Kept + "As it is sent without a custom payload. Instead of a token it may be signed with the secret of an intake in the catalog (HMAC-SHA256). "
            + "No data and errors come in as cannot see; fields that are not named here are ignored.",
        Takes =
        [
            Sent.Json(
                "firing",
                new GrafanaMessage(
                    "1",
                    [
                        new(
                            "firing",
                            Pairs(("alertname", "Sign-ins low"), ("grafana_folder", "Rentals"), ("service", "identity")),
                            Pairs(("summary", "Few sign-ins")),
                            _begun,
                            DateTimeOffset.MinValue,
                            "https://grafana.example.org/alerting/1/edit",
                            "https://grafana.example.org/d/1",
                            "https://grafana.example.org/d/1?viewPanel=2",
                            new SortedDictionary<string, double>(StringComparer.Ordinal) { ["B"] = 22.5, ["C"] = 1 }),
                    ],
                    1,
                    "firing",
                    "https://grafana.example.org/",
                    0),
                ApiJson.Context.GrafanaMessage),
        ],
        Answers = [Taken(1)],
    };

    private static readonly Told _eventbridge = new("tellCloudWatchAlarms", "CloudWatch alarms by EventBridge")
    {
        Words = Kept + "Whole events of the source aws.cloudwatch, without an input transformer: alarms that change their state, and those that are deleted. "
            + "Other changes of an alarm are answered taken 0; fields that are not named here are ignored.",
        Takes =
        [
            Sent.Json(
                "stateChange",
                new AlarmEventMessage(
                    "CloudWatch Alarm State Change",
                    "aws.cloudwatch",
                    new(
                        "ServerCpuTooHigh",
                        null,
                        new(
                            "ALARM",
                            "Threshold Crossed: 1 datapoint [99.5] was greater than the threshold (80.0).",
                            """{"version":"1.0","statistic":"Average","period":60,"recentDatapoints":[99.5],"threshold":80.0}""",
                            "2026-11-21T01:52:00.006+0000"),
                        new("OK", null, null, "2026-11-21T00:30:00.006+0000"),
                        new(
                            "Goes into alarm when server CPU utilisation is too high",
                            [new("m1", new(new("AWS/EC2", "CPUUtilization", Pairs(("InstanceId", "i-12345678901234567")))))])),
                    "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
                    "123456789012",
                    _begun,
                    ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:ServerCpuTooHigh"]),
                ApiJson.Context.AlarmEventMessage),
        ],
        Answers = [Taken(1)],
    };

    private static readonly Told _generic = new("tellAlerts", "Alerts of anything that sends JSON")
    {
        Words = Kept + "The catalog says where the parts of an alert stand, so a message may have any shape; the example is one for the mapping in docs/alerts-in.md. "
            + "What the mapping does not fit is refused with the path that leads nowhere.",
        Asks = [Asked.Text("name", "The id of a generic intake, as in the catalog.", GenericExample, 64)],
        Takes =
        [
            Sent.Json(
                "checks",
                new JsonObject
                {
                    ["events"] = new JsonArray(
                        Check("db-1", "CRITICAL", "91 % full"),
                        Check("db-2", "OK", "64 % full")),
                },
                ApiJson.Context.JsonObject),
        ],
        Answers = [Taken(2)],
    };

    private static Given Taken(int count) => Given.Json("How many alerts of it were taken.", new AlertsTakenAnswer(count), ApiJson.Context.AlertsTakenAnswer);

    private static JsonObject Check(string host, string state, string output) => new JsonObject
    {
        ["check"] = new JsonObject { ["name"] = "Disk full", ["host"] = host },
        ["state"] = state,
        ["since"] = "2026-11-21T01:52:00Z",
        ["output"] = output,
    };

    private static SortedDictionary<string, string> Pairs(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
            named[name] = value;
        return named;
    }
}

/// <summary>What a door for alerts answers.</summary>
/// <param name="Taken">How many alerts the message held that are on disk now.</param>
internal sealed record AlertsTakenAnswer(int Taken);

// Only for the document, like those below: what comes is read field by field, so that every wrong one is named.
/// <summary>Alertmanager's webhook, as far as we read it: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.</summary>
/// <param name="Version">4.</param>
/// <param name="ExternalURL">Who sends it.</param>
/// <param name="TruncatedAlerts">How many more it has.</param>
internal sealed record AlertmanagerMessage(
    string Version,
    [property: MinLength(1), MaxLength(SignalRules.MostSignals)] IReadOnlyList<AlertmanagerAlert> Alerts,
    string? Status = null,
    [property: JsonPropertyName("externalURL")] string? ExternalURL = null,
    int? TruncatedAlerts = null);

/// <param name="Status">firing or resolved.</param>
/// <param name="Labels">With an alertname.</param>
/// <param name="StartsAt">Now without it.</param>
/// <param name="EndsAt">In the year 1 while it fires.</param>
/// <param name="Fingerprint">Ignored: ours is of the labels.</param>
internal sealed record AlertmanagerAlert(
    string Status,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string>? Annotations = null,
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    [property: JsonPropertyName("generatorURL")] string? GeneratorURL = null,
    string? Fingerprint = null);

/// <summary>Grafana's webhook, as far as we read it: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier.</summary>
/// <param name="Version">1.</param>
/// <param name="ExternalURL">Who sends it.</param>
/// <param name="TruncatedAlerts">How many more it has.</param>
internal sealed record GrafanaMessage(
    string Version,
    [property: MinLength(1), MaxLength(SignalRules.MostSignals)] IReadOnlyList<GrafanaAlert> Alerts,
    long? OrgId = null,
    string? Status = null,
    [property: JsonPropertyName("externalURL")] string? ExternalURL = null,
    int? TruncatedAlerts = null);

/// <param name="Status">firing or resolved.</param>
/// <param name="Labels">With an alertname.</param>
/// <param name="StartsAt">Now without it.</param>
/// <param name="EndsAt">In the year 1 while it fires.</param>
/// <param name="Values">Numbers of when it fired.</param>
internal sealed record GrafanaAlert(
    string Status,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string>? Annotations = null,
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    [property: JsonPropertyName("generatorURL")] string? GeneratorURL = null,
    [property: JsonPropertyName("dashboardURL")] string? DashboardURL = null,
    [property: JsonPropertyName("panelURL")] string? PanelURL = null,
    IReadOnlyDictionary<string, double>? Values = null);

/// <summary>An event about an alarm, as far as we read it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html.</summary>
/// <param name="Id">Sent again, it is the same message.</param>
/// <param name="Resources">The alarm's ARN.</param>
internal sealed record AlarmEventMessage(
    [property: JsonPropertyName("detail-type")] string DetailType,
    string Source,
    AlarmEventDetail Detail,
    string? Id = null,
    string? Account = null,
    DateTimeOffset? Time = null,
    IReadOnlyList<string>? Resources = null);

/// <param name="Operation">Of a configuration change: create, update or delete.</param>
/// <param name="State">Needed when the state changed.</param>
internal sealed record AlarmEventDetail(
    string AlarmName, string? Operation = null, AlarmEventState? State = null, AlarmEventState? PreviousState = null, AlarmEventConfiguration? Configuration = null);

/// <param name="Value">OK, ALARM or INSUFFICIENT_DATA.</param>
/// <param name="ReasonData">JSON as text.</param>
/// <param name="Timestamp">As Amazon writes it, with an offset without a colon.</param>
internal sealed record AlarmEventState(string Value, string? Reason = null, string? ReasonData = null, string? Timestamp = null);

internal sealed record AlarmEventConfiguration(string? Description = null, IReadOnlyList<AlarmEventMetric>? Metrics = null);

internal sealed record AlarmEventMetric(string Id, AlarmEventMetricStat? MetricStat = null);

internal sealed record AlarmEventMetricStat(AlarmEventMetricName Metric);

internal sealed record AlarmEventMetricName(string Namespace, string Name, IReadOnlyDictionary<string, string>? Dimensions = null);
