using MissionControl.Core.Bpms;

namespace MissionControl.Core.Wording;

/// <summary>A BPM's value as people read it: ratios as percent, freshness as an age, money with its sign in front.</summary>
/// <param name="Text">"41.2", "7 h 40", "£1,204".</param>
/// <param name="Unit">"%", "/ hour", "old"; may be empty.</param>
public readonly record struct Quantity(string Text, string Unit)
{
    private const string MoneySigns = "£$€¥";

    /// <summary>Text and unit in one go.</summary>
    public string Full => Unit.Length == 0 ? Text : $"{Text} {Unit}";

    public static Quantity Of(Bpm bpm, double value) => new(Show(bpm, value), UnitOf(bpm));

    /// <summary>"62–78 %", "&lt; 7 h", or empty without a band.</summary>
    public static string Expected(Bpm bpm, Band? band) => band switch
    {
        { Lower: { } lower, Upper: { } upper } => $"{Range(bpm, lower, upper)}{Tail(bpm)}",
        { Upper: { } upper } => $"< {Show(bpm, upper)}{Tail(bpm)}",
        { Lower: { } lower } => $"> {Show(bpm, lower)}{Tail(bpm)}",
        _ => "",
    };

    /// <summary>"about 190 sign-ins fewer than expected", or empty when there is nothing to speak of.</summary>
    public static string Impact(Bpm bpm, double? impact) => impact switch
    {
        <= -1 => $"about {Words.About(impact.Value)} {Noun(bpm)}fewer than expected",
        >= 1 => $"about {Words.About(impact.Value)} {Noun(bpm)}more than expected",
        _ => "",
    };

    /// <summary>"about 140 sign-ins fewer than expected, at least 90": with the part no normal noise explains, where there is one.</summary>
    public static string Impact(Bpm bpm, double? impact, double? atLeast)
    {
        var words = Impact(bpm, impact);
        return words.Length == 0 || atLeast is not { } least || Math.Sign(least) != Math.Sign(impact!.Value) || Math.Abs(least) < 1 || Words.AtLeast(least) == Words.About(impact.Value)
            ? words
            : $"{words}, at least {Words.AtLeast(least)}";
    }

    /// <summary>"62 to 78 %", "under 7 h", "£52,000 to 71,000": within a sentence; empty without a band.</summary>
    public static string Expectation(Bpm bpm, Band? band) =>
        Expected(bpm, band).Replace("–", " to ", StringComparison.Ordinal).Replace("<", "under", StringComparison.Ordinal).Replace(">", "over", StringComparison.Ordinal);

    private static string Noun(Bpm bpm) => bpm.Counts is { } counts ? counts + " " : "";

    private static string UnitOf(Bpm bpm) => bpm.Kind switch
    {
        BpmKind.Ratio => "%",
        BpmKind.Freshness => "old",
        _ => IsMoney(bpm) ? "" : bpm.Unit,
    };

    private static string Show(Bpm bpm, double value) => bpm.Kind switch
    {
        BpmKind.Ratio => Words.Number(value * 100),
        BpmKind.Freshness => Words.Duration(TimeSpan.FromSeconds(value)),
        _ => IsMoney(bpm) ? bpm.Unit + Words.Number(value) : Words.Number(value),
    };

    // Wide bands read better without decimals: 62–78, but 98.5–99.9.
    private static string Range(Bpm bpm, double lower, double upper)
    {
        var scale = bpm.Kind is BpmKind.Ratio ? 100 : 1;
        if (bpm.Kind is not BpmKind.Freshness && (upper - lower) * scale >= 4)
            (lower, upper) = (Math.Round(lower * scale) / scale, Math.Round(upper * scale) / scale);
        var last = IsMoney(bpm) ? Words.Number(upper) : Show(bpm, upper);
        return $"{Show(bpm, lower)}–{last}";
    }

    // The unit stands beside the value already; only percent is short enough to say twice.
    private static string Tail(Bpm bpm) => bpm.Kind is BpmKind.Ratio ? " %" : "";

    internal static bool IsMoney(Bpm bpm) => bpm.Unit.Length == 1 && MoneySigns.Contains(bpm.Unit[0], StringComparison.Ordinal);
}
