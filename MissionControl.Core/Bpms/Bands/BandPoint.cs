namespace MissionControl.Core.Bpms.Bands;

/// <summary>Where a series is expected to be at a moment, with everything that was computed from.</summary>
/// <param name="Scale">The scale the numbers below are on.</param>
/// <param name="Shape">What the rhythm says of this moment, around zero.</param>
/// <param name="Level">How high the series runs.</param>
/// <param name="Spread">How far normal samples usually lie from that, at this hour and volume.</param>
/// <param name="LowerReach">How many spreads down the band reaches; negative.</param>
/// <param name="UpperReach">How many spreads up.</param>
/// <param name="IsShare">Can it only be 0 to 1?</param>
internal readonly record struct BandPoint(Scale Scale, double Shape, double Level, double Spread, double LowerReach, double UpperReach, bool IsShare)
{
    /// <summary>A band is never narrower than this share of what is expected, to each side: smaller departures matter to nobody.</summary>
    private const double NarrowestShare = 0.005;

    /// <summary>On <see cref="Scale"/>.</summary>
    public double Middle => Shape + Level;

    /// <summary>The band drawn; a function of the fields alone.</summary>
    public Band ToBand()
    {
        var expected = Possible(Scale.From(Middle));
        var least = NarrowestShare * Math.Abs(expected);
        var lower = Math.Min(Scale.From(Middle + (LowerReach * Spread)), expected - least);
        var upper = Math.Max(Scale.From(Middle + (UpperReach * Spread)), expected + least);
        return new(Possible(lower), expected, Possible(upper));
    }

    private double Possible(double value) => IsShare ? Math.Clamp(value, 0, 1) : Scale.Kind == ScaleKind.Linear ? value : Math.Max(0, value);
}
