using System.Net;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts.Aws;

/// <summary>EventBridge's API destination to the real app.</summary>
public sealed class EventBridgeTests : IAsyncLifetime
{
    private const string Address = "/api/v1/alerts/eventbridge";
    private AlertsApp _app = null!;

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_event_is_taken_with_its_id()
    {
        var answer = await _app.SendAsync(Address,
            """
            {"version":"0","id":"c4c1c1c9","detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch","account":"123456789012","resources":["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:CPU"],
             "detail":{"alarmName":"CPU","state":{"value":"ALARM","timestamp":"2026-11-21T02:03:52.006+0000"}}}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var (batch, _) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal(("eventbridge", "c4c1c1c9", "123456789012"), (batch.Intake, batch.MessageId, batch.Sender));
        Assert.Equal("CPU", Assert.Single(batch.Signals).Labels["alertname"]);
    }

    [Fact]
    public async Task A_transformed_event_is_told_to_be_sent_whole()
    {
        var answer = await _app.SendAsync(Address, """{"alarm":"CPU"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("without an input transformer", answer.Detail, StringComparison.Ordinal);
    }
}
