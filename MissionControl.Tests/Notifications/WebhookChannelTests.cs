using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications.Webhook;
using MissionControl.Core.Sources.Outbound;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class WebhookChannelTests : IAsyncLifetime
{
    private static readonly OutboundOptions NoDetours = new() { MostRedirects = 0 };
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public Task DisposeAsync() => _receiver.DisposeAsync().AsTask();

    [Fact]
    public async Task The_message_is_posted_as_signed_JSON_under_a_name_that_stays()
    {
        var letter = Groups.Letter(Groups.Open());
        Assert.Equal(Delivery.Sent(null), await DeliverAsync(_receiver.Url, letter));
        Assert.Equal(Delivery.Sent(null), await DeliverAsync(_receiver.Url, letter));
        Assert.Equal([letter.Id.ToString(), letter.Id.ToString()], _receiver.Taken.Select(static hook => hook.Key));
        Assert.All(_receiver.Taken, static hook => Assert.True(hook.IsSigned));
        var body = _receiver.Taken.First().Body;
        Assert.Equal(
            (letter.Id.ToString(), "Opened", "Responder", "Critical", "What"),
            (body["id"]!.GetValue<string>(), body["kind"]!.GetValue<string>(), body["audience"]!.GetValue<string>(), body["urgency"]!.GetValue<string>(), body["slots"]![0]!["part"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(429, "12", DeliveryResult.Later, 12)]
    [InlineData(503, "12", DeliveryResult.Later, 12)]
    [InlineData(500, null, DeliveryResult.Later, null)]
    [InlineData(404, null, DeliveryResult.Later, null)]
    [InlineData(401, null, DeliveryResult.Later, null)]
    [InlineData(422, null, DeliveryResult.Never, null)]
    [InlineData(410, null, DeliveryResult.Never, null)]
    public async Task A_status_says_whether_it_is_tried_again_and_when(int status, string? retryAfter, DeliveryResult result, int? seconds)
    {
        _receiver.Bad.Enqueue((status, retryAfter));
        var delivery = await DeliverAsync(_receiver.Url, Groups.Letter(Groups.Open()));
        Assert.Equal((result, $"127.0.0.1 answers {status}"), (delivery.Result, delivery.Words));
        Assert.Equal(seconds, delivery.Wait?.TotalSeconds);
    }

    [Fact]
    public async Task It_is_not_sent_on_to_where_an_answer_points()
    {
        Assert.Equal(DeliveryResult.Later, (await DeliverAsync(new(_receiver.Url, "/elsewhere"), Groups.Letter(Groups.Open()))).Result);
        Assert.Empty(_receiver.Taken);
    }

    [Fact]
    public async Task Addresses_of_our_own_networks_are_called_only_when_the_catalog_says_so()
    {
        using var client = new GuardedClient(NoDetours, TimeProvider.System);
        var delivery = await new WebhookChannel(Definition(_receiver.Url), client, TimeProvider.System).DeliverAsync(new(Groups.Letter(Groups.Open()), null, false), default);
        Assert.Equal((DeliveryResult.Later, "127.0.0.1 leads to an address that is not public, or to none"), (delivery.Result, delivery.Words));
        Assert.Empty(_receiver.Taken);
    }

    [Fact]
    public void The_signature_is_the_one_that_is_documented() => Assert.Equal(
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
        "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163",
        WebhookChannel.Signature("secret", 1700000000, "{}"u8));

    private static async Task<Delivery> DeliverAsync(Uri url, Letter letter)
    {
        using var client = GuardedClient.ToAnywhere(NoDetours, TimeProvider.System);
        return await new WebhookChannel(Definition(url), client, TimeProvider.System).DeliverAsync(new(letter, null, false), default);
    }

    private static WebhookDestinationDefinition Definition(Uri url) => new("machine") { Url = url, Secret = WebhookReceiver.Secret, IsInternal = true };
}
