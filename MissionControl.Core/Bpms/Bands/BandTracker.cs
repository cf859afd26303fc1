namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Follows one series sample by sample with its baseline, never looking ahead: draws the band of a moment and says how strange a sample
/// is. Allocates nothing per sample. Not thread-safe.
/// </summary>
internal sealed class BandTracker
{
    /// <summary>For its first hour outside the band a level is followed this much more slowly: it may be the beginning of a departure.</summary>
    private const double Hesitation = 0.2;

    private const double MinutesOfHesitation = 60;

    /// <summary>So many times as far as was learned the reaches go at least, and at most.</summary>
    private static readonly double _narrowest = Math.Exp(-0.5);

    private static readonly double _widest = Math.Exp(0.7);

    /// <summary>One step of the level is at most so many spreads.</summary>
    private const double ClipInSpreads = 3;

    /// <summary>What is off is a little farther than what is merely far.</summary>
    private const double OffMargin = 1.1;

    /// <summary>Soon after trouble only what is about as strange is off, and the rest watched; that is forgotten over so many intervals.</summary>
    private const double IntervalsToForget = 96;

    private const double HighestBar = 3;

    /// <summary>So long after a new level was taken for normal, the one before it is still known.</summary>
    public static readonly TimeSpan OldNormalKept = TimeSpan.FromDays(7);

    private readonly WeekClock _clock;
    private readonly LearningRules _rules;
    private Baseline _baseline;
    private EvidenceGauge _gauge;
    private FewEvents _few;
    private Level _level;
    private LevelGains _gains;
    private Gain _forgetting;
    private ReachSteps _steps;
    private DateTimeOffset _last;
    private double _lower = 1;
    private double _upper = 1;
    private bool _wasFar;
    private double _outsideMinutes;
    private double _peak;
    private double _bar;
    private Away _away;
    private Adoption? _adopted;

    public BandTracker(Baseline baseline, LearningRules rules)
    {
        (_baseline, _rules, _level, _away, _adopted) = (baseline, rules, baseline.Level, baseline.Away, baseline.Adopted);
        _clock = new(rules.Zone, rules.Holidays);
        _gauge = new(baseline.Interval, baseline.Memory, baseline.Overlap);
        (_few, _gains, _forgetting, _steps) = StepsOf(baseline);
    }

    public Baseline Baseline => _baseline;

    public Level Level => _level;

    /// <summary>The level that was normal before the present one was adopted; <see langword="null"/> when that is long ago.</summary>
    public Adoption? Adopted => _adopted;

    /// <summary>The departure the level does not follow yet.</summary>
    public Away Away => _away;

    /// <summary>Takes a later baseline, whose level has seen what this tracker has; what it measured stays.</summary>
    public void Use(Baseline later)
    {
        (_baseline, _level, _away, _adopted) = (later, later.Level, later.Away, later.Adopted);
        _gauge.Use(later.Memory, later.Overlap);
        (_few, _gains, _forgetting, _steps) = StepsOf(later);
    }

    /// <summary>Begins in the past: at the level the first samples of a stretch have.</summary>
    public void StartFrom(IEnumerable<Sample> stretch)
    {
        const int Enough = 48;
        var distances = stretch.Take(Enough).Select(sample => _baseline.Scale.To(sample.Value) - ShapeAt(_clock.HourOfWeek(sample.At))).ToArray();
        if (distances.Length > 0)
            (_level, _away) = (new(Quantiles.Of(distances, 0.5), 0), default);
    }

    public int DayOf(DateTimeOffset at) => _clock.Day(at);

    /// <summary>What is expected at a moment, from what is known now.</summary>
    public BandPoint At(DateTimeOffset at, double? volume) => At(at, _clock.HourOfWeek(at), volume);

