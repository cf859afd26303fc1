using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>What a baseline is to be like, beside its samples.</summary>
/// <param name="Kind">Which kind of band; automatic chooses by the history.</param>
/// <param name="Width">The share of normal samples inside, 0.5 to 0.999.</param>
/// <param name="IsShare">Are the values shares (0 to 1) of the samples' volume?</param>
/// <param name="Zone">The business's.</param>
/// <param name="Holidays">Local days that are like a Sunday.</param>
internal sealed record LearningRules(BandKind Kind, double Width, bool IsShare, TimeZoneInfo Zone, FrozenSet<DateOnly> Holidays)
{
    /// <summary>After so long far from its band, the level a series then has is its new normal.</summary>
    public TimeSpan AdoptAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>From then on the level is the new normal, because somebody said so.</summary>
    public DateTimeOffset? NewNormalFrom { get; init; }
}

/// <summary>
/// Learns a baseline from history. Medians and quantiles throughout: the middle of a slot is the median of its repetitions, noise is
/// what is left around a forecast that has not seen the sample, the reach of the band is the middle of several stretches' quantiles.
/// </summary>
internal static class BaselineLearner
{
    public const int FewestSamples = 40;

    /// <summary>Averages over time say nothing in a gap longer than this many intervals.</summary>
    internal const double LongestStep = 6;

    private const double Tiny = 1e-12;

    /// <summary>Time constants tried for the fast part of the level, in minutes; the first is none.</summary>
    private static readonly double[] _fastMinutes = [0, 720, 180, 60];

    /// <summary>A quicker level must forecast this much better to be taken, for it also follows trouble quicker.</summary>
    private const double QuickerMustWin = 0.95;

    /// <summary>The events behind a share are in its neighbours, too: a level that only follows them forecasts nothing so far ahead.</summary>
    private const double MinutesAhead = 15;

    /// <summary>So must a more intricate rhythm, for it needs more history.</summary>
    private const double RhythmMustWin = 0.85;

    /// <summary>The fast part of the level goes where it usually goes for this share of the time, and this much farther.</summary>
    private const double FastUsual = 0.99;

    private const double FastMargin = 1.2;

    /// <summary>The least that ever was says something if it is at least so many events.</summary>
    private const double FewestOfLeast = 5;

    /// <summary>Days of history before a band of a kind is believed.</summary>
    public static int DaysNeeded(BandKind kind) => kind == BandKind.Seasonal ? 14 : 2;

    public static double DaysIn(IReadOnlyList<Sample> samples) => samples.Count < 2 ? 0 : (samples[^1].At - samples[0].At).TotalDays;

    /// <summary>A baseline, or <see langword="null"/> while there is too little history.</summary>
    /// <param name="rules">What it is to be like.</param>
    /// <param name="history">In order of time, finite, without what people marked.</param>
    /// <param name="marked">How many samples were left out because people marked them.</param>
    public static Baseline? Learn(LearningRules rules, ReadOnlySpan<Sample> history, int marked = 0)
    {
        if (rules.IsShare)
            history = WithEvents(history);
        using var room = new Workspace();
        if (history.Length < FewestSamples || Read(rules, Series.Read(history, rules, room), room) is not { } whole)
            return null;
        var (series, forecast) = whole;
        if (PastTrouble.Without(series, forecast.Distances.Span) is { } calm && Read(rules, calm, room) is { } without)
            (series, forecast) = without;

        var errors = room.Room<double>(series.Count).Span;
        var (level, clip) = LevelOf(series, forecast, errors, room);
        Follower.Run(series, forecast.Distances.Span, clip, level, errors);

        var expected = room.Room<double>(series.Count).Span;
        var values = series.Values;
        for (var i = 0; i < expected.Length; i++)
            expected[i] = values[i] - errors[i];
        var noise = rules.IsShare && series.HasVolumes ? VolumeNoise.Learn(errors, expected, series.Volumes) : (VolumeNoise?)null;
        if (noise is { } byVolume)
            for (var i = 0; i < errors.Length; i++)
                errors[i] = byVolume.Distance(series.Values[i], expected[i], series.Volumes[i]);
        var spread = SpreadLearner.Learn(series, errors, noise is null);
        for (var i = 0; i < errors.Length; i++)
            errors[i] /= spread[series.HourOfDay(i)];

        var (lower, upper) = SpreadLearner.Reaches(series, errors, rules.Width);
        var surprises = room.Room<Surprise>(series.Count).Span;
        var counted = Counted.Learn(series, expected, spread);
        SurpriseLearner.Read(series, expected, errors, spread, noise, counted, surprises);
        var tame = room.Room<double>(series.Count).Span;
        SurpriseLearner.Tame(errors, tame);
        var memory = SurpriseLearner.Memory(series, tame);
        var overlap = OverlapLearner.Learn(series, surprises, tame, areWhole: series.One is not null);
        if (series.One is { } ofOne && overlap.IsLong)
        {
            // The least that was seen is many events.
            counted = counted with { Least = ofOne };
            SurpriseLearner.Read(series, expected, errors, spread, noise, counted, surprises);
            overlap = LongQuery.Read(overlap, series, surprises);
            memory = TimeSpan.FromMinutes(overlap.Samples * series.Interval);
        }

        var (far, nothing) = FarLearner.Learn(series, surprises, memory, overlap, lower, upper);
        var baseline = new Baseline
        {
            Scale = series.Scale,
            Rhythm = forecast.Rhythm,
            Errors = forecast.Errors,
            Shape = ImmutableCollectionsMarshal.AsImmutableArray(forecast.Shape),
            LevelRules = level,
            UsualVolume = series.UsualVolume,
            Level = new(Follower.Start(forecast.Distances.Span), 0),
            UsualLevel = forecast.Middle,
            Away = default,
            Adopted = null,
            Noise = noise,
            Spread = ImmutableCollectionsMarshal.AsImmutableArray(spread),
            LowerReach = lower,
            UpperReach = upper,
            Far = ImmutableCollectionsMarshal.AsImmutableArray(far),
            Nothing = nothing,
            Fence = Fence.Learn(series, forecast.Distances.Span, forecast.Middle),
            Counted = counted,
            Memory = memory,
            Overlap = overlap,
            Width = rules.Width,
            From = history[0].At,
            To = history[^1].At,
            Interval = TimeSpan.FromMinutes(series.Interval),
            Samples = history.Length,
            Marked = marked,
            LeftOut = 0,
            DaysLeftOut = 0,
            Repetitions = forecast.Repetitions,
            UsualLow = Quantiles.Of(series.Raw, 0.01),
            UsualHigh = Quantiles.Of(series.Raw, 0.99),
            Least = rules.IsShare ? 0 : Least(series.Raw, series.One),
            Event = series.Event,
            Zone = rules.Zone.Id,
            Inputs = series.Fingerprint(),
        };
        return Finish(baseline, rules, history, whole.Series.HourOfWeek);
    }

