using System.Net;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>The app in the place of an Alertmanager.</summary>
public sealed class AlertmanagerApiTests : IAsyncLifetime
{
    private const string Address = "/alertmanager/api/v2/alerts";
    private AlertsApp _app = null!;

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_end_ahead_means_that_it_fires_until_then_and_one_that_is_past_that_it_is_over()
    {
        var now = TimeProvider.System.GetUtcNow();
        var answer = await _app.SendAsync(Address,
            $$$"""
            [{"labels":{"alertname":"A"},"startsAt":"{{{now.AddMinutes(-9):O}}}","endsAt":"{{{now.AddMinutes(4):O}}}","generatorURL":"http://prom:9090/graph"},
             {"labels":{"alertname":"B"},"startsAt":"{{{now.AddMinutes(-9):O}}}","endsAt":"{{{now.AddMinutes(-1):O}}}"},
             {"labels":{"alertname":"C","severity":""}}]
            """);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        var (batch, _) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal("alertmanager", batch.Intake);
        Assert.Equal([true, false, true], batch.Signals.Select(static signal => signal.IsFiring));
        Assert.Equal([now.AddMinutes(4), now.AddMinutes(-1), null], batch.Signals.Select(static signal => signal.EndsAt));
        Assert.Equal(batch.At, batch.Signals[2].StartsAt);
        Assert.Null(batch.Signals[2].Labels["severity"]);
    }

    [Fact]
    public async Task Nothing_is_nothing_to_take()
    {
        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(Address, "[]")).Status);
        Assert.Empty(_app.Inbox.Taken);
    }

    [Theory]
    [InlineData("""[{"labels":{"alertname":"x"}},{"labels":{}}]""", "[1].labels.alertname")]
    [InlineData("""{"version":"4"}""", "")]
    [InlineData("""[{"labels":{"alertname":"x"},"endsAt":"soon"}]""", "[0].endsAt")]
    public async Task A_malformed_field_is_named(string body, string field)
    {
        var answer = await _app.SendAsync(Address, body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, answer.Fields));
    }

    [Fact]
    public async Task It_says_that_it_is_there_to_whoever_may_send()
    {
        foreach (var address in (string[])["/alertmanager/-/healthy", "/alertmanager/-/ready"])
        {
            using var stranger = new HttpRequestMessage(HttpMethod.Get, address);
            var refused = await _app.SendAsync(stranger);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
            Assert.Contains("alerts:write", refused.Detail, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new("Bearer", _app.Token);
            Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task What_cannot_be_kept_just_now_is_asked_for_again()
    {
        _app.Inbox.IsFull = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _app.SendAsync(Address, """[{"labels":{"alertname":"A"}}]""")).Status);
    }
}
