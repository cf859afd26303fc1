namespace MissionControl.Core.Bpms;

/// <summary>How the band of a BPM comes about, as its catalog entry asks.</summary>
public abstract record BandPolicy
{
    private BandPolicy()
    {
    }

    /// <summary>Limits somebody decided. At least one is given; freshness BPMs give <paramref name="Upper"/> in seconds.</summary>
    public sealed record Fixed(double? Lower, double? Upper) : BandPolicy;

    /// <summary>Learned from the last weeks.</summary>
    /// <param name="Kind">What of them.</param>
    /// <param name="Width">The share of normal samples the band should hold, 0.5 to 0.999. Default 0.95.</param>
    public sealed record Learned(BandKind Kind, double Width) : BandPolicy
    {
        /// <summary>After so long far from its band, the level a metric then has is its new normal. 1 h to 14 days.</summary>
        public TimeSpan AdoptAfter { get; init; } = TimeSpan.FromDays(1);
    }
}

/// <summary>What a learned band follows.</summary>
public enum BandKind
{
    /// <summary>Whichever of the others forecast the history best; the page of the metric says which and why.</summary>
    Auto,

    /// <summary>The recent level and its noise, for metrics without a rhythm.</summary>
    Level,

    /// <summary>The hours of the week.</summary>
    Seasonal,
}