    private BandPoint At(DateTimeOffset at, double hour, double? volume)
    {
        var shape = ShapeAt(hour);
        var level = _level.Value(_baseline.LevelRules);
        var spread = _baseline.Spread[double.ConvertToIntegerNative<int>(hour) % Baseline.HoursOfDay];
        var (lower, upper) = (_baseline.LowerReach * _lower, _baseline.UpperReach * _upper);
        if (_baseline.Noise is { } noise)
        {
            // Few events reach farther to the side where there is room.
            var (low, high) = (noise.Share(lower * spread, shape + level, volume), noise.Share(upper * spread, shape + level, volume));
            spread *= noise.At(shape + level, volume);
            (lower, upper) = ((low - shape - level) / spread, (high - shape - level) / spread);
        }

        if (_adopted is { } adopted && at - adopted.At <= OldNormalKept)
            spread = Math.Max(spread, adopted.Spread);
        return new(_baseline.Scale, shape, level, spread, lower, upper, _rules.IsShare);
    }

    /// <summary>Folds in a sample, with what was expected of it.</summary>
    public Evidence Take(in Sample sample, in BandPoint point)
    {
        if (IsOfNothing(sample))
            return default;
        var (minutes, place) = (Step(sample.At), PlaceOf(sample, point));
        var strange = _gauge.Take(sample.Value, Read(sample, _clock.HourOfWeek(sample.At), point, place.Spreads), minutes).Over(_baseline.Far.AsSpan());
        _few.Hush(ref strange, point.Scale.From(point.Middle));
        var (below, above) = (strange.Below, strange.Above);
        var isUnheardOf = IsUnheardOf(sample, place);
        var isFar = Follow(sample, point, place, minutes, isUnheardOf || (place.IsBelow && below >= 1) || (place.IsAbove && above >= 1));
        var (silence, nothing) = (strange[Channel.Silent], _gauge.Nothing);
        if (nothing.Rare > _baseline.Nothing)
            silence = Math.Max(silence, Evidence.WorthWatching);
        (below, above) = (double.MaxNative(below / OffMargin, isUnheardOf ? double.MaxNative(1, silence) : silence), above / OffMargin);
        var bar = Bar(double.MaxNative(below, above), place.IsBelow || place.IsAbove, minutes);
        var (strangest, which) = strange.Strangest;
        var forLong = below >= above ? strange.BelowForLong : strange.AboveForLong;
        var lasted = double.MaxNative(forLong / OffMargin >= bar ? _gauge.Lasted : 0, silence >= double.MaxNative(double.MinNative(bar, below), above) ? double.MaxNative(_gauge.SilentMinutes, nothing.Minutes) : 0);
        if (!_baseline.Fence.IsLearned)
            return new(below, above, strange[Channel.Flat], bar, strangest, which, isFar) { LastedMinutes = lasted, Silent = silence };
        var apart = _baseline.Fence.Of(sample.Value, point.Scale.From(point.Shape + _baseline.UsualLevel), point.Scale.From(point.Middle));
        return new(Fence.Judge(below, bar, apart.Below), Fence.Judge(above, bar, apart.Above), strange[Channel.Flat], 1, strangest, which, isFar)
        {
            LastedMinutes = lasted,
            IsBeyondFence = Math.Max(apart.Below, apart.Above) >= 1,
        };
    }

    /// <summary>The same for samples of the past, of which nobody wants to know how strange they are: only whether they are far.</summary>
    /// <param name="sample">In order of time.</param>
    /// <param name="hour">Where it lies in the local week.</param>
    public bool TakePast(in Sample sample, double hour)
    {
        if (IsOfNothing(sample))
            return false;
        var point = At(sample.At, hour, sample.Volume);
        var (minutes, place) = (Step(sample.At), PlaceOf(sample, point));
        var channels = _gauge.Take(sample.Value, Read(sample, hour, point, place.Spreads), minutes, place.IsBelow ? _baseline.Far[(int)Channel.Silent] : double.PositiveInfinity);
        var isFar = false;
        if (place.IsBelow || place.IsAbove)
        {
            var strange = channels.Over(_baseline.Far.AsSpan());
            _few.Hush(ref strange, point.Scale.From(point.Middle));
            isFar = IsUnheardOf(sample, place) || (place.IsBelow && strange.Below >= 1) || (place.IsAbove && strange.Above >= 1);
        }

        return Follow(sample, point, place, minutes, isFar);
    }

