using System.Runtime.CompilerServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>The ways in which samples can be unlike what is usual, each measured for itself, in spreads (the last in minutes).</summary>
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

    /// <summary>Exactly the same value for longer than usual.</summary>
    Flat,
}

/// <summary>One number for each <see cref="Channel"/>.</summary>
[InlineArray(Count)]
internal struct Channels
{
    public const int Count = 8;
    private double _first;

    public double this[Channel channel]
    {
        readonly get => this[(int)channel];
        set => this[(int)channel] = value;
    }

    /// <summary>Of those that tell of samples below what is expected the largest.</summary>
    public readonly double Below => Math.Max(this[Channel.Low], Math.Max(this[Channel.LowShort], this[Channel.LowLong]));

    /// <summary>The same above.</summary>
    public readonly double Above => Math.Max(this[Channel.High], Math.Max(this[Channel.HighShort], this[Channel.HighLong]));

    /// <summary>The largest above zero.</summary>
    public readonly (double Share, Channel Channel) Strangest
    {
        get
        {
            var (strangest, which) = (0.0, Channel.Low);
            for (var channel = 0; channel < Count; channel++)
                if (this[channel] > strangest)
                    (strangest, which) = (this[channel], (Channel)channel);
            return (strangest, which);
        }
    }

    /// <summary>Each as a share of how far is far.</summary>
    public readonly Channels Over(ReadOnlySpan<double> far)
    {
        Channels shares = default;
        for (var channel = 0; channel < Count; channel++)
            shares[channel] = this[channel] / far[channel];
        return shares;
    }
}

/// <summary>
/// Measures how unlike the usual the last samples are. Time, not the number of samples, drives the averages, so that live samples
/// twice a minute compare with a history learned at five minutes.
/// </summary>
/// <param name="interval">The usual time between samples of the history: averages span several of them.</param>
internal struct EvidenceGauge(TimeSpan interval)
{
    /// <summary>No single sample counts for more spreads than this in an average.</summary>
    private const double Cap = 12;

    private RecentMean _short = new(ShortMinutes(interval), interval.TotalMinutes);
    private Gain _long = new(LongMinutes(interval));
    private Gain _longest = new(2 * LongMinutes(interval));
    private double _longMean;
    private double _unrest = 1;
    private double _value = double.NaN;
    private double _flatMinutes;

    /// <summary>The length of the short averages.</summary>
    public static double ShortMinutes(TimeSpan interval) => Math.Max(12, 3 * interval.TotalMinutes);

    /// <summary>The time constant of the long averages.</summary>
    public static double LongMinutes(TimeSpan interval) => Math.Max(60, 24 * interval.TotalMinutes);

    /// <summary>Folds in a sample.</summary>
    /// <param name="value">As it came.</param>
    /// <param name="distance">From what was expected, in spreads.</param>
    /// <param name="minutes">Since the sample before.</param>
    public Channels Take(double value, double distance, double minutes)
    {
        var capped = Math.Clamp(distance, -Cap, Cap);
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
        };
    }

    /// <summary>After trouble the averages start anew, or they would go on telling of it.</summary>
    public void Forget()
    {
        _short.Forget();
        (_longMean, _unrest) = (0, 1);
    }
}
