using System.Globalization;
using System.Text;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.Notifications.Email;

/// <summary>An e-mail as RFC 5322 with a text and an HTML alternative. No word of a message can become a header.</summary>
internal static class MimeText
{
    private const int LongestSubject = 180;
    private const int LongestName = 80;
    private const int LineLength = 76;

    public static string Of(Letter letter, string from, IReadOnlyList<string> to, DateTimeOffset now) => Of(
        // The first of a lane has the lane's name, so that the others can answer it.
        new MimeDraft(letter.Number <= 1 ? letter.Lane : letter.Id, letter.Lane, "Mission Control", letter.Message.Title, EmailWords.Text(letter), EmailHtml.Of(letter)),
        from,
        to,
        now);

    public static string Of(MimeDraft draft, string from, IReadOnlyList<string> to, DateTimeOffset now)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var first = $"<{draft.Thread:N}@{domain}>";
        var boundary = $"part-{draft.Id:N}";
        var mail = new StringBuilder();
        Header("From", $"{Name(draft.FromName)} <{from}>");
        Header("To", string.Join(",\r\n ", to));
        Header("Subject", Encoded(OneLine.Of(draft.Subject, LongestSubject)));
        Header("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header("Message-ID", $"<{draft.Id:N}@{domain}>");
        if (draft.Id != draft.Thread)
        {
            Header("In-Reply-To", first);
            Header("References", first);
        }

        if (draft.Stop is { } stop)
        {
            Header("List-Unsubscribe", $"<{stop}>");
            // RFC 8058: a click of the reader's program is a POST, and only encrypted.
            if (stop.StartsWith("https:", StringComparison.Ordinal))
                Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        // RFC 3834: nobody's holiday notice answers this.
        Header("Auto-Submitted", "auto-generated");
        Header("X-Auto-Response-Suppress", "All");
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        mail.Append("\r\n");
        Part("text/plain", draft.Text);
        Part("text/html", draft.Html);
        return mail.Append("--").Append(boundary).Append("--\r\n").ToString();

        void Header(string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

        void Part(string type, string text)
        {
            mail.Append("--").Append(boundary).Append("\r\nContent-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            var content = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            for (var at = 0; at < content.Length; at += LineLength)
                mail.Append(content, at, Math.Min(LineLength, content.Length - at)).Append("\r\n");
        }
    }

    /// <summary>RFC 5322, 3.4: what is no plain word stands in quotes.</summary>
    private static string Name(string name)
    {
        var line = OneLine.Of(name, LongestName);
        if (line.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-'))
            return line;
        return Encoded(line) is var encoded && encoded != line ? encoded : $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>RFC 2047, in words of at most 75 characters that no character is split over.</summary>
    internal static string Encoded(string line)
    {
        if (line.All(static letter => letter is >= ' ' and <= '~') && !line.Contains("=?", StringComparison.Ordinal))
            return line;
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in line.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > 42)
                Close();
            word.AddRange(bytes);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            if (word.Count > 0)
                words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}

/// <param name="Id">Names the message, the same however often it is sent.</param>
/// <param name="Thread">Names the first of its conversation.</param>
internal sealed record MimeDraft(Guid Id, Guid Thread, string FromName, string Subject, string Text, string Html)
{
    /// <summary>The address that ends a subscription; of characters that can stand in a header.</summary>
    public string? Stop { get; init; }
}
