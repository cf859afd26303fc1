using System.Net;
using System.Text;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>Alertmanager's webhook to the real app.</summary>
public sealed class AlertmanagerWebhookTests : IAsyncLifetime
{
    private const string Address = "/api/v1/alerts/alertmanager";
    private AlertsApp _app = null!;

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_Alertmanager_sends_is_taken_as_it_was_meant()
    {
        var answer = await _app.SendAsync(Address, AlertSamples.Firing.Replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":7", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, """{"taken":1}"""), (answer.Status, answer.Body));
        var (batch, by) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal(("alertmanager", "http://vm:19093", 7), (batch.Intake, batch.Sender, batch.LeftOut));
        Assert.StartsWith("token:", by.Id, StringComparison.Ordinal);
        var signal = Assert.Single(batch.Signals);
        Assert.Equal("{alertname=\"AlwaysFiring\", env=\"lab\", severity=\"critical\", team=\"payments\"}", signal.Labels.ToString());
        Assert.Equal("orders too low: 1", signal.Annotations["summary"]);
        Assert.Equal((true, new DateTimeOffset(2026, 11, 21, 2, 34, 14, 568, TimeSpan.Zero), null), (signal.IsFiring, signal.StartsAt, signal.EndsAt));
        Assert.Equal("http://vm:19090/graph?g0.expr=vector%281%29+%3E+0&g0.tab=1", signal.Link);
    }

    [Fact]
    public async Task A_resolve_says_when_it_ended()
    {
        var body = AlertSamples.Firing.Replace("[{\"status\":\"firing\"", "[{\"status\":\"resolved\"", StringComparison.Ordinal).Replace("0001-01-01T00:00:00Z", "2026-11-21T03:36:14.568123456+01:00", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(Address, body)).Status);
        var signal = Assert.Single(_app.Inbox.Signals);
        Assert.False(signal.IsFiring);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 2, 36, 14, TimeSpan.Zero).AddTicks(5681234), signal.EndsAt);
    }

    [Fact]
    public async Task What_cannot_be_kept_just_now_is_asked_for_again()
    {
        _app.Inbox.IsFull = true;
        var full = await _app.SendAsync(Address, AlertSamples.Firing);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (full.Status, full.RetryAfter));
        _app.Inbox.Broken = new InvalidOperationException("the password is hunter2");
        var broken = await _app.SendAsync(Address, AlertSamples.Firing);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (broken.Status, broken.RetryAfter));
        Assert.DoesNotContain("hunter2", broken.Body, StringComparison.Ordinal);
        Assert.Empty(_app.Inbox.Taken);
        (_app.Inbox.IsFull, _app.Inbox.Broken) = (false, null);
        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(Address, AlertSamples.Firing)).Status);
    }

    [Theory]
    [InlineData("""{"status":"firing","labels":{"severity":"page"}}""", "alerts[1].labels.alertname")]
    [InlineData("""{"status":"firing"}""", "alerts[1].labels.alertname")]
    [InlineData("""{"status":"perhaps","labels":{"alertname":"x"}}""", "alerts[1].status")]
    [InlineData("""{"labels":{"alertname":"x"}}""", "alerts[1].status")]
    [InlineData("""{"status":"firing","labels":{"alertname":["x"]}}""", "alerts[1].labels.alertname")]
    [InlineData("""{"status":"firing","labels":{"alertname":"x","n":7}}""", "alerts[1].labels.n")]
    [InlineData("""{"status":"firing","labels":{"alertname":"\ud800"}}""", "alerts[1].labels.alertname")]
    [InlineData("""{"status":"firing","labels":["alertname"]}""", "alerts[1].labels")]
    [InlineData("""{"status":"firing","labels":{"alertname":"x"},"startsAt":"yesterday"}""", "alerts[1].startsAt")]
    [InlineData("""{"status":"firing","labels":{"alertname":"x"},"startsAt":7}""", "alerts[1].startsAt")]
    [InlineData("7", "alerts[1]")]
    public async Task A_malformed_field_is_named_and_nothing_is_taken(string alert, string field)
    {
        var answer = await _app.SendAsync(Address, AlertSamples.Webhook(AlertSamples.Alert("Good"), alert));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(field, answer.Fields, StringComparison.Ordinal);
        Assert.Empty(_app.Inbox.Taken);
    }

    [Fact]
    public async Task Of_a_thousand_wrong_alerts_the_first_are_named()
    {
        var answer = await _app.SendAsync(Address, AlertSamples.Webhook(Enumerable.Repeat("{}", 1000)));
        Assert.Equal((HttpStatusCode.BadRequest, 20), (answer.Status, answer.Fields.Split(',').Length));
    }

    [Theory]
    [InlineData("""{"version":"1","orgId":1,"alerts":[{}]}""", "/api/v1/alerts/grafana")]
    [InlineData("""{"version":"4","status":"firing","alerts":[]}""", "max_alerts: 1000")]
    [InlineData("""{"text":"DiskFull is firing"}""", "webhook_configs")]
    [InlineData("""{"version":"5","alerts":[{}]}""", "webhook_configs")]
    [InlineData("[]", "webhook_configs")]
    [InlineData("null", "webhook_configs")]
    public async Task Another_shape_is_told_what_to_do(string body, string says)
    {
        var answer = await _app.SendAsync(Address, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_thousand_alerts_too_large_too_deep_and_broken_bodies_are_refused()
    {
        var many = await _app.SendAsync(Address, AlertSamples.Webhook(Enumerable.Repeat("{}", 1001)));
        Assert.Equal((HttpStatusCode.BadRequest, "alerts"), (many.Status, many.Fields));
        foreach (var body in (string[])["{", "", """{"\ud800":7}""", new string('[', 17) + new string(']', 17)])
            Assert.Equal(HttpStatusCode.BadRequest, (await _app.SendAsync(Address, body)).Status);
        var large = await _app.SendAsync(Address, AlertSamples.Webhook(AlertSamples.Alert(new string('x', 1024 * 1024))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        Assert.Empty(_app.Inbox.Taken);
    }

    [Fact]
    public async Task Whoever_has_no_token_for_alerts_is_refused_before_anything_is_read()
    {
        foreach (var (token, status) in ((string?, HttpStatusCode)[])[(null, HttpStatusCode.Unauthorized), ("mc_wrong", HttpStatusCode.Unauthorized), (await _app.TokenAsync("read"), HttpStatusCode.Forbidden)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent("{", Encoding.UTF8, "application/json") };
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            Assert.Equal(status, (await _app.SendAsync(request)).Status);
        }
    }
}
