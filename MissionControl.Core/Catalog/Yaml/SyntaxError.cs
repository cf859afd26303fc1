using YamlDotNet.Core;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>Turns the YAML parser's complaint into a place and words a person can act on.</summary>
internal static class SyntaxError
{
    /// <param name="read">How far the file had been read well.</param>
    public static CatalogProblem For(string file, string text, YamlException error, Mark read)
    {
        var first = (int)Math.Max(1, error.Start.Line);
        // Of a tab the parser says where the mapping around it begins, which may be the first line of the file; the tab comes after what was read.
        var tab = error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase)
            ? FindTab(text, (int)Math.Max(1, read.Line), int.MaxValue)
            // The parser may begin its complaint on the line before the tab.
            : FindTab(text, first, (int)Math.Max(first, error.End.Line));
        if (tab is var (line, column))
            return new(file, line, column, "a tab is used to indent; YAML indents with spaces only");
        return new(file, first, (int)Math.Max(1, error.Start.Column), $"not valid YAML: {Sentence(error.Message)}");
    }

    // The parser says "While scanning a plain scalar, found …": useful, but it is not how our sentences go on.
    private static string Sentence(string message) =>
        message.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.', ' ');

    /// <summary>The first tab in the indentation of these lines.</summary>
    private static (int Line, int Column)? FindTab(string text, int first, int last)
    {
        var lines = text.Split('\n');
        for (var line = first; line <= Math.Min(last, lines.Length); line++)
        {
            var content = lines[line - 1].AsSpan();
            var tab = content[..^content.TrimStart(" \t").Length].IndexOf('\t');
            if (tab >= 0)
                return (line, tab + 1);
        }

        return null;
    }
}
