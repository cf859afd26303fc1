using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>
/// The message of an alarm as CloudWatch publishes it to SNS:
/// <code>{"AlarmName":"…","AlarmDescription":null,"AWSAccountId":"…","NewStateValue":"ALARM","NewStateReason":"…","StateChangeTime":"2023-03-08T00:46:32.006+0000","Region":"Asia Pacific (Seoul)","AlarmArn":"…","OldStateValue":"OK","Trigger":{"MetricName":"…","Namespace":"…","Dimensions":[{"value":"…","name":"…"}],"Threshold":80.0}}</code>
/// Metric math has <c>Trigger.Metrics</c>; composite alarms have <c>AlarmRule</c> and no trigger.
/// </summary>
internal static class AlarmMessage
{
    /// <summary><see langword="null"/>, and why, for what is no alarm.</summary>
    public static CloudWatchAlarm? Read(string message, SignalGathering gathering)
    {
        if (CloudWatchAlarm.Parse(message) is not { ValueKind: JsonValueKind.Object } root || AlertJson.TryText(root, "AlarmName") is not { Length: > 0 } name)
        {
            gathering.Refuse("Message", "This is no CloudWatch alarm; only alarms are taken from a topic.");
            return null;
        }

        var state = AlertJson.TryText(root, "NewStateValue");
        if (state is not ("OK" or "ALARM" or "INSUFFICIENT_DATA"))
        {
            gathering.Refuse("Message.NewStateValue", "This must be OK, ALARM or INSUFFICIENT_DATA.");
            return null;
        }

        var trigger = root.TryGetProperty("Trigger", out var given) && given.ValueKind is JsonValueKind.Object ? given : default;
        var values = CloudWatchAlarm.ReadReason(AlertJson.TryText(root, "NewStateReasonData"));
        return new()
        {
            Name = name,
            Arn = AlertJson.TryText(root, "AlarmArn") ?? "",
            State = state,
            Description = AlertJson.TryText(root, "AlarmDescription"),
            Reason = AlertJson.TryText(root, "NewStateReason"),
            At = Time(root, gathering),
            Metrics = Metrics(trigger),
            More = [.. CloudWatchAlarm.Said("rule", AlertJson.TryText(root, "AlarmRule"))],
            Values = values.ContainsKey("threshold") || CloudWatchAlarm.Number(trigger, "Threshold") is not { } threshold ? values : values.Add("threshold", threshold),
        };
    }

    private static DateTimeOffset? Time(JsonElement root, SignalGathering gathering)
    {
        if (AlertJson.TryText(root, "StateChangeTime") is not { } text)
            return null;
        if (Moments.Read(text) is { } at)
            return at;
        gathering.Refuse("Message.StateChangeTime", "This must be a time such as 2026-11-21T02:04:00.006+0000.");
        return null;
    }

    private static ImmutableArray<AlarmMetric> Metrics(JsonElement trigger)
    {
        if (trigger.ValueKind is not JsonValueKind.Object)
            return [];
        if (!trigger.TryGetProperty("Metrics", out var list) || list.ValueKind is not JsonValueKind.Array)
            return AlertJson.TryText(trigger, "MetricName") is { Length: > 0 } ? [Metric(trigger)] : [];
        return
        [
            .. from entry in list.EnumerateArray()
               where entry.ValueKind is JsonValueKind.Object
               let stat = entry.TryGetProperty("MetricStat", out var found) && found.ValueKind is JsonValueKind.Object ? found : default
               where stat.ValueKind is JsonValueKind.Object
               let metric = stat.TryGetProperty("Metric", out var inner) && inner.ValueKind is JsonValueKind.Object ? inner : default
               where metric.ValueKind is JsonValueKind.Object
               select Metric(metric),
        ];
    }

    private static AlarmMetric Metric(JsonElement metric)
    {
        var dimensions = metric.TryGetProperty("Dimensions", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;
        return new(
            AlertJson.TryText(metric, "Namespace") ?? "",
            AlertJson.TryText(metric, "MetricName") ?? "",
            // Lower case here, though everything around is not.
            [.. from one in dimensions
                let name = AlertJson.TryText(one, "name") ?? AlertJson.TryText(one, "Name")
                let value = AlertJson.TryText(one, "value") ?? AlertJson.TryText(one, "Value")
                where name is { Length: > 0 } && value is not null
                select KeyValuePair.Create(name, value)]);
    }
}