    private static (FewEvents Few, LevelGains Level, Gain Forgetting, ReachSteps Reaches) StepsOf(Baseline baseline) =>
        (new(baseline.Event, baseline.Interval), new(baseline.LevelRules), new(IntervalsToForget * baseline.Interval.TotalMinutes), new(baseline.Width));

    private Surprise Read(in Sample sample, double hour, in BandPoint point, double spreads) => _baseline.Noise is { } noise
        ? Surprise.Of(noise, sample.Value, point.Middle, sample.Volume, noise.Distance(sample.Value, point.Middle, sample.Volume), _baseline.Spread[double.ConvertToIntegerNative<int>(hour) % Baseline.HoursOfDay])
        : Surprise.Of(_baseline.Counted, sample.Value, point.Scale.From(point.Middle), hour, point.Spread, spreads) with { Newest = _baseline.Overlap.IsLong ? Ahead(hour, point) : null };

    /// <summary>What is expected when the middle of a long query is where its end is now.</summary>
    private double Ahead(double hour, in BandPoint point)
    {
        hour = Rhythms.Within(hour + (_baseline.Overlap.Ahead * _baseline.Interval.TotalHours), Baseline.HoursOfWeek);
        return _baseline.Counted.Mean(point.Scale.From(ShapeAt(hour) + point.Level), hour);
    }

    private bool IsOfNothing(in Sample sample) => _baseline.Noise is not null && sample.Volume <= 0;

    /// <summary>
    /// A series whose worst days go far, in spreads, may have no room left below for what is farther: less than half of the least it ever was is.
    /// </summary>
    private bool IsUnheardOf(in Sample sample, in Place place) => _baseline.Least > 0 && place.IsBelow && sample.Value < _baseline.Least / 2;

    private Place PlaceOf(in Sample sample, in BandPoint point)
    {
        var distance = _baseline.Scale.To(sample.Value) - point.Shape;
        var spreads = (distance - point.Level) / point.Spread;
        return new(distance, spreads, spreads < point.LowerReach, spreads > point.UpperReach);
    }

    private double Step(DateTimeOffset at)
    {
        var usual = _baseline.Interval.TotalMinutes;
        var minutes = _last == default ? usual : double.MinNative((at - _last).TotalMinutes, BaselineLearner.LongestStep * usual);
        _last = at;
        return minutes;
    }

    private double ShapeAt(double hourOfWeek)
    {
        var slots = _baseline.Shape.AsSpan();
        return _baseline.Rhythm switch
        {
            Rhythm.Day => ShapeLearner.At(slots, Rhythms.Within(hourOfWeek, Baseline.HoursOfDay) * slots.Length / Baseline.HoursOfDay),
            Rhythm.Week => ShapeLearner.At(slots, hourOfWeek * slots.Length / Baseline.HoursOfWeek),
            _ => 0,
        };
    }

    /// <summary>The level waits while the series is far off; what lasts becomes the new normal.</summary>
    private void StayAway(double by, DateTimeOffset at, double minutes)
    {
        _away = _away.After(by, minutes);
        if (_away.Minutes < _rules.AdoptAfter.TotalMinutes)
            return;
        // From the mean distance to a standard deviation.
        _adopted = new(at, _level, 1.25 * _away.Scatter, 0);
        _level.Slow += _away.By;
        _away = default;
    }

    /// <summary>For a short while after somebody said that this is the new normal, the level goes where the samples are.</summary>
    private bool IsNewNormal(DateTimeOffset at)
    {
        const double Intervals = 6;
        if (_rules.NewNormalFrom is not { } from || at < from || at - from > Intervals * _baseline.Interval)
            return false;
        _adopted ??= new(from, _level, 0, 0);
        return true;
    }

