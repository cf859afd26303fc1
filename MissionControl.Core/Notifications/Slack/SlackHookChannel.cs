using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications.Slack;

/// <summary>
/// An incoming webhook of Slack (or of what takes the same): it posts and nothing else. No message can be edited, answered in a thread or have buttons, so
/// each letter is a message of its own that holds the details as well. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
/// </summary>
internal sealed class SlackHookChannel(SlackHookDefinition definition, GuardedClient client) : IChannel
{
    // Slack takes about one message a second.
    public int AtOnce => 1;

    public async Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(due.Letter, SlackBlocks.Whole(due.Letter), cancellationToken);
        // What it does not take is too long or has blocks that its kind of server does not know.
        if (answer.Status == HttpStatusCode.BadRequest)
            answer = await PostAsync(due.Letter, SlackBlocks.Short(due.Letter), cancellationToken);
        return HttpDelivery.Problem(answer, definition.Url.Host) ?? Delivery.Sent(null);
    }

    private Task<OutboundAnswer> PostAsync(Letter letter, JsonArray blocks, CancellationToken cancellationToken)
    {
        var json = new JsonObject { ["text"] = SlackBlocks.Fallback(letter), ["blocks"] = blocks, ["unfurl_links"] = false }.ToJsonString();
        return client.SendAsync(
            definition.Url,
            () => new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
            cancellationToken);
    }
}
