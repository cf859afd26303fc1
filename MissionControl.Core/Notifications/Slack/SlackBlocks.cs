using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.Notifications.Slack;

/// <summary>
/// A letter in Slack's Block Kit, within its limits: https://docs.slack.dev/reference/block-kit/blocks. Slack refuses messages whose blocks hold
/// more than 12,000 characters or so in all, without saying so anywhere: we stay below 9,000.
/// </summary>
internal static class SlackBlocks
{
    public const string Acknowledge = "acknowledge";
    public const string Hold = "hold";

    private const int LongestHeader = 150;
    private const int LongestSection = 3000;
    private const int LongestSlot = 1400;
    private const int LongestNight = 300;
    private const int LongestThread = 8000;
    private const int LongestDetails = 2500;
    private const int LongestWaited = 400;
    private const int MostWaited = 40;

    /// <summary>For notifications, screen readers and where blocks are not shown.</summary>
    public static string Fallback(Letter letter)
    {
        var mention = letter is { Kind: LetterKind.Opened or LetterKind.Changed or LetterKind.Notice or LetterKind.Digest, Addressee: { } person } && person.All(char.IsAsciiLetterOrDigit) ? $"<@{person}> " : "";
        var what = letter.Message.Slots.FirstOrDefault(static slot => slot.Part == MessagePart.What)?.Words;
        return mention + SlackText.Escape(what is null || letter.Kind == LetterKind.AllClear ? letter.Message.Title : $"{letter.Message.Title}. {what}", 1000);
    }

    public static JsonArray Of(Letter letter, bool hasButtons)
    {
        var message = letter.Message;
        var blocks = new JsonArray { Header(letter) };
        foreach (var slot in message.Slots)
            blocks.Add(Section($"*{Name(slot.Part)}* {SlackText.Escape(slot.Words, LongestSlot)}"));
        AddWaited(blocks, message);
        if (message.Night is { } night)
            blocks.Add(Context(SlackText.Escape(night, LongestNight)));
        blocks.Add(Context(Links(message)));
        if (letter is { Kind: LetterKind.Opened or LetterKind.Changed or LetterKind.Notice or LetterKind.Digest, Addressee: { } person } && person.All(char.IsAsciiLetterOrDigit))
            blocks.Add(Context(letter.Kind == LetterKind.Notice ? $"For <@{person}>" : $"On duty: <@{person}>"));
        if (hasButtons && !message.IsOver && letter.Kind is not (LetterKind.Test or LetterKind.Notice or LetterKind.Digest))
            blocks.Add(Buttons(letter.Group));
        return blocks;
    }

    /// <summary>The least, for when Slack does not take the rest.</summary>
    public static JsonArray Short(Letter letter) =>
        [Header(letter), Context(Links(letter.Message))];

    /// <summary>All in one message, for where there is no thread: as much of what fired as fits, and how much more there is.</summary>
    public static JsonArray Whole(Letter letter)
    {
        var blocks = Of(letter, hasButtons: false);
        if (letter.Kind is not (LetterKind.Opened or LetterKind.Changed))
            return blocks;
        var (text, shown) = (new StringBuilder("*What fires*"), 0);
        foreach (var lines in letter.Message.Details.Select(static line => string.Join('\n', Pieces(line))))
        {
            if (text.Length + lines.Length + 1 > LongestDetails)
                break;
            text.Append('\n').Append(lines);
            shown++;
        }

        if (shown > 0)
            blocks.Add(Section(text.ToString()));
        if (letter.Message.Details.Length - shown is > 0 and var more)
            blocks.Add(Context($"and {more} more in Mission Control"));
        return blocks;
    }

    /// <summary>What goes into the thread: every line of what fired, in as many messages as it takes.</summary>
    public static IEnumerable<(string Fallback, JsonArray Blocks)> Thread(Letter letter)
    {
        var heading = letter.Kind switch
        {
            LetterKind.Opened => "What fired",
            LetterKind.AllClear => "Over. What had fired",
            _ => "What fires now",
        };
        foreach (var (part, index) in Parts(letter.Message.Details).Select(static (part, index) => (part, index)))
            yield return (index == 0 ? heading : $"{heading}, more", [.. part.Prepend(index == 0 ? $"*{heading}*" : $"*{heading}, more*").Select(static text => (JsonNode)Section(text))]);
    }

