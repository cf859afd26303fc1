namespace MissionControl.Core.Bpms.Bands;

/// <summary>The time constants and limits of a <see cref="Level"/>.</summary>
/// <param name="SlowMinutes">With which the slow part follows growth.</param>
/// <param name="FastMinutes">With which the fast part follows the hours; 0: there is none.</param>
/// <param name="FastLow">The fast part goes no farther below than it usually does, on the learned scale; 0 or less.</param>
/// <param name="FastHigh">The same above.</param>
internal readonly record struct LevelRules(double SlowMinutes, double FastMinutes, double FastLow, double FastHigh)
{
    public static LevelRules Free(double slowMinutes, double fastMinutes) => new(slowMinutes, fastMinutes, double.MinValue, double.MaxValue);
}

/// <summary>How much of a step is taken after a time; remembers the last answer, for samples mostly come at the same distance.</summary>
/// <param name="window">The time constant in minutes.</param>
internal struct Gain(double window)
{
    private double _minutes = double.NaN;
    private double _gain;

    public double After(double minutes)
    {
        if (minutes != _minutes)
            (_minutes, _gain) = (minutes, 1 - Math.Exp(-minutes / window));
        return _gain;
    }
}

/// <summary>The gains of a level's two parts.</summary>
internal struct LevelGains(LevelRules rules)
{
    /// <summary>After a long gap one sample still does not decide alone.</summary>
    private const double Highest = 0.7;

    private Gain _slow = new(rules.SlowMinutes);
    private Gain _fast = new(rules.FastMinutes);
    private readonly bool _hasFast = rules.FastMinutes > 0;

    /// <summary>As much less as fewer events than usual are behind a share.</summary>
    public static double Weight(double? volume, double usual) => usual > 0 && volume is { } events ? double.ClampNative(events / usual, 0, 1) : 1;

    public (double Slow, double Fast) After(double minutes) =>
        (double.MinNative(Highest, _slow.After(minutes)), _hasFast ? double.MinNative(Highest, _fast.After(minutes)) : 0);
}

/// <summary>
/// How high a series runs beside the shape of its rhythm: a slow part that follows growth and a fast part that follows the hours. What
/// the fast part may not follow becomes a departure, so that a slow slide is seen.
/// </summary>
internal record struct Level(double Slow, double Fast)
{
    public readonly double Value(in LevelRules rules) => Slow + double.ClampNative(Fast, rules.FastLow, rules.FastHigh);

    /// <summary>Folds in a sample's distance from the shape; steps are clipped, so that no sample moves the level far.</summary>
    public void Take(double distance, double clip, (double Slow, double Fast) gains, in LevelRules rules)
    {
        var left = distance - Value(rules);
        Slow += gains.Slow * double.ClampNative(distance - Slow, -clip, clip);
        if (gains.Fast > 0)
            Fast = double.ClampNative(Fast + (gains.Fast * double.ClampNative(left, -clip, clip)) - (Fast * gains.Slow), rules.FastLow, rules.FastHigh);
    }
}

/// <summary>A departure so far that the level does not follow it.</summary>
/// <param name="Minutes">For how long.</param>
/// <param name="By">How far, on the learned scale, smoothed over the last samples.</param>
/// <param name="Scatter">How far its samples lie from that, likewise smoothed.</param>
internal readonly record struct Away(double Minutes, double By, double Scatter)
{
    private const double Smoothing = 0.1;

    public Away After(double by, double minutes) => Minutes > 0
        ? new(Minutes + minutes, By + (Smoothing * (by - By)), Scatter + (Smoothing * (Math.Abs(by - By) - Scatter)))
        : new(minutes, by, 0);
}

/// <summary>A new level taken for normal.</summary>
/// <param name="At">When.</param>
/// <param name="Before">The level that was normal until then.</param>
/// <param name="Spread">How far samples lie from the new level; what was learned at the old one may not hold there.</param>
/// <param name="MinutesBack">For how long the series has been back at the old one.</param>
internal readonly record struct Adoption(DateTimeOffset At, Level Before, double Spread, double MinutesBack);
