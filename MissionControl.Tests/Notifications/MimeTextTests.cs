using System.Text;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Notifications.Email;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class MimeTextTests
{
    private static readonly Letter Letter = Groups.Letter(Groups.Open());

    [Fact]
    public void It_has_a_text_and_an_HTML_alternative_and_says_that_a_machine_wrote_it()
    {
        var mail = MailOf(Letter);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("Mission Control <mission@example.org>", mail.Header("From"));
        Assert.Equal("a@example.org, b@example.org", mail.Header("To"));
        Assert.Equal("DiskFull for Responder", mail.Header("Subject"));
        Assert.Equal("Tue, 24 Nov 2026 11:00:00 +0000", mail.Header("Date"));
        var parts = mail.Parts();
        Assert.Contains("Critical: DiskFull for Responder", parts[0], StringComparison.Ordinal);
        Assert.Contains("- db-0: used = 0.97", parts[0], StringComparison.Ordinal);
        Assert.Contains("Make room &lt;now&gt; &amp; look at the runbook", parts[1], StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://mission.example.org/runbooks/disks\" class=\"open\">Runbook: Disks</a>", parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_word_of_an_alert_becomes_a_header_or_markup()
    {
        var letter = Letter with
        {
            Message = Letter.Message with
            {
                Title = "Disk\r\nBcc: everybody@example.org\r\n\r\n<script>",
                Link = "javascript:alert(1)",
                Slots = [new(MessagePart.What, "\r\n.\r\nQUIT<img src=x>")],
            },
        };
        var mail = MailOf(letter);
        Assert.DoesNotContain("\nBcc", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n.", mail.Text, StringComparison.Ordinal);
        Assert.Equal("Disk Bcc: everybody@example.org <script>", mail.Header("Subject"));
        Assert.DoesNotContain("<script>", mail.Parts()[1], StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Parts()[1], StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", mail.Parts()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_beyond_ASCII_are_encoded_without_splitting_a_character()
    {
        var title = string.Concat(Enumerable.Repeat("Zahlungen gestört 🦄 ", 8)).Trim();
        var encoded = MimeText.Encoded(title);
        Assert.All(encoded.Split("\r\n "), static word => Assert.InRange(word.Length, 1, 75));
        Assert.Equal(title, string.Concat(encoded.Split("\r\n ").Select(static word => Encoding.UTF8.GetString(Convert.FromBase64String(word[10..^2])))));
        Assert.StartsWith("=?utf-8?B?", MimeText.Encoded("=?utf-8?B?x?="), StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_of_a_lane_are_one_conversation_and_each_has_the_same_name_every_time()
    {
        var (first, second) = (MailOf(Letter), MailOf(Letter with { Id = Guid.NewGuid(), Number = 2 }));
        Assert.Equal($"<{Letter.Lane:N}@example.org>", first.Header("Message-ID"));
        Assert.Equal((first.Header("Message-ID"), first.Header("Message-ID")), (second.Header("In-Reply-To"), second.Header("References")));
        Assert.NotEqual(first.Header("Message-ID"), second.Header("Message-ID"));
        Assert.Equal(first.Text, MailOf(Letter).Text);
    }

    private static Mail MailOf(Letter letter) => new([], MimeText.Of(letter, "mission@example.org", ["a@example.org", "b@example.org"], Groups.Noon), false);
}
