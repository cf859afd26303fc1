using System.Text;

namespace MissionControl.Core;

/// <summary>Text of several lines that people wrote, fit to keep and show.</summary>
public static class ManyLines
{
    /// <summary>
    /// Lines stay lines and keep what they begin with; other control characters and what turns the direction of writing go, half a
    /// character pair becomes a replacement mark, and empty lines at the ends are cut off.
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && !OneLine.TurnsDirection(rune.Value)))
                clean.Append(rune.ToString());
        return clean.ToString().TrimEnd().TrimStart('\n');
    }
}
