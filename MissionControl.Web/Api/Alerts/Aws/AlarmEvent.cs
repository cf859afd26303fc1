using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>
/// An event about an alarm as EventBridge sends it to an API destination
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html):
/// <code>{"version":"0","id":"…","detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch","account":"…","time":"…","region":"…","resources":["ARN"],"detail":{"alarmName":"…","state":{"value":"ALARM","reason":"…","reasonData":"{…}","timestamp":"2026-11-21T02:04:00.006+0000"},"previousState":{…},"configuration":{"description":"…","metrics":[{"id":"m1","metricStat":{"metric":{"namespace":"…","name":"…","dimensions":{…}}}}]}}}</code>
/// </summary>
internal static class AlarmEvent
{
    public const string Door = "eventbridge";

    private const string StateChange = "CloudWatch Alarm State Change";
    private const string Configuration = "CloudWatch Alarm Configuration Change";
    private const string Contributor = "CloudWatch Alarm Contributor State Change";

    /// <returns>The message, or the answer to one that is no event about an alarm.</returns>
    public static (Gathered? Message, IResult? Foreign) Read(JsonElement root, DateTimeOffset now)
    {
        if (AlertJson.TryText(root, "source") != "aws.cloudwatch" || AlertJson.TryText(root, "detail-type") is not (StateChange or Configuration or Contributor))
            return (null, Problems.Malformed(
                $"This is no event about a CloudWatch alarm. Send whole events, without an input transformer, by a rule such as {{\"source\":[\"aws.cloudwatch\"],\"detail-type\":[\"{StateChange}\",\"{Configuration}\"]}}"));
        var gathering = new SignalGathering(now);
        if (ReadOne(root, gathering) is { } alarm)
            gathering.Add(alarm.Say());
        return (new(Door, gathering, AlertJson.TryText(root, "account")) { MessageId = AlertJson.TryText(root, "id") }, null);
    }

    // null: nothing to take, or it has said why.
    private static CloudWatchAlarm? ReadOne(JsonElement root, SignalGathering gathering)
    {
        var detail = Part(root, "detail");
        var kind = AlertJson.TryText(root, "detail-type");
        if (AlertJson.TryText(detail, "alarmName") is not { Length: > 0 } name)
        {
            gathering.Refuse("detail.alarmName", "Every event about an alarm names it.");
            return null;
        }

        // A deleted alarm says nothing more; one that is made or changed will.
        var isDeleted = kind == Configuration && AlertJson.TryText(detail, "operation") == "delete";
        if (kind != StateChange && !isDeleted)
            return null;
        var (state, previous, configuration) = (Part(detail, "state"), Part(detail, "previousState"), Part(detail, "configuration"));
        var value = isDeleted ? "OK" : AlertJson.TryText(state, "value");
        if (value is not ("OK" or "ALARM" or "INSUFFICIENT_DATA"))
        {
            gathering.Refuse("detail.state.value", "This must be OK, ALARM or INSUFFICIENT_DATA.");
            return null;
        }

        var reasonData = AlertJson.TryText(state, "reasonData");
        return new()
        {
            Name = name,
            Arn = root.TryGetProperty("resources", out var resources) && resources.ValueKind is JsonValueKind.Array && resources.GetArrayLength() > 0 ? AlertJson.TryText(resources[0]) ?? "" : "",
            State = value,
            Description = AlertJson.TryText(configuration, "description"),
            Reason = isDeleted ? "The alarm was deleted." : AlertJson.TryText(state, "reason"),
            At = isDeleted ? Time(root, "time", "time", gathering) : Time(state, "timestamp", "detail.state.timestamp", gathering),
            Before = AlertJson.TryText(previous, "value") is "ALARM" or "INSUFFICIENT_DATA" ? Time(previous, "timestamp", "detail.previousState.timestamp", gathering) : null,
            Metrics = Metrics(configuration),
            More =
            [
                .. CloudWatchAlarm.Said("rule", AlertJson.TryText(configuration, "alarmRule")),
                .. CloudWatchAlarm.Said("triggered_by", TriggeredBy(reasonData)),
                .. CloudWatchAlarm.Said("actions_suppressed", AlertJson.TryText(state, "actionsSuppressedReason")),
            ],
            Values = CloudWatchAlarm.ReadReason(reasonData),
        };
    }

    private static DateTimeOffset? Time(JsonElement from, string name, string field, SignalGathering gathering)
    {
        if (AlertJson.TryText(from, name) is not { } text)
            return null;
        if (Moments.Read(text) is { } at)
            return at;
        gathering.Refuse(field, "This must be a time such as 2026-11-21T02:04:00.006+0000.");
        return null;
    }

    private static ImmutableArray<AlarmMetric> Metrics(JsonElement configuration)
    {
        if (configuration.ValueKind is not JsonValueKind.Object || !configuration.TryGetProperty("metrics", out var list) || list.ValueKind is not JsonValueKind.Array)
            return [];
        return
        [
            .. from entry in list.EnumerateArray()
               let metric = Part(Part(entry, "metricStat"), "metric")
               where metric.ValueKind is JsonValueKind.Object
               select new AlarmMetric(
                   AlertJson.TryText(metric, "namespace") ?? "",
                   AlertJson.TryText(metric, "name") ?? "",
                   Part(metric, "dimensions") is { ValueKind: JsonValueKind.Object } dimensions
                       ? [.. dimensions.EnumerateObject().Select(static dimension => KeyValuePair.Create(dimension.Name, AlertJson.AsText(dimension.Value) ?? ""))]
                       : []),
        ];
    }

    // Of composite alarms: {"triggeringAlarms":[{"arn":"arn:aws:cloudwatch:…:alarm:NAME","state":{…}}]}
    private static string? TriggeredBy(string? reasonData) =>
        reasonData is not null && CloudWatchAlarm.Parse(reasonData) is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("triggeringAlarms", out var list) && list.ValueKind is JsonValueKind.Array
            ? string.Join(", ", list.EnumerateArray().Select(static one => AlertJson.TryText(one, "arn")?.Split(':', 7)[^1]).OfType<string>())
            : null;

    private static JsonElement Part(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var part) ? part : default;
}
