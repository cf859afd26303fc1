using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications.Slack;

/// <summary>One message per group, edited as it evolves; what fired stands in its thread. An edit mentions nobody.</summary>
internal sealed class SlackChannel(SlackDestinationDefinition definition, GuardedClient client) : IChannel
{
    // Slack takes about one message a second in a channel, and a few more at a time.
    public int AtOnce => 1;

    public async Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
    {
        var letter = due.Letter;
        // What opens anew is said anew: an edit of the old message would go unnoticed.
        var place = letter is { Kind: LetterKind.Opened, Attempts: 0 } && due.HasBefore ? null : Place.Read(due.Reference);
        var answer = await SayAsync(place, letter, SlackBlocks.Of(letter, definition.SigningSecret is not null), cancellationToken);
        if (answer.IsTooMuch)
            answer = await SayAsync(place, letter, SlackBlocks.Short(letter), cancellationToken);
        if (place is not null && answer.IsMissing)
            answer = await SayAsync(place = null, letter, SlackBlocks.Of(letter, definition.SigningSecret is not null), cancellationToken);
        if (answer.Problem is { } problem)
            return problem;
        var reference = answer is { Channel: { } channel, Ts: { } ts } ? $"{channel}:{ts}" : due.Reference;
        if (letter.IsSilent || letter.Kind is LetterKind.Test or LetterKind.Notice or LetterKind.Digest || Place.Read(reference) is not { } parent)
            return Delivery.Sent(reference);
        foreach (var (fallback, blocks) in SlackBlocks.Thread(letter))
        {
            var reply = new JsonObject { ["channel"] = parent.Channel, ["thread_ts"] = parent.Ts, ["text"] = fallback, ["blocks"] = blocks, ["unfurl_links"] = false };
            // Known already, the message is edited and not posted again when this is tried again.
            if ((await CallAsync("chat.postMessage", reply, cancellationToken)).Problem is { } failed)
                return failed with { Reference = reference };
        }

        return Delivery.Sent(reference);
    }

    private Task<SlackAnswer> SayAsync(Place? place, Letter letter, JsonArray blocks, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["channel"] = place?.Channel ?? definition.Channel, ["text"] = SlackBlocks.Fallback(letter), ["blocks"] = blocks };
        if (place is not null)
            body["ts"] = place.Ts;
        else
            body["unfurl_links"] = false;
        return CallAsync(place is null ? "chat.postMessage" : "chat.update", body, cancellationToken);
    }

    private async Task<SlackAnswer> CallAsync(string method, JsonObject body, CancellationToken cancellationToken)
    {
        var json = body.ToJsonString();
        return SlackAnswer.Of(await client.SendAsync(
            new Uri(definition.Url, method),
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", definition.Token);
                return request;
            },
            cancellationToken));
    }

    /// <summary>Where a message is: its channel's id and its own.</summary>
    private sealed record Place(string Channel, string Ts)
    {
        public static Place? Read(string? reference) =>
            reference?.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? new(reference[..at], reference[(at + 1)..]) : null;
    }
}