    // Sections of lines, in messages of sections; a line too long for a section goes on in the next.
    private static IEnumerable<List<string>> Parts(IEnumerable<string> details)
    {
        var sections = new List<string>();
        var section = new StringBuilder();
        foreach (var piece in details.SelectMany(Pieces))
        {
            if (section.Length + piece.Length + 1 > LongestSection)
                Close();
            if (sections.Sum(static one => one.Length) + section.Length + piece.Length > LongestThread)
            {
                Close();
                yield return sections;
                sections = [];
            }

            section.Append(section.Length == 0 ? "" : "\n").Append(piece);
        }

        Close();
        if (sections.Count > 0)
            yield return sections;

        void Close()
        {
            if (section.Length > 0)
                sections.Add(section.ToString());
            section.Clear();
        }
    }

    private static IEnumerable<string> Pieces(string line)
    {
        // Escaping makes five of one at the most.
        const int Piece = LongestSection / 6;
        for (var start = 0; start < line.Length;)
        {
            var length = Math.Min(Piece, line.Length - start);
            if (start + length < line.Length && char.IsHighSurrogate(line[start + length - 1]))
                length--;
            yield return (start == 0 ? "• " : "  ") + SlackText.Escape(line.Substring(start, length), LongestSection - 10);
            start += length;
        }
    }

    // One section a group, the open ones first; what does not fit is counted.
    private static void AddWaited(JsonArray blocks, AlertMessage message)
    {
        var (length, shown) = (0, 0);
        foreach (var group in message.Waited)
        {
            var standing = group.IsOver ? "✓ Cleared: " : Mark(group.Urgency) + " ";
            string[] lines = [$"*{standing}{SlackText.Link(group.Link, group.Title, LongestWaited)}*", SlackText.Escape(group.Since, LongestWaited), group.Do is { } act ? $"*Do* {SlackText.Escape(act, LongestWaited)}" : ""];
            var text = string.Join('\n', lines.Where(static line => line.Length > 0));
            if ((length += text.Length) > LongestThread || shown == MostWaited)
                break;
            blocks.Add(Section(text));
            shown++;
        }

        if (message.Waited.Length > shown)
            blocks.Add(Context($"and {message.Waited.Length - shown} more in Mission Control"));
    }

    private static string Links(AlertMessage message) => message.Runbook is { } runbook
        ? $"{SlackText.Link(message.Link, "Open in Mission Control", 100)} · {SlackText.Link(runbook.Address, $"Runbook: {runbook.Title}", 200)}"
        : SlackText.Link(message.Link, "Open in Mission Control", 100);

    // A shape and a word, never colour alone. That it is over its title says; a message about several has the urgency of none.
    private static JsonObject Header(Letter letter) => Header(letter switch
    {
        { Kind: LetterKind.Digest } => $"◔ {letter.Message.Title}",
        { Message.IsOver: true } => $"✓ {letter.Message.Title}",
        _ => $"{Mark(letter.Message.Urgency)} {letter.Message.Title}",
    });

    private static string Mark(Urgency urgency) => urgency switch
    {
        Urgency.Critical => "▲ Critical:",
        Urgency.Warning => "◆ Warning:",
        _ => "● Info:",
    };

    private static string Name(MessagePart part) => part switch
    {
        MessagePart.What => "What",
        MessagePart.Where => "Where",
        MessagePart.Value => "Value",
        MessagePart.Since => "Since",
        _ => "Do",
    };

    private static JsonObject Header(string text) =>
        new() { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = OneLine.Of(text, LongestHeader), ["emoji"] = false } };

    private static JsonObject Section(string text) =>
        new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true } };

    private static JsonObject Context(string text) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true }) };

    private static JsonObject Buttons(Guid group) => new()
    {
        ["type"] = "actions",
        ["block_id"] = "acts",
        ["elements"] = new JsonArray(Button(Acknowledge, "Acknowledge", group), Button(Hold, "Hold until working hours", group)),
    };

    private static JsonObject Button(string action, string text, Guid group) => new()
    {
        ["type"] = "button",
        ["action_id"] = action,
        ["value"] = group.ToString(),
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false },
    };
}
