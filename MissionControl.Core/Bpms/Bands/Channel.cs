using System.Numerics;
using System.Runtime.CompilerServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>The ways in which samples can be unlike what is usual, each measured for itself, in spreads where nothing else is said.</summary>
internal enum Channel
{
    /// <summary>One sample far below.</summary>
    Low,

    /// <summary>One sample far above.</summary>
    High,

    /// <summary>Below for a short while.</summary>
    LowShort,

    /// <summary>Above for a short while.</summary>
    HighShort,

    /// <summary>A little below for a long while.</summary>
    LowLong,

    /// <summary>A little above for a long while.</summary>
    HighLong,

    /// <summary>More unrest than usual.</summary>
    Rough,

    /// <summary>Exactly the same value for longer than usual; in minutes.</summary>
    Flat,

    /// <summary>Not one event for a while, or far fewer than expected, as the negative natural logarithm of how rare that is.</summary>
    Silent,
}

/// <summary>One number for each <see cref="Channel"/>.</summary>
[InlineArray(Count)]
internal struct Channels
{
    public const int Count = 9;
    private double _first;

    public double this[Channel channel]
    {
        readonly get => this[(int)channel];
        set => this[(int)channel] = value;
    }

    /// <summary>Of those that tell of samples below what is expected the largest.</summary>
    public readonly double Below => double.MaxNative(this[Channel.Low], BelowForLong);

    /// <summary>Of those of them that tell of several samples.</summary>
    public readonly double BelowForLong => double.MaxNative(this[Channel.Silent], double.MaxNative(this[Channel.LowShort], this[Channel.LowLong]));

    /// <summary>The same above.</summary>
    public readonly double Above => double.MaxNative(this[Channel.High], AboveForLong);

    /// <summary>Of those of them that tell of several samples.</summary>
    public readonly double AboveForLong => double.MaxNative(this[Channel.HighShort], this[Channel.HighLong]);

    /// <summary>The largest above zero. Silence is not among them: it lasts, and does not become worse.</summary>
    public readonly (double Share, Channel Channel) Strangest
    {
        get
        {
            var (strangest, which) = (0.0, Channel.Low);
            for (var channel = 0; channel < (int)Channel.Silent; channel++)
                if (this[channel] > strangest)
                    (strangest, which) = (this[channel], (Channel)channel);
            return (strangest, which);
        }
    }

    /// <summary>Takes the larger of each.</summary>
    public void Widen(in Channels others)
    {
        Span<double> all = this;
        ReadOnlySpan<double> theirs = others;
        var i = 0;
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
            Vector.Max(new(all[i..]), new Vector<double>(theirs[i..])).CopyTo(all[i..]);
        for (; i < Count; i++)
            all[i] = double.MaxNative(all[i], theirs[i]);
    }

    /// <summary>Each as a share of how far is far.</summary>
    public readonly Channels Over(ReadOnlySpan<double> far)
    {
        Channels shares = default;
        for (var channel = 0; channel < Count; channel++)
            shares[channel] = this[channel] / far[channel];
        shares[Channel.Silent] = Rare(this[Channel.Silent], far[(int)Channel.Silent]);
        return shares;
    }

    /// <summary>A rarity that chance reaches once a day is worth watching (of rare samples half of what is far); from there to far each factor counts alike.</summary>
    private static double Rare(double rare, double far)
    {
        var daily = double.MaxNative(far - FarLearner.FromDailyToFar, far / 2);
        return rare < daily ? Evidence.WorthWatching * rare / daily : 1 - ((1 - Evidence.WorthWatching) * (far - rare) / (far - daily));
    }
}

/// <summary>
/// Measures how unlike the usual the last samples are. Time, not the number of samples, drives the averages, so that live samples
/// twice a minute compare with a history learned at five minutes.
/// </summary>
/// <param name="interval">The usual time between samples of the history: averages span several of them.</param>
/// <param name="memory">Samples closer together than this tell partly the same: the reach of the queries behind them, or of the noise.</param>
/// <param name="overlap">How the samples of such queries overlap, where that can be told.</param>
internal struct EvidenceGauge(TimeSpan interval, TimeSpan memory, Overlap overlap)
{
    /// <summary>No single sample counts for more spreads than this in an average.</summary>
    private const double Cap = 12;

