using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class SlackBlocksTests
{
    private static readonly Letter Letter = Groups.Letter(Groups.Open());

    [Fact]
    public void Nothing_that_an_alert_says_can_mention_or_link()
    {
        var letter = With(new MessageSlot(MessagePart.What, "<!channel> <https://evil.example|click> & <@U1>"));
        var text = SlackBlocks.Of(letter, false)[1]!["text"]!["text"]!.GetValue<string>();
        Assert.Equal("*What* &lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; &lt;@U1&gt;", text);
        Assert.DoesNotContain("<!", SlackBlocks.Fallback(letter), StringComparison.Ordinal);
    }

    [Fact]
    public void However_long_the_words_a_message_stays_within_what_Slack_takes()
    {
        var words = string.Concat(Enumerable.Repeat("&<>🦄", 5000));
        var letter = With([.. Enum.GetValues<MessagePart>().Select(part => new MessageSlot(part, words))]) is var full
            ? full with { Message = full.Message with { Title = words, Night = words, Runbook = new(words, "https://example.org/" + new string('x', 5000)) } }
            : null!;
        var blocks = SlackBlocks.Of(letter, true);
        Assert.True(blocks.Count <= 45);
        Assert.InRange(Texts(blocks).Sum(static text => text.Length), 1, 9000);
        Assert.All(blocks.Where(static block => block!["type"]!.GetValue<string>() == "section"), block => Assert.InRange(block!["text"]!["text"]!.GetValue<string>().Length, 1, 3000));
        Assert.InRange(blocks[0]!["text"]!["text"]!.GetValue<string>().Length, 1, 150);
    }

    [Fact]
    public void Every_line_of_what_fired_is_in_the_thread_however_many_and_long()
    {
        var lines = Enumerable.Range(0, 21).Select(i => $"{i}: {string.Concat(Enumerable.Repeat($"<{i}>", 800))} used={i}.5").ToArray();
        var letter = Letter with { Message = Letter.Message with { Details = [.. lines] } };
        var replies = SlackBlocks.Thread(letter).ToList();
        Assert.All(replies, reply => Assert.InRange(Texts(reply.Blocks).Sum(static text => text.Length), 1, 9000));
        var all = string.Concat(replies.SelectMany(static reply => Texts(reply.Blocks)).Where(static text => !text.StartsWith('*')))
            .Replace("\n", "", StringComparison.Ordinal).Replace("• ", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal);
        Assert.Equal(string.Concat(lines).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), all);
    }

    [Fact]
    public void Whoever_is_on_duty_is_mentioned_while_it_lasts_and_not_in_the_all_clear()
    {
        Assert.StartsWith("<@U024BE7LH> ", SlackBlocks.Fallback(Letter with { Addressee = "U024BE7LH" }), StringComparison.Ordinal);
        Assert.DoesNotContain("<@", SlackBlocks.Fallback(Letter with { Addressee = "x> <!channel" }), StringComparison.Ordinal);
        var clear = Groups.Letter(Groups.Open(), kind: LetterKind.AllClear) with { Addressee = "U024BE7LH" };
        Assert.DoesNotContain("U024BE7LH", SlackBlocks.Fallback(clear) + SlackBlocks.Of(clear, true).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Buttons_carry_the_group_and_are_gone_when_it_is_over()
    {
        var buttons = SlackBlocks.Of(Letter, true).Last()!["elements"]!.AsArray();
        Assert.Equal([("acknowledge", Letter.Group.ToString()), ("hold", Letter.Group.ToString())], buttons.Select(static button => (button!["action_id"]!.GetValue<string>(), button["value"]!.GetValue<string>())));
        Assert.DoesNotContain("actions", SlackBlocks.Of(Letter, false).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("actions", SlackBlocks.Of(Groups.Letter(Groups.Open(), kind: LetterKind.AllClear), true).ToJsonString(), StringComparison.Ordinal);
    }

    private static Letter With(params MessageSlot[] slots) => Letter with { Message = Letter.Message with { Slots = [.. slots] } };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject map => map.SelectMany(static entry => entry is { Key: "text", Value: JsonValue value } ? [value.GetValue<string>()] : Texts(entry.Value)),
        _ => [],
    };
}
