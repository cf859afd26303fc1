namespace MissionControl.Core.Bpms.Bands;

/// <summary>How unlike what is expected one sample is.</summary>
/// <param name="Distance">In spreads.</param>
/// <param name="Silence">Of a sample without any event: how rare that is, as the negative natural logarithm of its probability; else 0.</param>
internal readonly record struct Surprise(double Distance, double Silence)
{
    /// <summary>Nothing at all is at most so rare: whoever expects more may be wrong.</summary>
    private const double RarestSilence = 50;

    /// <summary>Of a value on its scale. Only what is counted can be silent.</summary>
    /// <param name="scale">Of the series.</param>
    /// <param name="value">As it came.</param>
    /// <param name="middle">Expected, on the scale.</param>
    /// <param name="spread">On the scale; above 0.</param>
    /// <param name="spreads">How far it is.</param>
    public static Surprise Of(Scale scale, double value, double middle, double spread, double spreads) =>
        new(spreads, scale.Kind == ScaleKind.SquareRoot && value == 0 ? Math.Min(RarestSilence, Events(scale.From(middle), spread)) : 0);

    /// <summary>Of a share of a known volume.</summary>
    /// <param name="noise">Of the series.</param>
    /// <param name="value">As it came.</param>
    /// <param name="expected">The share expected.</param>
    /// <param name="volume">The events behind it.</param>
    /// <param name="distance">How far it is, in units of the noise.</param>
    /// <param name="spread">In the same.</param>
    public static Surprise Of(VolumeNoise noise, double value, double expected, double? volume, double distance, double spread) =>
        new(distance / spread, value == 0 && volume is { } events ? Math.Min(RarestSilence, noise.Silence(expected, events) / (spread * spread)) : 0);

    /// <summary>
    /// The events behind a value, or the clusters of them where they come in clusters: the square root of so many scatters by a half. That none
    /// comes where so many are expected has a probability of e to the power of minus that number (Poisson).
    /// </summary>
    private static double Events(double value, double spread) => value / (4 * spread * spread);
}
