using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Learns a BPM's usual week from its last weeks. Medians and quantiles throughout, so that one bad day moves little:
/// the middle of an hour is the median of its weeks' medians; the spread is that of the weeks around their own level, with
/// what is unlike the rest left out.
/// </summary>
internal static class SeasonalLearner
{
    /// <summary>Less history than this has seen no weekday twice.</summary>
    public const int DaysNeeded = 14;

    /// <summary>Samples farther out than this many spreads are past trouble, not noise.</summary>
    private const double Unlike = 6;

    private const double SpreadOfGaussianPerMad = 1.4826;

    /// <summary>A baseline, or <see langword="null"/> while there is too little history.</summary>
    public static SeasonalBaseline? Learn(Bpm bpm, BandPolicy.Seasonal policy, TimeZoneInfo zone, ReadOnlySpan<Sample> history)
    {
        var samples = new List<Sample>(history.Length);
        foreach (var sample in history)
            if (bpm.Kind != BpmKind.Ratio || sample.Volume is null or > 0)
                samples.Add(sample);
        if (samples.Count < 2 * HourOfWeek.Count || DaysIn(samples) < DaysNeeded - 0.5)
            return null;

        var scale = bpm.Kind != BpmKind.Ratio && samples.TrueForAll(static sample => sample.Value >= 0) ? Scale.SquareRoot : Scale.Linear;
        var byVolume = bpm.Kind == BpmKind.Ratio && samples.TrueForAll(static sample => sample.Volume is not null);
        var end = samples[^1].At;
        var points = new Point[samples.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var sample = samples[i];
            var position = HourOfWeek.Position(sample.At, zone);
            points[i] = new(position, (int)((end - sample.At).TotalDays / 7), scale.To(sample.Value), sample.Volume ?? 0);
        }

        var week = Middles(points);
        var levels = Levels(points, week);
        var distances = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var expected = At(week, points[i].Position) + levels[points[i].WeeksAgo];
            distances[i] = (points[i].Scaled - expected) / (byVolume ? StandardError(expected, points[i].Volume) : 1);
        }

        var spread = Spreads(points, distances);
        var normal = new List<double>(points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            var reach = distances[i] / spread[(int)points[i].Position];
            if (Math.Abs(reach) <= Unlike)
                normal.Add(reach);
        }

        normal.Sort();
        var reaches = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(normal);
        var values = samples.ConvertAll(static sample => sample.Value);
        values.Sort();
        var ascending = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values);
        return new SeasonalBaseline
        {
            Scale = scale,
            NoiseFromVolume = byVolume,
            Week = week,
            Spread = spread,
            Level = levels[0],
            LowerReach = Math.Min(0, Quantiles.OfSorted(reaches, (1 - policy.Width) / 2)),
            UpperReach = Math.Max(0, Quantiles.OfSorted(reaches, (1 + policy.Width) / 2)),
            Width = policy.Width,
            From = samples[0].At,
            To = end,
            Samples = samples.Count,
            LeftOut = points.Length - normal.Count,
            UsualLow = Quantiles.OfSorted(ascending, 0.01),
            UsualHigh = Quantiles.OfSorted(ascending, 0.99),
            Zone = zone.Id,
        };
    }

    public static double DaysIn(IReadOnlyList<Sample> samples) => samples.Count < 2 ? 0 : (samples[^1].At - samples[0].At).TotalDays;

    /// <summary>Between the half hours linear, around the end of the week too.</summary>
    public static double At(ImmutableArray<double> week, double position)
    {
        var place = position - 0.5;
        if (place < 0)
            place += HourOfWeek.Count;
        var before = (int)place % HourOfWeek.Count;
        var after = (before + 1) % HourOfWeek.Count;
        return week[before] + ((place - (int)place) * (week[after] - week[before]));
    }

    /// <summary>The standard error of a share of <paramref name="volume"/> events, kept off zero at the ends of the scale.</summary>
    public static double StandardError(double share, double volume)
    {
        var p = Math.Clamp(share, 0.005, 0.995);
        return Math.Sqrt(p * (1 - p) / Math.Max(1, volume));
    }

    private static ImmutableArray<double> Middles(Point[] points)
    {
        var weeks = points.Max(static point => point.WeeksAgo) + 1;
        var values = new List<double>[HourOfWeek.Count * weeks];
        foreach (var point in points)
            (values[((int)point.Position * weeks) + point.WeeksAgo] ??= []).Add(point.Scaled);

        var middles = new double?[HourOfWeek.Count];
        for (var slot = 0; slot < middles.Length; slot++)
        {
            var medians = new List<double>(weeks);
            for (var week = 0; week < weeks; week++)
                if (values[(slot * weeks) + week] is { } seen)
                    medians.Add(Quantiles.Median(seen));
            middles[slot] = medians.Count > 0 ? Quantiles.Median(medians) : null;
        }

        // An hour never seen takes the same hour of other days, or else everything.
        var all = Quantiles.Median([.. points.Select(static point => point.Scaled)]);
        return [.. Enumerable.Range(0, middles.Length).Select(slot => middles[slot] ?? SameHour(middles, slot) ?? all)];
    }

    private static double? SameHour(double?[] middles, int slot)
    {
        List<double> others = [.. middles.Where((middle, other) => other % 24 == slot % 24 && middle is not null).Select(static middle => middle!.Value)];
        return others.Count > 0 ? Quantiles.Median(others) : null;
    }

    /// <summary>How far each week lies from the usual week, the newest first.</summary>
    private static double[] Levels(Point[] points, ImmutableArray<double> week)
    {
        var weeks = points.Max(static point => point.WeeksAgo) + 1;
        var distances = new List<double>[weeks];
        foreach (var point in points)
            (distances[point.WeeksAgo] ??= []).Add(point.Scaled - At(week, point.Position));
        // A week of a few hours says little about its level: it takes its neighbour's.
        var levels = new double[weeks];
        for (var i = 0; i < weeks; i++)
            levels[i] = distances[i] is { Count: >= 48 } seen ? Quantiles.Median(seen) : i > 0 ? levels[i - 1] : 0;
        return levels;
    }

    /// <summary>The spread of each hour of the week, from it and its neighbours, pulled towards the spread of all.</summary>
    private static ImmutableArray<double> Spreads(Point[] points, double[] distances)
    {
        var bySlot = new List<double>[HourOfWeek.Count];
        for (var i = 0; i < points.Length; i++)
            (bySlot[(int)points[i].Position] ??= []).Add(Math.Abs(distances[i]));
        var all = Math.Max(SpreadOfGaussianPerMad * Quantiles.Median([.. distances.Select(Math.Abs)]), 1e-9);

        var spreads = new double[HourOfWeek.Count];
        for (var slot = 0; slot < spreads.Length; slot++)
        {
            var near = new List<double>();
            for (var day = 0; day < 7; day++)
                for (var hour = -1; hour <= 1; hour++)
                    if (bySlot[(slot + (day * 24) + hour + HourOfWeek.Count) % HourOfWeek.Count] is { } seen)
                        near.AddRange(seen);
            var own = near.Count > 0 ? SpreadOfGaussianPerMad * Quantiles.Median(near) : all;
            var weight = near.Count / (near.Count + 100.0);
            spreads[slot] = Math.Max((weight * own) + ((1 - weight) * all), all * 0.2);
        }

        return [.. spreads];
    }

    private readonly record struct Point(double Position, int WeeksAgo, double Scaled, double Volume);
}
