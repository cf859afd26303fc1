using System.Globalization;
using System.Text.RegularExpressions;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>A single value. What a plain (unquoted) one means follows YAML 1.2's core schema, as editors read it.</summary>
internal sealed partial class ScalarNode(Place place, string text, bool isPlain) : Node(place)
{
    private const int LongestQuote = 40;

    public string Text { get; } = text;

    public bool IsNothing { get; } = isPlain && text is ("" or "~" or "null" or "Null" or "NULL");

    public bool IsSwitch { get; } = isPlain && text is ("true" or "True" or "TRUE" or "false" or "False" or "FALSE");

    public bool IsNumber { get; } = isPlain && NumberPattern().IsMatch(text);

    public override long Weight => 1;

    public override string Described =>
        IsNothing ? "nothing"
        : IsSwitch ? $"the switch {Text}"
        : IsNumber ? $"the number {Shortened(Text)}"
        : Text.Length == 0 ? "an empty text"
        : $"the text {Quoted(Text)}";

    /// <summary>The number it is, if it is a finite one.</summary>
    public double? Number =>
        IsNumber && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Text from a file for a message: one line, short, in quotes.</summary>
    public static string Quoted(string text) => $"'{Shortened(text)}'";

    private static string Shortened(string text)
    {
        var start = text.Length > LongestQuote ? text[..LongestQuote] : text;
        var clean = string.Create(start.Length, start, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
        });
        return text.Length > LongestQuote ? clean + "…" : clean;
    }

    [GeneratedRegex(@"^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();
}
