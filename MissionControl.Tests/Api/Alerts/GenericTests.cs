using System.Net;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>JSON of any sender to the real app, read by mappings of the catalog.</summary>
public sealed class GenericTests : IAsyncLifetime
{
    private AlertsApp _app = null!;

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync(
        """
        intakes:
          - id: checks
            generic:
              alerts: $.events
              name: $.check.name
              status: $.state
              firing: [CRITICAL, WARNING]
              resolved: [OK]
              startsAt: $.since
              endsAt: $.until
              link: $.url
              labels: { host: $.check.host, tries: $.tries, sender: nagios }
              annotations: { summary: $.output }
          - id: job-failed
            generic: { name: Job failed, labels: { job: "$.jobs[0]" } }
        """,
        null);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_message_is_read_by_the_mapping()
    {
        var answer = await SendAsync("checks",
            """
            {"events":[{"check":{"name":"Disk","host":"db-1"},"state":"critical","since":1795226640,"tries":3,"output":"91 % full","url":"https://nagios.example/1"},
                       {"check":{"name":"Disk","host":"db-2"},"state":"OK","since":"2026-11-21T02:04:00Z","until":1795227000000,"output":null}]}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var (batch, _) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal("generic/checks", batch.Intake);
        Assert.Equal(["{alertname=\"Disk\", host=\"db-1\", sender=\"nagios\", tries=\"3\"}", "{alertname=\"Disk\", host=\"db-2\", sender=\"nagios\"}"], batch.Signals.Select(static signal => signal.Labels.ToString()));
        Assert.Equal([true, false], batch.Signals.Select(static signal => signal.IsFiring));
        Assert.Equal([1795226640L, 1795226640L], batch.Signals.Select(static signal => signal.StartsAt.ToUnixTimeSeconds()));
        Assert.Equal([null, 1795227000L], batch.Signals.Select(static signal => signal.EndsAt?.ToUnixTimeSeconds()));
        Assert.Equal(("91 % full", "https://nagios.example/1"), (batch.Signals[0].Annotations["summary"], batch.Signals[0].Link));
    }

    [Fact]
    public async Task Without_a_list_and_a_status_the_message_is_one_alert_that_fires()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("job-failed", """{"jobs":["sync"]}""")).Status);
        var signal = Assert.Single(_app.Inbox.Signals);
        Assert.Equal(("{alertname=\"Job failed\", job=\"sync\"}", true), (signal.Labels.ToString(), signal.IsFiring));
    }

    [Theory]
    [InlineData("""{"things":[]}""", "events")]
    [InlineData("""{"events":{"a":1}}""", "events")]
    [InlineData("[]", "events")]
    [InlineData("""{"events":[7]}""", "events[0]")]
    [InlineData("""{"events":[{"check":{"name":"Disk"},"state":"OK"},{"check":{},"state":"OK"}]}""", "events[1].check.name")]
    [InlineData("""{"events":[{"check":{"name":"Disk"}}]}""", "events[0].state")]
    [InlineData("""{"events":[{"check":{"name":"Disk"},"state":"UNKNOWN"}]}""", "events[0].state")]
    [InlineData("""{"events":[{"check":{"name":"Disk","host":["a"]},"state":"OK"}]}""", "events[0].check.host")]
    [InlineData("""{"events":[{"check":{"name":"Disk"},"state":"OK","since":"yesterday"}]}""", "events[0].since")]
    [InlineData("""{"events":[{"check":{"name":" "},"state":"OK"}]}""", "events[0].labels.alertname")]
    public async Task What_the_mapping_does_not_fit_is_named_by_its_path(string body, string field)
    {
        var answer = await SendAsync("checks", body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, answer.Fields));
        Assert.Empty(_app.Inbox.Taken);
    }

    [Fact]
    public async Task An_unknown_intake_is_a_404_that_names_a_near_one()
    {
        var answer = await SendAsync("cheks", "{}");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("'checks'", answer.Detail, StringComparison.Ordinal);
    }

    private Task<AlertsApp.Answer> SendAsync(string name, string body) => _app.SendAsync($"/api/v1/alerts/generic/{name}", body);
}
