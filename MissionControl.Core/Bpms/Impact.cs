namespace MissionControl.Core.Bpms;

/// <summary>People or transactions missing (negative) or too many (positive) since a departure began.</summary>
/// <param name="Estimate">Against what was expected.</param>
/// <param name="AtLeast">Against the edge of the band, which normal noise may reach: the same sign or 0, and no larger.</param>
public readonly record struct Impact(double Estimate, double AtLeast)
{
    public static Impact operator +(Impact one, Impact other) => new(one.Estimate + other.Estimate, one.AtLeast + other.AtLeast);
}
