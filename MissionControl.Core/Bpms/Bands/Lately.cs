namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// How high a series that counts events has run in the last hours, beside what was expected: what its level wanders by is known better
/// from them than by heart. Allocates nothing.
/// </summary>
internal struct Lately()
{
    private const double Minutes = 240;

    /// <summary>The level is never taken for farther off than this many of the standard deviations it wanders by.</summary>
    private const double Farthest = 2;

    private Gain _gain = new(Minutes);
    private double _seen;
    private double _expected;

    /// <summary>Folds in what is no longer among the newest.</summary>
    /// <param name="seen">What came.</param>
    /// <param name="expected">Of it.</param>
    /// <param name="since">Minutes since the one before.</param>
    public void Take(double seen, double expected, double since)
    {
        var gone = _gain.After(since);
        _seen += seen - (gone * _seen);
        _expected += expected - (gone * _expected);
    }

    /// <summary>The level, 1 where it runs as expected (the posterior mean of a gamma prior), and the share that is left of the variance it had before.</summary>
    /// <param name="prior">What is known without these hours, as so much of what is counted.</param>
    /// <param name="perUnit">How many independent events one of those stands for.</param>
    public readonly (double Level, double Left) Level(double prior, double perUnit)
    {
        var wander = Farthest / Math.Sqrt(prior * perUnit);
        return (double.ClampNative((prior + _seen) / (prior + _expected), double.MaxNative(0, 1 - wander), 1 + wander), prior / (prior + _expected));
    }
}
