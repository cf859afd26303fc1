namespace MissionControl.Core.Bpms.Bands;

/// <summary>The scale a BPM is learned on, where its noise is about as large at night as by day.</summary>
internal enum Scale
{
    /// <summary>As it is; for ratios (whose noise comes from their volume) and for values that go below zero.</summary>
    Linear,

    /// <summary>Square root: the noise of counted events grows with the square root of their number.</summary>
    SquareRoot,
}

internal static class Scales
{
    public static double To(this Scale scale, double value) => scale == Scale.SquareRoot ? Math.Sqrt(Math.Max(0, value)) : value;

    public static double From(this Scale scale, double scaled) => scale == Scale.SquareRoot ? Math.Pow(Math.Max(0, scaled), 2) : scaled;
}
