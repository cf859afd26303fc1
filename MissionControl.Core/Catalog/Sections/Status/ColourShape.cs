using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Status;

/// <summary>A colour of text that can be read on a surface: WCAG 2.2 AA asks for a contrast of 4.5 to 1.</summary>
internal sealed partial class ColourShape : Shape<string>
{
    public const string LightSurface = "#ffffff";
    public const string DarkSurface = "#171b20";

    private const double Least = 4.5;
    private const string Pattern = "^#[0-9a-fA-F]{6}$";

    private readonly string _surface;

    private ColourShape(string surface) => _surface = surface;

    public static ColourShape On(string surface) => new(surface);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar || !Hex().IsMatch(scalar.Text))
            reading.Expected("a colour such as \"#1f5fae\", in quotes", node);
        else if (Contrast(scalar.Text, _surface) is < Least and var contrast)
            reading.Problem(node, $"this colour on {_surface} has a contrast of {Math.Floor(contrast * 10) / 10:0.0} to 1; people need {Least:0.0}");
        else
            value = scalar.Text.ToLowerInvariant();
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern };

    /// <summary>As WCAG computes it, 1 to 21.</summary>
    internal static double Contrast(string one, string other)
    {
        var (light, dark) = (Luminance(one), Luminance(other));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(string hex) => (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Hex();
}
