using System.Text;

namespace MissionControl.Core.Notifications.Slack;

/// <summary>Our words in Slack's markup: nothing in them can mention, link or call anybody.</summary>
internal static class SlackText
{
    /// <summary>With <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> escaped, and no longer than that afterwards.</summary>
    public static string Escape(string text, int longest)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + piece.Length > longest - 1)
                return escaped.Append('…').ToString();
            escaped.Append(piece);
        }

        return escaped.ToString();
    }

    /// <summary>A link; an address that Slack would read otherwise is left out, and the words stay.</summary>
    public static string Link(string address, string words, int longest) =>
        address.Length <= 2000 && address.AsSpan().IndexOfAny("<>| ") < 0
            ? $"<{address.Replace("&", "&amp;", StringComparison.Ordinal)}|{Escape(words.Replace('|', '/'), longest)}>"
            : Escape(words, longest);
}
