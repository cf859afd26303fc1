using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Tests.Support.Alerts;
using MissionControl.Web.Api.Alerts.Aws;

namespace MissionControl.Tests.Api.Alerts.Aws;

/// <summary>SNS to the real app, with an Amazon of our own.</summary>
public sealed class SnsTests : IAsyncLifetime, IDisposable
{
    private readonly FakeAws _aws = new();
    private AlertsApp _app = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync(
        $"intakes:\n  - {{ id: amazon, sns: {{ topics: [\"{FakeAws.Topic}\"] }} }}",
        builder => builder.Services.AddSingleton<IAwsFetch>(_aws).AddSingleton(new SnsTrust(_aws.Roots)));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task An_alarm_signed_by_Amazon_is_taken(string version)
    {
        var at = Now.AddMinutes(-3);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(_aws.Signed(version, _aws.Notification(FakeAws.Alarm("ALARM", at), Now)))).Status);
        var (batch, by) = Assert.Single(_app.Inbox.Taken);
        Assert.Equal(("sns", FakeAws.Topic, "intake:amazon"), (batch.Intake, batch.Sender, by.Id));
        Assert.NotNull(batch.MessageId);
        var signal = Assert.Single(batch.Signals);
        Assert.Equal(
            "{InstanceId=\"i-0b1\", account=\"123456789012\", alertname=\"CPU of search\", metric=\"CPUUtilization\", namespace=\"AWS/EC2\", region=\"eu-west-1\"}",
            signal.Labels.ToString());
        Assert.Equal((true, false, 80), (signal.IsFiring, signal.CannotSee, signal.Values["threshold"]));
        Assert.True((signal.StartsAt - at).Duration() < TimeSpan.FromMilliseconds(1));
        Assert.Equal("https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/CPU%20of%20search", signal.Link);
    }

    [Fact]
    public async Task The_certificate_is_fetched_once()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(_aws.Notification(FakeAws.Alarm("ALARM", Now), Now))).Status);
        Assert.Equal([new Uri(FakeAws.CertificateUrl)], _aws.Asked);
    }

    [Fact]
    public async Task OK_is_over_and_insufficient_data_cannot_see()
    {
        await SendAsync(_aws.Notification(FakeAws.Alarm("OK", Now), Now));
        await SendAsync(_aws.Notification(FakeAws.Alarm("INSUFFICIENT_DATA", Now), Now));
        Assert.Equal([(false, false), (true, true)], _app.Inbox.Signals.Select(static signal => (signal.IsFiring, signal.CannotSee)));
        Assert.Single(_app.Inbox.Signals.Select(static signal => signal.Labels).Distinct());
    }

    [Fact]
    public async Task The_same_message_again_is_answered_and_not_taken_again()
    {
        var message = _aws.Notification(FakeAws.Alarm("ALARM", Now), Now);
        _app.Inbox.IsFull = true;
        var full = await SendAsync(message);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (full.Status, full.RetryAfter));
        _app.Inbox.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(message)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(message)).Status);
        Assert.Single(_app.Inbox.Taken);
    }

    [Fact]
    public async Task Whatever_was_changed_after_signing_is_refused()
    {
        foreach (var field in (string[])["Message", "MessageId", "Subject", "Timestamp"])
        {
            var message = _aws.Notification(FakeAws.Alarm("ALARM", Now), Now);
            message[field] = field == "Timestamp" ? Now.AddMinutes(-1).UtcDateTime.ToString("O") : message[field] + " ";
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(message)).Status);
        }

        var unsigned = _aws.Notification(FakeAws.Alarm("ALARM", Now), Now);
        unsigned["Signature"] = "no signature";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(unsigned)).Status);
        unsigned["SignatureVersion"] = "3";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(unsigned)).Status);
        Assert.Empty(_app.Inbox.Taken);
    }

    [Theory]
    [InlineData("http://sns.eu-west-1.amazonaws.com/x.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com.evil.example/x.pem")]
    [InlineData("https://evil.example/sns.eu-west-1.amazonaws.com/x.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com@evil.example/x.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/x.pem")]
    [InlineData("https://sns.us-east-1.amazonaws.com/x.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/x.pem?y")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/x")]
    [InlineData("https://169.254.169.254/x.pem")]
    [InlineData("file:///etc/passwd.pem")]
    [InlineData("x.pem")]
    public async Task A_certificate_from_elsewhere_is_not_even_fetched(string url)
    {
        var message = _aws.Notification(FakeAws.Alarm("ALARM", Now), Now);
        message["SigningCertURL"] = url;
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(message)).Status);
        Assert.Empty(_aws.Asked);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_or_for_another_host_or_none_at_all_is_refused()
    {
        foreach (var pem in (string[])[_aws.StrangersPem(), _aws.OtherHostsPem(), "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
        {
            _aws.Pem = pem;
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(_aws.Notification(FakeAws.Alarm("ALARM", Now), Now))).Status);
        }

        _aws.Pem = null;
        var unreachable = await SendAsync(_aws.Notification(FakeAws.Alarm("ALARM", Now), Now));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (unreachable.Status, unreachable.RetryAfter));
        Assert.Empty(_app.Inbox.Taken);
    }

    [Fact]
    public async Task Topics_that_are_not_listed_and_old_messages_are_refused_unseen()
    {
        var other = _aws.Notification(FakeAws.Alarm("ALARM", Now), Now);
        other["TopicArn"] = FakeAws.Topic + "-2";
        foreach (var message in (JsonObject[])[_aws.Signed("2", other), _aws.Notification(FakeAws.Alarm("ALARM", Now), Now.AddMinutes(-66)), _aws.Notification(FakeAws.Alarm("ALARM", Now), Now.AddMinutes(11))])
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(message)).Status);
        Assert.Empty(_aws.Asked);
    }

    [Fact]
    public async Task A_subscription_of_a_listed_topic_confirms_itself()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(_aws.Confirmation(Now, FakeAws.SubscribeUrl))).Status);
        Assert.Equal(new Uri(FakeAws.SubscribeUrl), _aws.Asked.Last());
        Assert.Empty(_app.Inbox.Taken);
    }

    [Theory]
    [InlineData("https://evil.example/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:alarms&Token=2336412f37")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic&TopicArn=arn:aws:sns:eu-west-1:123456789012:alarms&Token=2336412f37")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:999999999999:theirs&Token=2336412f37")]
    [InlineData("http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:alarms&Token=2336412f37")]
    public async Task A_confirmation_that_leads_elsewhere_is_not_followed(string url)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(_aws.Confirmation(Now, url))).Status);
        Assert.DoesNotContain(_aws.Asked, static asked => asked.Query.Length > 0);
    }

    [Fact]
    public async Task Raw_delivery_other_notices_and_what_is_none_of_SNSs_are_refused()
    {
        using var raw = Request(FakeAws.Alarm("ALARM", Now));
        raw.Headers.Add("x-amz-sns-rawdelivery", "true");
        Assert.Contains("Raw delivery", (await _app.SendAsync(raw)).Detail, StringComparison.Ordinal);
        foreach (var body in (string[])["", "{", "[]", "{}", """{"Type":"Notification"}""", FakeAws.Alarm("ALARM", Now)])
        {
            using var request = Request(body);
            Assert.Equal(HttpStatusCode.BadRequest, (await _app.SendAsync(request)).Status);
        }

        var notice = await SendAsync(_aws.Notification("A machine was started.", Now));
        Assert.Equal((HttpStatusCode.BadRequest, "Message"), (notice.Status, notice.Fields));
        var state = await SendAsync(_aws.Notification(FakeAws.Alarm("PERHAPS", Now), Now));
        Assert.Equal((HttpStatusCode.BadRequest, "Message.NewStateValue"), (state.Status, state.Fields));
    }

    private static HttpRequestMessage Request(string body) =>
        new(HttpMethod.Post, "/api/v1/alerts/sns") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };

    private async Task<AlertsApp.Answer> SendAsync(JsonObject message)
    {
        using var request = Request(message.ToJsonString());
        return await _app.SendAsync(request);
    }
}