    /// <summary>A share of nothing says nothing.</summary>
    private static ReadOnlySpan<Sample> WithEvents(ReadOnlySpan<Sample> history)
    {
        var kept = new List<Sample>(history.Length);
        foreach (var sample in history)
            if (sample.Volume is not <= 0)
                kept.Add(sample);
        return kept.Count == history.Length ? history : kept.ToArray();
    }

    private static (Series Series, Forecast Forecast)? Read(LearningRules rules, Series series, Workspace room) =>
        series.Count >= FewestSamples && Choose(series, rules.Kind, room) is { } forecast ? (series, forecast) : null;

    /// <summary>The level at the end, as the tracker has it: it does not follow past trouble, and counts it.</summary>
    private static Baseline Finish(Baseline baseline, LearningRules rules, ReadOnlySpan<Sample> history, ReadOnlySpan<double> hoursOfWeek)
    {
        var tracker = new BandTracker(baseline, rules);
        var (leftOut, days, lastDay) = (0, 0, int.MinValue);
        for (var i = 0; i < history.Length; i++)
        {
            ref readonly var sample = ref history[i];
            if (!tracker.TakePast(sample, hoursOfWeek[i]))
                continue;
            leftOut++;
            var day = tracker.DayOf(sample.At);
            days += day == lastDay ? 0 : 1;
            lastDay = day;
        }

        return baseline with { Level = tracker.Level, Away = tracker.Away, Adopted = tracker.Adopted, LeftOut = leftOut, DaysLeftOut = days };
    }

    /// <summary>The rhythm that forecasts best, the simpler ones preferred.</summary>
    private static Forecast? Choose(Series series, BandKind kind, Workspace room)
    {
        var day = series.Days >= Rhythm.Day.DaysNeeded() && kind != BandKind.Level ? DayOf(series, room.Room<double>(series.Count)) : null;
        var week = series.Days >= Rhythm.Week.DaysNeeded() && day is not null ? WeekOf(series, day, room.Room<double>(series.Count)) : null;
        var none = kind == BandKind.Seasonal ? null : new Forecast(Rhythm.None, [], series.Unshaped, 0);
        if (kind == BandKind.Seasonal && week is null)
            return null;

        var (errorOfNone, errorOfDay, errorOfWeek) = ErrorsOf(series, none, day, week);
        var (best, error) = (none, errorOfNone ?? double.MaxValue);
        if (day is not null && errorOfDay < error * RhythmMustWin)
            (best, error) = (day, errorOfDay.Value);
        if (week is not null && (errorOfWeek < error * RhythmMustWin || kind == BandKind.Seasonal))
            best = week;
        if (best is null)
            return null;
        best.Errors = new(errorOfNone ?? error, errorOfDay, errorOfWeek);
        return best;
    }

