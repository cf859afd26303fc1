using YamlDotNet.Core;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>Turns the YAML parser's complaint into a place and words a person can act on.</summary>
internal static class SyntaxError
{
    public static Place PlaceOf(string file, string text, YamlException error)
    {
        var line = (int)Math.Max(1, error.Start.Line);
        return new(file, line, TabIn(text, line) ?? (int)Math.Max(1, error.Start.Column));
    }

    public static string WordsFor(string text, YamlException error) =>
        TabIn(text, (int)Math.Max(1, error.Start.Line)) is not null
            ? "a tab is used to indent; YAML indents with spaces only"
            : $"not valid YAML: {Sentence(error.Message)}";

    // The parser says "While scanning a plain scalar, found …": useful, but it is not how our sentences begin.
    private static string Sentence(string message) =>
        message.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.', ' ');

    /// <summary>The column of the first tab in a line's indentation.</summary>
    private static int? TabIn(string text, int line)
    {
        var content = text.Split('\n').ElementAtOrDefault(line - 1) ?? "";
        var indent = content.AsSpan(0, content.Length - content.AsSpan().TrimStart(" \t").Length);
        var tab = indent.IndexOf('\t');
        return tab < 0 ? null : tab + 1;
    }
}
