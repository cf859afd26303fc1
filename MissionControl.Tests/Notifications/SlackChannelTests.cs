using Microsoft.AspNetCore.Http;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Core.Sources.Outbound;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class SlackChannelTests : IAsyncLifetime, IDisposable
{
    private readonly GuardedClient _client = GuardedClient.ToAnywhere(new() { MostRedirects = 0, Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System);
    private SlackReceiver _slack = null!;

    public async Task InitializeAsync() => _slack = await SlackReceiver.StartAsync();

    public Task DisposeAsync() => _slack.DisposeAsync().AsTask();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task One_message_is_posted_edited_and_cleared_with_what_fired_in_its_thread()
    {
        var group = Groups.Open();
        var opened = await DeliverAsync(Groups.Letter(group), null);
        Assert.Equal((DeliveryResult.Sent, "C024BE91L:1700000000.000001"), (opened.Result, opened.Reference));
        await DeliverAsync(Groups.Letter(group, kind: LetterKind.Changed, number: 2), opened.Reference);
        await DeliverAsync(Groups.Letter(group, kind: LetterKind.AllClear, number: 3), opened.Reference);
        Assert.Equal(["chat.postMessage", "chat.postMessage", "chat.update", "chat.postMessage", "chat.update", "chat.postMessage"], _slack.Calls.Select(static call => call.Method));
        Assert.Single(_slack.Posted);
        Assert.All(_slack.Updated, update => Assert.Equal(("C024BE91L", "1700000000.000001"), (update["channel"]!.GetValue<string>(), update["ts"]!.GetValue<string>())));
        Assert.All(_slack.Replies, reply => Assert.Contains("used = 0.97", reply.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(3, _slack.Replies.Count());
        Assert.Contains("is over", _slack.Updated.Last()["blocks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_often_means_as_long_as_Slack_says()
    {
        _slack.Bad.Enqueue(new Bad(429, "", "7"));
        var delivery = await DeliverAsync(Groups.Letter(Groups.Open()), null);
        Assert.Equal((DeliveryResult.Later, TimeSpan.FromSeconds(7), "Slack answers 429"), (delivery.Result, delivery.Wait, delivery.Words));
    }

    [Theory]
    [InlineData(500, "", DeliveryResult.Later, "Slack answers 500")]
    [InlineData(404, "not here", DeliveryResult.Later, "Slack answers 404")]
    [InlineData(200, "<html>maintenance</html>", DeliveryResult.Later, "Slack answers with something that is no JSON")]
    [InlineData(200, "[]", DeliveryResult.Later, "Slack answers with something that is no JSON")]
    [InlineData(200, """{"ok":false,"error":"channel_not_found"}""", DeliveryResult.Later, "Slack refuses it: channel_not_found")]
    [InlineData(200, """{"ok":false,"error":"no_text"}""", DeliveryResult.Never, "Slack refuses it: no_text")]
    [InlineData(200, """{"ok":false,"error":"<b>xoxb-test</b>"}""", DeliveryResult.Later, "Slack refuses it: unknown")]
    public async Task A_bad_answer_is_said_and_tried_again_unless_the_message_is_to_blame(int status, string body, DeliveryResult result, string words)
    {
        _slack.Bad.Enqueue(new Bad(status, body, null));
        var delivery = await DeliverAsync(Groups.Letter(Groups.Open()), null);
        Assert.Equal((result, words), (delivery.Result, delivery.Words));
    }

    [Fact]
    public async Task What_Slack_finds_too_long_goes_out_short_with_a_link()
    {
        _slack.Bad.Enqueue(new Bad(200, """{"ok":false,"error":"msg_blocks_too_long"}""", null));
        Assert.Equal(DeliveryResult.Sent, (await DeliverAsync(Groups.Letter(Groups.Open()), null)).Result);
        var posted = Assert.Single(_slack.Posted);
        Assert.Equal(2, posted["blocks"]!.AsArray().Count);
        Assert.Contains("Open in Mission Control", posted.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_posted_anew()
    {
        _slack.Bad.Enqueue(new Bad(200, """{"ok":false,"error":"message_not_found"}""", null));
        var delivery = await DeliverAsync(Groups.Letter(Groups.Open(), kind: LetterKind.Changed, number: 2), "C1:99.1");
        Assert.Equal("C024BE91L:1700000000.000001", delivery.Reference);
        Assert.Single(_slack.Posted);
    }

    [Fact]
    public async Task When_only_the_thread_fails_the_message_is_known_and_not_posted_twice()
    {
        _slack.Bad.Enqueue(new Pass());
        _slack.Bad.Enqueue(new Bad(500, "", null));
        var letter = Groups.Letter(Groups.Open());
        var failed = await DeliverAsync(letter, null);
        Assert.Equal((DeliveryResult.Later, "C1:5.5"), (failed.Result, failed.Reference));
        Assert.Equal(DeliveryResult.Sent, (await DeliverAsync(letter with { Attempts = 1 }, failed.Reference)).Result);
        Assert.Empty(_slack.Posted);
        Assert.Single(_slack.Replies);
    }

    [Fact]
    public async Task What_opens_anew_is_posted_anew()
    {
        await DeliverAsync(Groups.Letter(Groups.Open(), number: 4), "C024BE91L:1.1");
        Assert.Single(_slack.Posted);
        Assert.Empty(_slack.Updated);
    }

    [Fact]
    public async Task A_silent_edit_says_nothing_in_the_thread()
    {
        await DeliverAsync(Groups.Letter(Groups.Open(), kind: LetterKind.AllClear, number: 2) with { IsSilent = true }, "C024BE91L:1.1");
        Assert.Single(_slack.Calls);
        Assert.Single(_slack.Updated);
    }

    [Fact]
    public async Task Where_nobody_answers_it_is_tried_again_and_no_secret_is_told()
    {
        var channel = new SlackChannel(Definition() with { Url = new("http://127.0.0.1:1/api/") }, _client);
        var delivery = await channel.DeliverAsync(new(Groups.Letter(Groups.Open()), null, false), default);
        Assert.Equal((DeliveryResult.Later, "127.0.0.1 does not answer as it should"), (delivery.Result, delivery.Words));
    }

    private Task<Delivery> DeliverAsync(Letter letter, string? reference) => new SlackChannel(Definition(), _client).DeliverAsync(new(letter, reference, reference is not null), default);

    private SlackDestinationDefinition Definition() => new("ops") { Token = "xoxb-test", Channel = "#ops", SigningSecret = "shh", Url = _slack.Url };

    private sealed record Bad(int Status, string Body, string? RetryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            if (RetryAfter is not null)
                httpContext.Response.Headers.RetryAfter = RetryAfter;
            return httpContext.Response.WriteAsync(Body);
        }
    }

    private sealed record Pass : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.WriteAsync("""{"ok":true,"channel":"C1","ts":"5.5"}""");
    }
}
