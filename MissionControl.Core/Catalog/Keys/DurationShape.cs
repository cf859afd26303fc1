using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>A duration within limits (inclusive).</summary>
internal sealed class DurationShape(TimeSpan least, TimeSpan most)
    : ScalarShape<TimeSpan>($"a duration from {DurationText.Of(least)} to {DurationText.Of(most)}, such as 10s, 5m or 1h30m")
{
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = DurationText.Pattern };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out TimeSpan value)
    {
        value = DurationText.Read(scalar.Text) ?? TimeSpan.MinValue;
        return value >= least && value <= most;
    }
}

/// <summary>Durations as people write them: <c>10s</c>, <c>5m</c>, <c>1h30m</c>, <c>7d</c>; largest unit first.</summary>
internal static partial class DurationText
{
    public const string Pattern = "^(?=[0-9])([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

    public static TimeSpan? Read(string text)
    {
        if (text.Length == 0 || Parts().Match(text) is not { Success: true } match)
            return null;
        return TimeSpan.FromSeconds((Part(match, "d") * 86400) + (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s"));
    }

    public static string Of(TimeSpan duration)
    {
        var text = $"{Named(duration.Days, 'd')}{Named(duration.Hours, 'h')}{Named(duration.Minutes, 'm')}{Named(duration.Seconds, 's')}";
        return text.Length == 0 ? "0s" : text;
    }

    private static string Named(int amount, char unit) => amount == 0 ? "" : $"{amount}{unit}";

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^((?<d>[0-9]{1,6})d)?((?<h>[0-9]{1,6})h)?((?<m>[0-9]{1,6})m)?((?<s>[0-9]{1,6})s)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}

/// <summary>Percentages as people write them: <c>95%</c>, <c>99.5 %</c>; read as a share of one.</summary>
internal static partial class PercentText
{
    public const string Pattern = "^[0-9]{1,9}([.][0-9]{1,9})? ?%$";

    public static double? Read(string text) =>
        // Decimal keeps 99.9 % from becoming 0.9990000000000001.
        Percent().IsMatch(text) ? (double)(decimal.Parse(text.TrimEnd('%', ' '), CultureInfo.InvariantCulture) / 100m) : null;

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Percent();
}
