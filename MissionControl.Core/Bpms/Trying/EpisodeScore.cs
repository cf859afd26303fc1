namespace MissionControl.Core.Bpms.Trying;

/// <summary>
/// One number, 0 to 1, for how remarkable a sample is as news: high when a departure begins and when it becomes clearly worse, nothing
/// while it merely lasts. For benchmarks and for whoever wants a single threshold. Not thread-safe.
/// </summary>
internal sealed class EpisodeScore
{
    /// <summary>Strangeness below this is no news.</summary>
    private const double Least = 0.8;

    private const double ClearlyWorse = 1.5;
    private const int SamplesUntilOver = 100;

    private double _peak;
    private int _calm;

    public double Take(double strangeness)
    {
        if (strangeness < Least)
        {
            if (++_calm > SamplesUntilOver)
                _peak = 0;
            return 0;
        }

        _calm = 0;
        if (strangeness <= _peak * ClearlyWorse)
            return 0;
        _peak = strangeness;
        return strangeness / (1 + strangeness);
    }
}
