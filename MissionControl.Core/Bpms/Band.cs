namespace MissionControl.Core.Bpms;

/// <summary>Where a BPM is expected to be at a moment. A missing limit means that side is open.</summary>
/// <param name="Lower">In the sample's unit.</param>
/// <param name="Expected">The middle of what is expected; <see langword="null"/> for fixed bands.</param>
/// <param name="Upper">In the sample's unit.</param>
public readonly record struct Band(double? Lower, double? Expected, double? Upper)
{
    public bool IsBelow(double value) => Lower is { } lower && value < lower;

    public bool IsAbove(double value) => Upper is { } upper && value > upper;

    public bool Contains(double value) => !IsBelow(value) && !IsAbove(value);

    /// <summary>The limit that <paramref name="value"/> has crossed, or <see langword="null"/> inside the band.</summary>
    public double? CrossedLimit(double value) => IsBelow(value) ? Lower : IsAbove(value) ? Upper : null;
}