    /// <summary>After a new normal was taken, the old one still counts for a while: a series that returns to it is not off.</summary>
    private bool ComesBack(double distance, in BandPoint point, DateTimeOffset at, double minutes)
    {
        if (_adopted is not { } adopted || at - adopted.At > OldNormalKept)
            return false;
        var spreads = (distance - adopted.Before.Value(_baseline.LevelRules)) / point.Spread;
        if (spreads < point.LowerReach || spreads > point.UpperReach)
        {
            _adopted = adopted with { MinutesBack = 0 };
            return false;
        }

        _adopted = adopted with { MinutesBack = adopted.MinutesBack + minutes };
        if (adopted.MinutesBack + minutes >= Math.Max(15, 3 * _baseline.Interval.TotalMinutes))
            (_level, _away, _adopted) = (adopted.Before, default, null);
        return true;
    }

    /// <summary>The level follows what is not far, and what is far waits; is it far?</summary>
    private bool Follow(in Sample sample, in BandPoint point, in Place place, double minutes, bool isFar)
    {
        var isOutside = place.IsBelow || place.IsAbove;
        if (_wasFar && !isOutside)
            _gauge.Forget();
        _wasFar = isFar || (_wasFar && isOutside);
        if (IsNewNormal(sample.At))
        {
            _level.Slow += (place.Distance - point.Level) / 2;
            return false;
        }

        if (!isFar)
            Follow(place, point, minutes, LevelGains.Weight(sample.Volume, _baseline.UsualVolume));
        else if (ComesBack(place.Distance, point, sample.At, minutes))
            return false;
        else
            StayAway(place.Distance - point.Level, sample.At, minutes);
        return isFar;
    }

    private void Follow(in Place place, in BandPoint point, double minutes, double weight)
    {
        var (wider, narrower) = _steps.After(minutes);
        _lower = double.ClampNative(_lower * (place.IsBelow ? wider : narrower), _narrowest, _widest);
        _upper = double.ClampNative(_upper * (place.IsAbove ? wider : narrower), _narrowest, _widest);
        var (slow, fast) = _gains.After(minutes);
        _outsideMinutes = place.IsBelow || place.IsAbove ? _outsideMinutes + minutes : 0;
        var care = weight * (_outsideMinutes is > 0 and < MinutesOfHesitation ? Hesitation : 1);
        _level.Take(place.Distance, ClipInSpreads * point.Spread, (slow * care, fast * care), _baseline.LevelRules);
        _away = default;
    }

    /// <summary>How strange it must be to be off; remembers how strange it was.</summary>
    private double Bar(double strange, bool isOutside, double minutes)
    {
        _bar -= _bar * _forgetting.After(minutes);
        var bar = double.MaxNative(1, _bar);
        if (isOutside || strange >= 1)
            _peak = Math.Max(_peak, strange >= bar ? strange : 0);
        else if (_peak > 0)
            (_bar, _peak) = (Math.Max(_bar, Math.Min(HighestBar, _peak)), 0);
        return bar;
    }

    /// <summary>
    /// By how much a sample makes a reach wider when it lies outside, and narrower when it does not, until each side holds its share of the samples
    /// (adaptive conformal inference, Gibbs and Candès 2021). Remembers the last answer.
    /// </summary>
    /// <param name="width">The share of samples that the band is to hold.</param>
    private struct ReachSteps(double width)
    {
        /// <summary>How much a sample, or five minutes of them, moves a reach.</summary>
        private const double Learning = 0.06;

        private double _minutes = double.NaN;
        private double _wider;
        private double _narrower;

        public (double Wider, double Narrower) After(double minutes)
        {
            if (minutes != _minutes)
            {
                var (step, outside) = (Learning * Math.Min(1, minutes / 5), (1 - width) / 2);
                (_minutes, _wider, _narrower) = (minutes, Math.Exp(step * (1 - outside)), Math.Exp(-step * outside));
            }

            return (_wider, _narrower);
        }
    }

    /// <summary>Where a sample lies.</summary>
    /// <param name="Distance">From the shape, on the scale.</param>
    /// <param name="Spreads">From what was expected, in spreads.</param>
    /// <param name="IsBelow">The band?</param>
    /// <param name="IsAbove">The band?</param>
    private readonly record struct Place(double Distance, double Spreads, bool IsBelow, bool IsAbove);
}
