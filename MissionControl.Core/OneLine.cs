using System.Text;

namespace MissionControl.Core;

/// <summary>Text of people and machines, as one line that can be printed anywhere.</summary>
public static class OneLine
{
    /// <summary>
    /// White space and control characters become single spaces, half a character pair becomes a replacement mark, and what turns the
    /// direction of writing is left out: a title must not read otherwise than it is written.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (TurnsDirection(rune.Value))
                continue;
            else if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                line.Append(rune.ToString());
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        return line.ToString().TrimEnd();
    }

    /// <summary>The same, cut to a length with an ellipsis as its last character.</summary>
    public static string Of(string text, int longest)
    {
        // Nobody needs all of a megabyte to know its first line.
        var line = Of(text.Length <= 4 * longest ? text : text[..(4 * longest)]);
        if (line.Length <= longest)
            return line;
        var cut = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..cut] + "…";
    }

    internal static bool TurnsDirection(int rune) => rune is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
