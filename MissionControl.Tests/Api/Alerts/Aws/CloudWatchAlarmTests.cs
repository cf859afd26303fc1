using MissionControl.Core.Alerts.Signals;
using MissionControl.Tests.Support.Alerts;
using MissionControl.Web.Api.Alerts.Aws;
using System.Text.Json;

namespace MissionControl.Tests.Api.Alerts.Aws;

/// <summary>CloudWatch's alarms, of one metric, of several and of other alarms, by SNS and by EventBridge.</summary>
public sealed class CloudWatchAlarmTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    private const string Event =
        """
        {"version":"0","id":"c4c1c1c9","detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch","account":"123456789012","time":"2026-11-21T02:03:52Z","region":"eu-west-1",
         "resources":["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:CPU of search"],
         "detail":{"alarmName":"CPU of search",
          "state":{"value":"ALARM","reason":"Threshold Crossed","reasonData":"{\"version\":\"1.0\",\"recentDatapoints\":[40.0,99.5],\"threshold\":80.0,\"recentLowerThresholds\":[10.5],\"recentUpperThresholds\":[45.5]}","timestamp":"2026-11-21T02:03:52.006+0000"},
          "previousState":{"value":"OK","timestamp":"2026-11-21T01:00:00.000+0000"},
          "configuration":{"description":"Search is slow when this is high.","metrics":[{"id":"m1","metricStat":{"metric":{"namespace":"AWS/EC2","name":"CPUUtilization","dimensions":{"InstanceId":"i-0b1"}},"period":300,"stat":"Average"},"returnData":true}]}}}
        """;

    [Fact]
    public void By_EventBridge_and_by_SNS_an_alarm_is_one_alert()
    {
        var byEvent = One(Event);
        var gathering = new SignalGathering(Now);
        gathering.Add(AlarmMessage.Read(FakeAws.Alarm("ALARM", new(2026, 11, 21, 2, 3, 52, 6, TimeSpan.Zero)), gathering)!.Say());
        var bySns = Assert.Single(gathering.Signals);
        Assert.Equal(byEvent.Labels, bySns.Labels);
        Assert.Equal((byEvent.StartsAt, byEvent.Link), (bySns.StartsAt, bySns.Link));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 2, 3, 52, 6, TimeSpan.Zero), byEvent.StartsAt);
    }

    [Fact]
    public void Its_numbers_and_those_of_its_band_come_along()
    {
        var signal = One(Event);
        Assert.Equal([("lower", 10.5), ("threshold", 80), ("upper", 45.5), ("value", 99.5)], signal.Values.Select(static value => (value.Key, value.Value)));
        Assert.Equal("Search is slow when this is high.", signal.Annotations["description"]);
    }

    [Fact]
    public void Of_dated_numbers_the_newest_is_the_value() =>
        Assert.Equal(3, CloudWatchAlarm.ReadReason(
            """{"recentDatapoints":[1],"evaluatedDatapoints":[{"timestamp":"2026-11-21T02:02:00.000+0000","value":3.0},{"timestamp":"2026-11-21T02:01:00.000+0000","value":2.0}]}""")["value"]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"\ud800":1,"threshold":80}""")]
    [InlineData("""{"recentDatapoints":[],"threshold":"high","evaluatedDatapoints":[7]}""")]
    public void Numbers_that_cannot_be_read_are_left_out(string data) => Assert.Empty(CloudWatchAlarm.ReadReason(data));

    [Fact]
    public void OK_ends_what_began_with_the_state_before()
    {
        var over = One(Event.Replace("\"OK\"", "\"X\"", StringComparison.Ordinal).Replace("\"ALARM\"", "\"OK\"", StringComparison.Ordinal).Replace("\"X\"", "\"ALARM\"", StringComparison.Ordinal));
        Assert.Equal((false, new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 21, 2, 3, 52, 6, TimeSpan.Zero)), (over.IsFiring, over.StartsAt, over.EndsAt));
    }

    [Fact]
    public void A_deleted_alarm_is_over_and_a_changed_one_says_nothing()
    {
        var deleted = Event.Replace("State Change", "Configuration Change", StringComparison.Ordinal).Replace("\"detail\":{", "\"detail\":{\"operation\":\"delete\",", StringComparison.Ordinal);
        Assert.False(One(deleted).IsFiring);
        Assert.Empty(Read(deleted.Replace("delete", "update", StringComparison.Ordinal)).Signals.Signals);
        Assert.Empty(Read(Event.Replace("Alarm State", "Alarm Contributor State", StringComparison.Ordinal)).Signals.Signals);
    }

    [Fact]
    public void Of_metric_math_what_the_metrics_share_tells_it_apart()
    {
        var gathering = new SignalGathering(Now);
        gathering.Add(AlarmMessage.Read(
            """
            {"AlarmName":"Error rate","NewStateValue":"ALARM","StateChangeTime":"2026-11-21T02:03:52.006+0000","AlarmArn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Error rate",
             "Trigger":{"Metrics":[{"Expression":"m1/m2","Id":"e1","ReturnData":true},
              {"Id":"m1","MetricStat":{"Metric":{"Dimensions":[{"value":"web","name":"Name"}],"MetricName":"Errors","Namespace":"Shop"},"Period":60,"Stat":"Sum"}},
              {"Id":"m2","MetricStat":{"Metric":{"Dimensions":[],"MetricName":"Requests","Namespace":"Shop"},"Period":60,"Stat":"Sum"}}]}}
            """, gathering)!.Say());
        Assert.Equal("{account=\"123456789012\", alertname=\"Error rate\", namespace=\"Shop\", region=\"eu-west-1\"}", Assert.Single(gathering.Signals).Labels.ToString());
    }

    [Fact]
    public void A_composite_alarm_says_its_rule_and_what_triggered_it()
    {
        var signal = One(
            """
            {"version":"0","id":"d1","detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch","resources":["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Shop down"],
             "detail":{"alarmName":"Shop down","state":{"value":"ALARM","reasonData":"{\"triggeringAlarms\":[{\"arn\":\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:CPU of search\",\"state\":{\"value\":\"ALARM\"}}]}","timestamp":"2026-11-21T02:03:52.006+0000"},
             "configuration":{"alarmRule":"ALARM(\"CPU of search\")"}}}
            """);
        Assert.Equal(("CPU of search", "ALARM(\"CPU of search\")"), (signal.Annotations["triggered_by"], signal.Annotations["rule"]));
        Assert.Equal(3, signal.Labels.Count);
    }

    [Fact]
    public void A_dimension_does_not_take_the_name_of_another_label()
    {
        var signal = One(Event.Replace("\"InstanceId\":", "\"region\":", StringComparison.Ordinal));
        Assert.Equal(("eu-west-1", "i-0b1"), (signal.Labels["region"], signal.Labels["dimension_region"]));
    }

    [Theory]
    [InlineData("\"aws.cloudwatch\"", "\"aws.ec2\"")]
    [InlineData("CloudWatch Alarm State Change", "EC2 Instance State-change Notification")]
    public void Other_events_are_told_what_to_send(string was, string becomes)
    {
        using var document = JsonDocument.Parse(Event.Replace(was, becomes, StringComparison.Ordinal));
        Assert.NotNull(AlarmEvent.Read(document.RootElement, Now).Foreign);
    }

    [Theory]
    [InlineData("\"alarmName\":\"CPU of search\"", "\"alarmName\":7", "detail.alarmName")]
    [InlineData("\"value\":\"ALARM\"", "\"value\":\"PERHAPS\"", "detail.state.value")]
    [InlineData("2026-11-21T02:03:52.006+0000", "just now", "detail.state.timestamp")]
    public void What_makes_no_sense_is_named(string was, string becomes, string field) =>
        Assert.Equal(field, Assert.Single(Read(Event.Replace(was, becomes, StringComparison.Ordinal)).Signals.Problems).Field);

    private static AlertSignal One(string json)
    {
        var read = Read(json);
        Assert.Empty(read.Signals.Problems);
        Assert.NotNull(read.MessageId);
        return Assert.Single(read.Signals.Signals);
    }

    private static Web.Api.Alerts.Gathered Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AlarmEvent.Read(document.RootElement, Now).Message!;
    }
}