    private RecentMean _short = new(ShortMinutes(interval), interval.TotalMinutes);
    private Gain _long = new(LongMinutes(interval));
    private Gain _longest = new(2 * LongMinutes(interval));
    private Newest _newest = new(overlap, interval.TotalMinutes);
    private double _memoryMinutes = memory.TotalMinutes;
    private double _longMean;
    private double _unrest = 1;
    private double _value = double.NaN;
    private double _flatMinutes;
    private double _silence;
    private double _lasted;
    private bool _isBelow;

    /// <summary>The length of the short averages.</summary>
    public static double ShortMinutes(TimeSpan interval) => Math.Max(12, 3 * interval.TotalMinutes);

    /// <summary>The time constant of the long averages.</summary>
    public static double LongMinutes(TimeSpan interval) => Math.Max(60, 24 * interval.TotalMinutes);

    /// <summary>For how many minutes all samples have been on the same side of what was expected of them.</summary>
    public readonly double Lasted => _lasted;

    /// <summary>How rare it is that nothing came of late, and for how many minutes.</summary>
    public readonly (double Rare, double Minutes) Nothing => _newest.Nothing;

    /// <summary>The length of the stretch in which so few came that it is rarest.</summary>
    public readonly double SilentMinutes => _newest.RarestMinutes;

    /// <summary>Folds in a sample.</summary>
    /// <param name="value">As it came.</param>
    /// <param name="surprise">How unlike what was expected it is.</param>
    /// <param name="minutes">Since the sample before.</param>
    /// <param name="rarest">Rarities below this need not be exact.</param>
    public Channels Take(double value, in Surprise surprise, double minutes, double rarest = 0)
    {
        var distance = surprise.Distance;
        var isBelow = distance < 0;
        _lasted = isBelow == _isBelow ? _lasted + minutes : minutes;
        _isBelow = isBelow;
        var rare = _newest.Take(surprise, minutes, rarest);
        // The first silent sample tells all it can, and is judged alone as any other; the next ones add as much as is new in them.
        var goesOn = _silence > 0;
        _silence = surprise.Silence <= 0 ? 0 : _silence <= 0 ? surprise.Silence : _silence + (surprise.Silence * (_newest.NewOf(surprise) ?? Math.Min(1, minutes / _memoryMinutes)));
        var capped = double.ClampNative(distance, -Cap, Cap);
        var shortMean = _short.Take(capped, minutes);
        _longMean += _long.After(minutes) * (capped - _longMean);
        _unrest += _longest.After(minutes) * (Math.Abs(capped) - _unrest);
        // The very same number again, not nearly the same: a counter that has stopped, a cache that answers.
        _flatMinutes = value == _value ? _flatMinutes + minutes : 0;
        _value = value;
        return new Channels
        {
            [Channel.Low] = -distance,
            [Channel.High] = distance,
            [Channel.LowShort] = -shortMean,
            [Channel.HighShort] = shortMean,
            [Channel.LowLong] = -_longMean,
            [Channel.HighLong] = _longMean,
            [Channel.Rough] = _unrest,
            [Channel.Flat] = _flatMinutes,
            [Channel.Silent] = double.MaxNative(rare, goesOn ? _silence : 0),
        };
    }

    /// <summary>Takes what was learned since of how the samples tell the same.</summary>
    public void Use(TimeSpan later, Overlap overlap)
    {
        _memoryMinutes = later.TotalMinutes;
        _newest.Use(overlap);
    }

    /// <summary>After trouble the averages start anew, or they would go on telling of it.</summary>
    public void Forget()
    {
        _short.Forget();
        _newest.Forget();
        (_longMean, _unrest, _silence) = (0, 1, 0);
    }
}
