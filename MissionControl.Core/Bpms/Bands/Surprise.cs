namespace MissionControl.Core.Bpms.Bands;

/// <summary>How unlike what is expected one sample is.</summary>
/// <param name="Distance">In spreads.</param>
/// <param name="Silence">Of a sample without any event: how rare that is, as the negative natural logarithm of its probability; else 0.</param>
internal readonly record struct Surprise(double Distance, double Silence)
{
    /// <summary>What was counted, in the unit of the values; of a share how many events went well.</summary>
    public double Seen { get; init; }

    /// <summary>What was expected of that.</summary>
    public double Expected { get; init; }

    /// <summary>Of a long query: what is expected of the one whose middle is where the end of this one is, and so of what is new in it; else <see langword="null"/>.</summary>
    public double? Newest { get; init; }

    /// <summary>Of a share: how many events there were.</summary>
    public double Volume { get; init; }

    /// <summary>Of a share: what is expected, 0 to 1; else 0.</summary>
    public double Share { get; init; }

    /// <summary>How many independent events one of those stands for; 0 for what is not counted.</summary>
    public double PerUnit { get; init; }

    /// <summary>Nothing at all is at most so rare: whoever expects more may be wrong.</summary>
    private const double RarestSilence = 50;

    /// <summary>Of a value. Only what is counted can be silent.</summary>
    /// <param name="counted">What is known of the counts of the series.</param>
    /// <param name="value">As it came.</param>
    /// <param name="middle">Expected, in the same unit.</param>
    /// <param name="hourOfWeek">Local.</param>
    /// <param name="spread">On the scale of the series; above 0.</param>
    /// <param name="spreads">How far it is.</param>
    public static Surprise Of(in Counted counted, double value, double middle, double hourOfWeek, double spread, double spreads)
    {
        if (!counted.IsLearned)
            return new(spreads, 0);
        var (expected, perUnit) = (counted.Mean(middle, hourOfWeek), counted.PerUnit(spread));
        return new(spreads, value == 0 ? Math.Min(RarestSilence, expected * perUnit) : 0) { Seen = value, Expected = expected, PerUnit = perUnit };
    }

    /// <summary>Of a share of a known volume.</summary>
    /// <param name="noise">Of the series.</param>
    /// <param name="value">As it came.</param>
    /// <param name="expected">The share expected.</param>
    /// <param name="volume">The events behind it.</param>
    /// <param name="distance">How far it is, in units of the noise.</param>
    /// <param name="spread">In the same.</param>
    public static Surprise Of(VolumeNoise noise, double value, double expected, double? volume, double distance, double spread)
    {
        if (volume is not { } events)
            return new(distance / spread, 0);
        var (possible, perUnit) = (VolumeNoise.Possible(expected), double.MinNative(1, noise.Independent(expected, events) / (spread * spread)));
        return new(distance / spread, value == 0 ? Math.Min(RarestSilence, -events * Math.Log(1 - possible) * perUnit) : 0)
        {
            Seen = value * events,
            Expected = possible * events,
            Volume = events,
            Share = possible,
            PerUnit = perUnit,
        };
    }
}
