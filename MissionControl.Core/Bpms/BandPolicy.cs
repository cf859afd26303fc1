namespace MissionControl.Core.Bpms;

/// <summary>How the band of a BPM comes about, as its catalog entry asks.</summary>
public abstract record BandPolicy
{
    private BandPolicy()
    {
    }

    /// <summary>Limits somebody decided. At least one is given; freshness BPMs give <paramref name="Upper"/> in seconds.</summary>
    public sealed record Fixed(double? Lower, double? Upper) : BandPolicy;

    /// <summary>Learned from the last weeks by hour of week.</summary>
    /// <param name="Width">The share of normal samples the band should hold, 0.5 to 0.999. Default 0.95.</param>
    public sealed record Seasonal(double Width) : BandPolicy;
}
