using System.Globalization;
using System.Text;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.Notifications.Email;

/// <summary>A letter as an e-mail: RFC 5322 with a text and an HTML alternative. No word of a message can become a header.</summary>
internal static class MimeText
{
    private const int LongestSubject = 180;
    private const int LineLength = 76;

    public static string Of(Letter letter, string from, IReadOnlyList<string> to, DateTimeOffset now)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        // The first of a lane has the lane's name, so that the others can answer it.
        var first = $"<{letter.Lane:N}@{domain}>";
        var own = letter.Number <= 1 ? first : $"<{letter.Id:N}@{domain}>";
        var boundary = $"part-{letter.Id:N}";
        var mail = new StringBuilder();
        Header("From", $"Mission Control <{from}>");
        Header("To", string.Join(",\r\n ", to));
        Header("Subject", Encoded(OneLine.Of(letter.Message.Title, LongestSubject)));
        Header("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header("Message-ID", own);
        if (letter.Number > 1)
        {
            Header("In-Reply-To", first);
            Header("References", first);
        }

        // RFC 3834: nobody's holiday notice answers this.
        Header("Auto-Submitted", "auto-generated");
        Header("X-Auto-Response-Suppress", "All");
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        mail.Append("\r\n");
        Part("text/plain", EmailWords.Text(letter));
        Part("text/html", EmailWords.Html(letter));
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
