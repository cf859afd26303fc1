using System.Text.Json;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications.Slack;

/// <summary>What Slack answers: 200 with <c>ok</c> or an error word, 429 with <c>Retry-After</c>, and in bad hours 500 or HTML.</summary>
/// <param name="Problem"><see langword="null"/> when it went well.</param>
/// <param name="Error">Slack's word for what is wrong, for example <c>msg_blocks_too_long</c>.</param>
internal sealed record SlackAnswer(Delivery? Problem, string? Error, string? Channel, string? Ts)
{
    // https://docs.slack.dev/reference/methods/chat.postMessage#errors: what is wrong with the message itself, and nobody can mend elsewhere.
    private static readonly string[] Hopeless = ["invalid_arguments", "invalid_blocks", "invalid_blocks_format", "no_text", "msg_too_long", "msg_blocks_too_long", "invalid_json", "json_not_object"];
    private static readonly string[] TooMuch = ["msg_blocks_too_long", "msg_too_long", "invalid_blocks", "invalid_blocks_format"];
    private static readonly string[] Missing = ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"];

    public bool IsTooMuch => TooMuch.Contains(Error);

    /// <summary>There is nothing (left) to edit.</summary>
    public bool IsMissing => Missing.Contains(Error);

    public static SlackAnswer Of(OutboundAnswer answer)
    {
        if (HttpDelivery.Problem(answer, "Slack") is { } problem)
            // Slack says with 200 what is wrong with a message; anything else is trouble on the way.
            return new(problem with { Result = DeliveryResult.Later }, null, null, null);
        try
        {
            using var document = JsonDocument.Parse(answer.Body.AsMemory());
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Nonsense();
            if (root.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True)
                return new(null, null, Text(root, "channel"), Text(root, "ts"));
            var error = Text(root, "error") is { Length: <= 60 } word && word.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? word : "unknown";
            return new(Hopeless.Contains(error) ? Delivery.Never($"Slack refuses it: {error}") : Delivery.Later($"Slack refuses it: {error}"), error, null, null);
        }
        catch (JsonException)
        {
            return Nonsense();
        }
    }

    private static SlackAnswer Nonsense() => new(Delivery.Later("Slack answers with something that is no JSON"), null, null, null);

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
