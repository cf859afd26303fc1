using System.Globalization;
using System.Net;
using System.Text;
using MissionControl.Tests.Support.Alerts;
using MissionControl.Web.Api.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>Grafana's webhook to the real app, with a token or signed.</summary>
public sealed class GrafanaTests : IAsyncLifetime
{
    private const string Address = "/api/v1/alerts/grafana";
    private const string Header = "X-Grafana-Alerting-Signature";
    private const string Secret = "hay at noon";
    private const string TimedSecret = "hay at midnight";
    private const string TimeHeader = "X-Grafana-Alerting-Signature-Timestamp";

    private const string Message =
        """
        {"receiver":"mc","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Sign-ins low","grafana_folder":"Rentals","service":"identity"},"annotations":{"summary":"Few sign-ins"},
          "startsAt":"2026-11-21T01:02:03.123456789+01:00","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://grafana.example/alerting/1/edit","fingerprint":"c6ead","silenceURL":"https://grafana.example/silence",
          "dashboardURL":"https://grafana.example/d/1","panelURL":"https://grafana.example/d/1?viewPanel=2","values":{"B":22.5,"C":1,"D":null},"valueString":"[ var='B' value=22.5 ]","orgId":1}],
         "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"https://grafana.example/","version":"1","groupKey":"{}","truncatedAlerts":2,"orgId":1,"title":"[FIRING:1]","state":"alerting","message":"…"}
        """;

    private AlertsApp _app = null!;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync(
        $$"""
        intakes:
          - { id: ours, grafana: { secret: {{Secret}} } }
          - { id: theirs, grafana: { secret: {{TimedSecret}}, signatureHeader: X-Their-Signature, timestampHeader: {{TimeHeader}} } }
        """,
        null);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_Grafana_sends_with_a_token_is_taken_as_it_was_meant()
    {
        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(Address, Message)).Status);
        var (batch, by) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal(("grafana", "https://grafana.example/", 2), (batch.Intake, batch.Sender, batch.LeftOut));
        Assert.StartsWith("token:", by.Id, StringComparison.Ordinal);
        var signal = Assert.Single(batch.Signals);
        Assert.Equal((true, false, "https://grafana.example/d/1?viewPanel=2"), (signal.IsFiring, signal.CannotSee, signal.Link));
        Assert.Equal([("B", 22.5), ("C", 1)], signal.Values.Select(static value => (value.Key, value.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 0, 2, 3, TimeSpan.Zero).AddTicks(1234567), signal.StartsAt);
    }

    [Theory]
    [InlineData("\"alertname\":\"Sign-ins low\"", "\"alertname\":\"DatasourceNoData\"")]
    [InlineData("\"alertname\":\"Sign-ins low\"", "\"alertname\":\"DatasourceError\"")]
    [InlineData("\"summary\":", "\"grafana_state_reason\":\"NoData, KeepLast\",\"summary\":")]
    public async Task That_it_could_not_see_is_told_from_that_it_is_wrong(string was, string becomes)
    {
        await _app.SendAsync(Address, Message.Replace(was, becomes, StringComparison.Ordinal));
        Assert.True(Assert.Single(_app.Inbox.Signals).CannotSee);
    }

    [Fact]
    public async Task A_signed_message_needs_no_token()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Message, (Header, Sign(Secret, "", Message)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Message, (Header, Sign(Secret, "", Message).ToUpperInvariant()))).Status);
        var time = Now.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Message, ("X-Their-Signature", Sign(TimedSecret, time + ":", Message)), (TimeHeader, time))).Status);
        Assert.Equal(["intake:ours", "intake:ours", "intake:theirs"], _app.Inbox.Taken.Select(static taken => taken.By.Id));
    }

    [Fact]
    public async Task Whatever_is_not_signed_with_a_secret_of_the_catalog_is_refused()
    {
        var (good, old) = (Sign(Secret, "", Message), (Now - 400).ToString(CultureInfo.InvariantCulture));
        (string Name, string Value)[][] tries =
        [
            [],
            [(Header, "")],
            [(Header, "zz" + good[2..])],
            [(Header, good[..^1])],
            [(Header, Sign("oats", "", Message))],
            [(Header, Sign(Secret, "", Message + " "))],
            // Their secret with our header, and without or with an old or foreign time.
            [(Header, Sign(TimedSecret, "", Message))],
            [("X-Their-Signature", Sign(TimedSecret, "", Message))],
            [("X-Their-Signature", Sign(TimedSecret, old + ":", Message)), (TimeHeader, old)],
            [("X-Their-Signature", Sign(TimedSecret, Now + ":", Message)), (TimeHeader, (Now + 60).ToString(CultureInfo.InvariantCulture))],
            [("X-Their-Signature", Sign(TimedSecret, "soon:", Message)), (TimeHeader, "soon")],
        ];
        foreach (var headers in tries)
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(Message, headers)).Status);
        Assert.Empty(_app.Inbox.Taken);
    }

    [Fact]
    public async Task A_signature_opens_this_address_alone()
    {
        using var request = Request("/api/v1/alerts/alertmanager", AlertSamples.Firing, (Header, Sign(Secret, "", AlertSamples.Firing)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_signed_message_that_is_too_large_is_not_kept()
    {
        var large = new string('x', 1024 * 1024 + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(large, (Header, Sign(Secret, "", large)))).Status);
    }

    [Theory]
    [InlineData("""{"version":"4","alerts":[{}]}""", "/api/v1/alerts/alertmanager")]
    [InlineData("""{"version":"1","orgId":1,"alerts":[]}""", "custom payload")]
    [InlineData("""{"text":"Sign-ins low"}""", "custom payload")]
    [InlineData("7", "custom payload")]
    public async Task Another_shape_is_told_what_to_do(string body, string says)
    {
        var answer = await _app.SendAsync(Address, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_field_is_named_and_what_cannot_be_kept_is_asked_for_again()
    {
        var malformed = await _app.SendAsync(Address, Message.Replace("\"status\":\"firing\",\"labels\"", "\"status\":\"alerting\",\"labels\"", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.BadRequest, "alerts[0].status"), (malformed.Status, malformed.Fields));
        _app.Inbox.IsFull = true;
        var full = await _app.SendAsync(Address, Message);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (full.Status, full.RetryAfter));
    }

    private static string Sign(string secret, string before, string body) => Convert.ToHexStringLower(GrafanaSignature.Sign(secret, before, Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Request(string address, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private async Task<AlertsApp.Answer> SendAsync(string body, params (string Name, string Value)[] headers)
    {
        using var request = Request(Address, body, headers);
        return await _app.SendAsync(request);
    }
}

/// <summary>The signature against a value that something else computed.</summary>
public sealed class GrafanaSignatureTests
{
    // printf '1700000000:{"a":1}' | openssl dgst -sha256 -hmac 'hay'
    [Fact]
    public void It_is_the_HMAC_of_time_and_message() =>
        Assert.Equal("af7ba8702781fc712b3cab5566cda2810a89a08ca173f3d32a5879365918bce9", Convert.ToHexStringLower(GrafanaSignature.Sign("hay", "1700000000:", """{"a":1}"""u8)));
}