    /// <summary>A quick level would hide that a shape does not fit, so rhythms are compared without one.</summary>
    private static (double? None, double? Day, double? Week) ErrorsOf(Series series, Forecast? none, Forecast? day, Forecast? week)
    {
        var widest = Clip(series.Values, Quantiles.Of(series.Values, 0.5));
        Forecast?[] forecasts = [none, day, week];
        var measured = Rivals.Measure(series, 1, [.. forecasts.OfType<Forecast>().Select(forecast => new Rival(forecast.Distances, widest, forecast.Rhythm.SlowMinutes(), 0))]);
        var next = 0;
        var errors = Array.ConvertAll(forecasts, forecast => forecast is null ? (double?)null : measured[next++].Both);
        return (errors[0], errors[1], errors[2]);
    }

    /// <summary>How the level goes, and how far its steps are clipped: where its fast part usually goes when it may go anywhere, there are its limits.</summary>
    /// <param name="errors">Room for the errors of every sample.</param>
    private static (LevelRules Rules, double Clip) LevelOf(Series series, Forecast forecast, Span<double> errors, Workspace room)
    {
        forecast.Middle = Quantiles.Of(forecast.Distances.Span, 0.5);
        var clip = Clip(forecast.Distances.Span, forecast.Middle);
        var free = LevelRules.Free(forecast.Rhythm.SlowMinutes(), QuicknessOf(series, forecast, clip));
        Follower.Run(series, forecast.Distances.Span, clip, free, errors);
        clip = Clip(errors, 0);
        if (free.FastMinutes == 0)
            return (free with { FastLow = 0, FastHigh = 0 }, clip);

        var fasts = room.Room<double>(series.Count).Span;
        Follower.Run(series, forecast.Distances.Span, clip, free, errors, fasts);
        var (low, high) = SpreadLearner.Between(series, fasts, FastUsual);
        return (free with { FastLow = Math.Min(0, FastMargin * low), FastHigh = Math.Max(0, FastMargin * high) }, clip);
    }

    /// <summary>The time constant of the fast part of the level that forecasts best, the slower ones preferred.</summary>
    private static double QuicknessOf(Series series, Forecast forecast, double clip)
    {
        var possible = Array.FindAll(_fastMinutes, fast => fast == 0 || fast >= 2 * series.Interval);
        var errors = Rivals.Measure(series, series.UsualVolume > 0 ? Math.Max(1, (int)(MinutesAhead / series.Interval)) : 1, Array.ConvertAll(possible, fast => new Rival(forecast.Distances, clip, forecast.Rhythm.SlowMinutes(), fast)));
        var best = 0;
        for (var i = 1; i < errors.Length; i++)
            if (errors[i].Single < errors[best].Single * QuickerMustWin)
                best = i;
        return possible[best];
    }

    private static Forecast DayOf(Series series, Memory<double> distances)
    {
        var learned = ShapeLearner.Learn(series.Values, series.Steady, series.HoursOfDay, series.Day, Baseline.HoursOfDay, Baseline.HoursOfDay * series.SlotsPerHour, shrinks: false, distances.Span);
        return new(Rhythm.Day, learned.Shape, distances, learned.Repetitions);
    }

    private static Forecast WeekOf(Series series, Forecast day, Memory<double> distances)
    {
        var (weeks, last) = (new int[series.Count], series.Day[^1]);
        for (var i = 0; i < weeks.Length; i++)
            weeks[i] = -((last - series.Day[i]) / 7);
        // What is steady of the distances: as far from the day's shape as the steady values are.
        var steady = series.Steady;
        var values = series.Values;
        var ofDay = day.Distances.Span;
        var left = distances.Span;
        for (var i = 0; i < left.Length; i++)
            left[i] = ofDay[i] + (steady[i] - values[i]);
        var learned = ShapeLearner.Learn(ofDay, left, series.HourOfWeek, weeks, Baseline.HoursOfWeek, Baseline.HoursOfWeek, shrinks: true, distances.Span);
        var shape = new double[Baseline.HoursOfWeek * series.SlotsPerHour];
        for (var slot = 0; slot < shape.Length; slot++)
            shape[slot] = ShapeLearner.At(day.Shape, (slot % day.Shape.Length) + 0.5)
                + ShapeLearner.At(learned.Shape, (slot + 0.5) / series.SlotsPerHour);
        return new(Rhythm.Week, shape, distances, learned.Repetitions);
    }

    /// <summary>The least of all; 0 where that is a few events, for one fewer is nothing unheard of then.</summary>
    private static double Least(ReadOnlySpan<double> values, double? one)
    {
        var least = double.MaxValue;
        foreach (var value in values)
            least = Math.Min(least, value);
        return least < FewestOfLeast * one ? 0 : least;
    }

    private static double Clip(ReadOnlySpan<double> distances, double middle) => 3 * Math.Max(Tiny, Quantiles.Spread(distances, middle));

    private sealed class Forecast(Rhythm rhythm, double[] shape, ReadOnlyMemory<double> distances, int repetitions)
    {
        public Rhythm Rhythm { get; } = rhythm;

        public double[] Shape { get; } = shape;

        public ReadOnlyMemory<double> Distances { get; } = distances;

        public int Repetitions { get; } = repetitions;

        /// <summary>The middle of the distances.</summary>
        public double Middle { get; set; }

        public RhythmErrors Errors { get; set; }
    }
}
