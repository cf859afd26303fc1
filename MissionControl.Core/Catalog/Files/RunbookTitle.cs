using System.Text.RegularExpressions;

namespace MissionControl.Core.Catalog.Files;

/// <summary>The title of a runbook: <c>title:</c> in its front matter, else its first heading.</summary>
internal static partial class RunbookTitle
{
    /// <summary><see langword="null"/> when it has none.</summary>
    public static string? Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var start = 0;
        if (lines[0].TrimEnd() == "---" && Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") is var end and > 0)
        {
            if (lines[1..end].Select(line => Title().Match(line)).FirstOrDefault(match => match.Success) is { } title)
                return title.Groups["title"].Value;
            start = end + 1;
        }

        var isCode = false;
        foreach (var line in lines[start..])
        {
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode && line.StartsWith("# ", StringComparison.Ordinal) && line[2..].Trim(' ', '#') is { Length: > 0 } heading)
                return heading;
        }

        return null;
    }

    [GeneratedRegex("""^title:\s*(?<quote>["']?)(?<title>.*\S)\k<quote>\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}
