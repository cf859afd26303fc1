namespace MissionControl.Core.Bpms.Bands;

/// <summary>Draws the band of a moment from a baseline.</summary>
internal static class SeasonalBand
{
    /// <summary>A band is never narrower than this share of what is expected, to each side: smaller departures matter to nobody.</summary>
    private const double NarrowestShare = 0.02;

    public static Band At(SeasonalBaseline baseline, TimeZoneInfo zone, DateTimeOffset at, double? volume)
    {
        var position = HourOfWeek.Position(at, zone);
        var middle = SeasonalLearner.At(baseline.Week, position) + baseline.Level;
        var spread = SeasonalLearner.At(baseline.Spread, position);
        if (baseline.NoiseFromVolume)
            spread *= SeasonalLearner.StandardError(middle, volume ?? 1000);

        var expected = baseline.Scale.From(middle);
        var lower = baseline.Scale.From(middle + (baseline.LowerReach * spread));
        var upper = baseline.Scale.From(middle + (baseline.UpperReach * spread));
        var narrowest = Math.Abs(expected) * NarrowestShare;
        lower = Math.Min(lower, expected - narrowest);
        upper = Math.Max(upper, expected + narrowest);
        return baseline.Scale == Scale.SquareRoot ? new(Math.Max(0, lower), expected, upper)
            : baseline.NoiseFromVolume ? new(Math.Clamp(lower, 0, 1), Math.Clamp(expected, 0, 1), Math.Clamp(upper, 0, 1))
            : new(lower, expected, upper);
    }

    /// <summary>Why, in one sentence; every clause is computed.</summary>
    public static string Explain(SeasonalBaseline baseline, TimeZoneInfo zone, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var weeks = Math.Max(1, (int)Math.Round((baseline.To - baseline.From).TotalDays / 7));
        var percent = Math.Round(baseline.Width * 100, 1);
        var growth = baseline.Scale.From(SeasonalLearner.At(baseline.Week, HourOfWeek.Position(at, zone)) + baseline.Level)
            / baseline.Scale.From(SeasonalLearner.At(baseline.Week, HourOfWeek.Position(at, zone)));
        var level = double.IsFinite(growth) && Math.Abs(growth - 1) >= 0.02
            ? $", {Math.Abs(growth - 1) * 100:0} % {(growth > 1 ? "higher" : "lower")} because the last week was"
            : "";
        var leftOut = baseline.LeftOut == 0 ? "" : $"; {100.0 * baseline.LeftOut / baseline.Samples:0.#} % of the samples were unlike the rest and left out";
        return $"Compared with a {local:dddd} around {local:HH}:00 over the last {weeks} weeks{level}; {percent:0.#} % of normal samples lay inside{leftOut}.";
    }
}
