namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// How far half of all samples lie from what is usual, to each side. Samples that come rarely are too few to tell the worst of usual days from
/// trouble that was in them; the middle half does not move as long as less than a quarter of the history is trouble.
/// </summary>
/// <param name="IsRoot">On the square roots of the values, for what is never below zero? <see langword="false"/>: on the values.</param>
/// <param name="Middle">What is usual, on that; <see langword="null"/>: what the rhythm says.</param>
/// <param name="Below">From there to the lower quarter; 0: not learned.</param>
/// <param name="Above">From there to the upper quarter.</param>
internal readonly record struct Fence(bool IsRoot, double? Middle, double Below, double Above)
{
    /// <summary>Tukey's outer fence, a quarter and three times the distance between the quarters, in distances of a quarter.</summary>
    public const double Outer = 7;

    /// <summary>Beyond the fence is off only what is also at least this share of far by what was learned of the days.</summary>
    private const double LeastStrange = 0.3;

    /// <summary>What is far by what was learned of the days is off only when it is also at least so far on the way to the fence.</summary>
    private const double LeastApart = 0.5;

    /// <summary>A rhythm counts when the quarters lie nearer to it than this share of their distance from the middle.</summary>
    private const double RhythmMustWin = 0.75;

    /// <summary>A quarter is at least this share of what is usual away.</summary>
    private const double NearestQuarter = 0.05;

    private const double Tiny = 1e-9;

    public bool IsLearned => Above > 0;

    /// <param name="series">The history.</param>
    /// <param name="distances">Of each sample from its rhythm, on the scale of the series.</param>
    /// <param name="middle">Of the distances.</param>
    public static Fence Learn(Series series, ReadOnlySpan<double> distances, double middle)
    {
        if (series.Interval <= PastTrouble.LongestInterval)
            return default;
        var isRoot = !series.IsShare && !series.Raw.ContainsAnyInRange(double.MinValue, -double.Epsilon);
        var (values, apart) = (new double[distances.Length], new double[distances.Length]);
        for (var i = 0; i < apart.Length; i++)
        {
            values[i] = To(isRoot, series.Raw[i]);
            apart[i] = values[i] - To(isRoot, series.Scale.From(series.Values[i] - distances[i] + middle));
        }

        var usual = Quantiles.Of(values, 0.5);
        var (below, above) = (usual - Quantiles.Of(values, 0.25), Quantiles.Of(values, 0.75) - usual);
        var (belowRhythm, aboveRhythm) = (-Quantiles.Of(apart, 0.25), Quantiles.Of(apart, 0.75));
        var nearest = Math.Max(Tiny, NearestQuarter * Math.Abs(usual));
        return belowRhythm + aboveRhythm < RhythmMustWin * (below + above)
            ? new(isRoot, null, Math.Max(nearest, belowRhythm), Math.Max(nearest, aboveRhythm))
            : new(isRoot, usual, Math.Max(nearest, below), Math.Max(nearest, above));
    }

    /// <summary>How far a value is on the way to the fences: beyond what is usual, and beyond what is expected now as well.</summary>
    /// <param name="value">As it came.</param>
    /// <param name="ofRhythm">What the rhythm says at the usual level.</param>
    /// <param name="expected">By the band.</param>
    public (double Below, double Above) Of(double value, double ofRhythm, double expected)
    {
        var (seen, usual, now) = (To(IsRoot, value), Middle ?? To(IsRoot, ofRhythm), To(IsRoot, expected));
        return ((Math.Min(usual, now) - seen) / (Outer * Below), (seen - Math.Max(usual, now)) / (Outer * Above));
    }

    /// <summary>How strange a sample is by both: 1 is off.</summary>
    /// <param name="strange">By what was learned of the days; 1 is far.</param>
    /// <param name="bar">So strange it must be by that alone.</param>
    /// <param name="apart">On the way to the fence; 1 is there.</param>
    public static double Judge(double strange, double bar, double apart) =>
        Math.Max(Math.Min(apart, strange / LeastStrange), Math.Min(strange / bar, apart / LeastApart));

    private static double To(bool isRoot, double value) => isRoot ? Math.Sqrt(Math.Max(0, value)) : value;
}
