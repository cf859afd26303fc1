using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;

namespace MissionControl.Web.Api.Intake;

internal enum SlackActionKind
{
    Acknowledge,
    Hold,
}

/// <summary>A pressed button, as far as it matters to us: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
/// <param name="User">Their member id, letters and digits.</param>
/// <param name="ResponseAddress">Where Slack takes an answer; may be missing.</param>
internal sealed record SlackAction(SlackActionKind Kind, Guid Group, string User, Uri? ResponseAddress)
{
    private const int LongestUser = 32;
    private const int Depth = 32;

    /// <summary>The message as it stood, without its buttons.</summary>
    private JsonArray Blocks { get; init; } = [];

    /// <summary><see langword="null"/> for anything but one of our buttons.</summary>
    public static SlackAction? Read(string json)
    {
        try
        {
            var root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = Depth }) as JsonObject;
            if (root is null || Text(root["type"]) != "block_actions" || root["actions"] is not JsonArray { Count: > 0 } actions || actions[0] is not JsonObject action)
                return null;
            SlackActionKind? kind = Text(action["action_id"]) switch { "acknowledge" => SlackActionKind.Acknowledge, "hold" => SlackActionKind.Hold, _ => null };
            var user = Text((root["user"] as JsonObject)?["id"]);
            if (kind is not { } known || !Guid.TryParse(Text(action["value"]), out var group) || user is not { Length: > 0 and <= LongestUser } || !user.All(char.IsAsciiLetterOrDigit))
                return null;
            var blocks = (root["message"] as JsonObject)?["blocks"] as JsonArray ?? [];
            return new(known, group, user, Uri.TryCreate(Text(root["response_url"]), UriKind.Absolute, out var address) ? address : null)
            {
                Blocks = [.. blocks.Where(static block => Text((block as JsonObject)?["type"]) != "actions").Select(static block => block?.DeepClone())],
            };
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            // Signed by Slack, and still none of ours.
            return null;
        }
    }

    /// <summary>What Slack is told once it is done: the message says who did it and loses its buttons; where it was not done, only whoever pressed is told.</summary>
    public string Answer(GroupActAnswer answer)
    {
        if (answer != GroupActAnswer.Done || Blocks.Count == 0)
            return new JsonObject { ["response_type"] = "ephemeral", ["replace_original"] = false, ["text"] = Words(answer) }.ToJsonString();
        var text = Kind == SlackActionKind.Hold ? $"<@{User}> holds it until working hours" : $"<@{User}> looks after it";
        var said = new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = text }) };
        return new JsonObject { ["replace_original"] = true, ["text"] = text, ["blocks"] = new JsonArray([.. Blocks.Select(static block => block?.DeepClone()), said]) }.ToJsonString();
    }

    private string Words(GroupActAnswer answer) => answer switch
    {
        GroupActAnswer.Done => Kind == SlackActionKind.Hold ? "It waits until working hours." : "You look after it.",
        GroupActAnswer.Already => "Somebody did that before you.",
        GroupActAnswer.Refused => "It cannot wait: a business metric is affected.",
        _ => "It is over.",
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
