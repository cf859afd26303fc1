using System.Text;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>Says why a band is what it is. Every clause is computed from the baseline; none is said that does not hold.</summary>
internal static class BandWords
{
    private const double WorthSaying = 0.02;

    /// <summary>One or two sentences.</summary>
    /// <param name="baseline">What was learned.</param>
    /// <param name="rules">How.</param>
    /// <param name="at">The moment the band is for.</param>
    /// <param name="point">What the band was computed from; <see langword="null"/>: nothing is said of the present level.</param>
    public static string Explain(Baseline baseline, LearningRules rules, DateTimeOffset at, BandPoint? point)
    {
        var words = new StringBuilder();
        words.Append(Basis(baseline, TimeZoneInfo.ConvertTime(at, rules.Zone)));
        if (point is { } now)
            words.Append(LevelWords(baseline, now));
        words.Append($"; {baseline.Width * 100:0.#} % of normal samples lie inside").Append(LeftOut(baseline)).Append('.');
        words.Append(StillLearning(baseline, rules));
        return words.ToString();
    }

    /// <summary>Why this kind of band, in one sentence.</summary>
    public static string Choice(Baseline baseline, BandKind asked) => (asked, baseline.Rhythm) switch
    {
        (BandKind.Level, _) => "The catalog asks for a band around the recent level.",
        (BandKind.Seasonal, _) => "The catalog asks for a band by the hours of the week.",
        (_, Rhythm.None) when baseline.Errors.Day is null => "There is too little history to tell a rhythm yet, so the band follows the recent level.",
        (_, Rhythm.None) => "No daily or weekly rhythm forecasts it better than its recent level does, so the band follows that.",
        (_, Rhythm.Day) => $"The hours of the day forecast it {Better(baseline.Errors.None, baseline.Errors.Day)} closer than its recent level alone"
            + (baseline.Errors.Week is null ? "." : ", and the days of the week add nothing."),
        _ => $"The hours of the week forecast it {Better(baseline.Errors.None, baseline.Errors.Week)} closer than its recent level alone.",
    };

    public static string Basis(Baseline baseline, DateTimeOffset local) => baseline.Rhythm switch
    {
        Rhythm.Week => $"The middle of the last {Counted(baseline.Repetitions, $"{local:dddd}")} around {local:HH}:00",
        Rhythm.Day => $"The middle of the last {Counted(baseline.Repetitions, "day")} around {local:HH}:00",
        _ => "Its recent level",
    };

    private static string Counted(int count, string noun) => count == 1 ? noun : $"{count} {noun}s";

    /// <summary>How far the present level has moved what the rhythm alone would say.</summary>
    private static string LevelWords(Baseline baseline, in BandPoint point)
    {
        if (baseline.Rhythm == Rhythm.None)
            return "";
        var (usual, now) = (point.Scale.From(point.Shape + baseline.UsualLevel), point.Scale.From(point.Middle));
        var moved = usual == 0 ? 0 : (now / usual) - 1;
        return !double.IsFinite(moved) || Math.Abs(moved) < WorthSaying ? ""
            : $", {Math.Abs(moved) * 100:0} % {(moved > 0 ? "higher" : "lower")} because that is where it runs now";
    }

    private static string LeftOut(Baseline baseline)
    {
        var share = 100.0 * baseline.LeftOut / baseline.Samples;
        var unlike = share < 0.05 ? "" : $"{share:0.#} % of the samples, on {Counted(baseline.DaysLeftOut, "day")}, were unlike the rest";
        var marked = baseline.Marked == 0 ? "" : $"{Counted(baseline.Marked, "sample")} were marked as not normal";
        return (unlike, marked) switch
        {
            ("", "") => "",
            (_, "") => $"; {unlike} and did not count",
            ("", _) => $"; {marked} and left out",
            _ => $"; {marked} and left out, {unlike} and did not count",
        };
    }

    private static string StillLearning(Baseline baseline, LearningRules rules) =>
        rules.Kind == BandKind.Auto && baseline.Days < Rhythm.Week.DaysNeeded() ? $" Its week is still being learned: {Math.Floor(baseline.Days)} of 14 days." : "";

    private static string Better(double without, double? with) => with is { } error && without > 0 ? $"{100 * (1 - (error / without)):0} %" : "no";
}
