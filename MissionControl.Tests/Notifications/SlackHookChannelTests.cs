using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Core.Sources.Outbound;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class SlackHookChannelTests : IAsyncLifetime, IDisposable
{
    private readonly GuardedClient _client = GuardedClient.ToAnywhere(new() { MostRedirects = 0, Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System);
    private SlackReceiver _slack = null!;

    public async Task InitializeAsync() => _slack = await SlackReceiver.StartAsync();

    public Task DisposeAsync() => _slack.DisposeAsync().AsTask();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Each_letter_is_one_message_with_what_fires_in_it_and_without_buttons()
    {
        var group = Groups.Open(alerts: 3);
        Assert.Equal(Delivery.Sent(null), await DeliverAsync(Groups.Letter(group)));
        Assert.Equal(Delivery.Sent(null), await DeliverAsync(Groups.Letter(group, kind: LetterKind.AllClear, number: 2)));
        Assert.Equal(2, _slack.Incoming.Count);
        var (opened, clear) = (_slack.Incoming.First(), _slack.Incoming.Last());
        Assert.All(["channel", "ts", "thread_ts"], name => Assert.False(opened.ContainsKey(name)));
        Assert.Equal(3, Blocks(opened).Split("used = ").Length - 1);
        Assert.DoesNotContain("\"actions\"", Blocks(opened), StringComparison.Ordinal);
        Assert.Contains("is over", Blocks(clear), StringComparison.Ordinal);
        Assert.DoesNotContain("used = ", Blocks(clear), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_great_many_values_it_says_how_many_more_there_are()
    {
        await DeliverAsync(Groups.Letter(Groups.Open(alerts: 400)));
        var blocks = Blocks(Assert.Single(_slack.Incoming));
        var shown = blocks.Split("used = ").Length - 1;
        Assert.InRange(shown, 20, 399);
        Assert.Contains($"and {400 - shown} more in Mission Control", blocks, StringComparison.Ordinal);
        Assert.InRange(blocks.Length, 1000, 9000);
    }

    [Fact]
    public async Task What_is_refused_as_it_is_goes_out_short()
    {
        _slack.Bad.Enqueue(Results.Text("invalid_blocks", statusCode: 400));
        Assert.Equal(DeliveryResult.Sent, (await DeliverAsync(Groups.Letter(Groups.Open()))).Result);
        Assert.Equal(2, Assert.Single(_slack.Incoming)["blocks"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(404, DeliveryResult.Later)]
    [InlineData(403, DeliveryResult.Later)]
    [InlineData(410, DeliveryResult.Never)]
    [InlineData(500, DeliveryResult.Later)]
    public async Task A_bad_answer_is_said_without_the_address_which_is_a_secret(int status, DeliveryResult result)
    {
        _slack.Bad.Enqueue(Results.Text("no_service", statusCode: status));
        var delivery = await DeliverAsync(Groups.Letter(Groups.Open()));
        Assert.Equal((result, $"127.0.0.1 answers {status}"), (delivery.Result, delivery.Words));
    }

    private static string Blocks(JsonObject message) => message["blocks"]!.ToJsonString();

    private Task<Delivery> DeliverAsync(Letter letter) =>
        new SlackHookChannel(new("ops") { Url = _slack.HookUrl, IsInternal = true }, _client).DeliverAsync(new(letter, null, false), default);
}
