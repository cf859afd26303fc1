namespace MissionControl.Core.Bpms.Bands;

/// <summary>Runs a level along the distances from a shape.</summary>
internal static class Follower
{
    /// <summary>Where a level begins.</summary>
    public static double Start(ReadOnlySpan<double> distances) => Quantiles.Of(distances[..Math.Max(10, distances.Length / 10)], 0.5);

    /// <summary>The errors of forecasting each sample by the level before it.</summary>
    /// <param name="series">Whose.</param>
    /// <param name="distances">Of every sample.</param>
    /// <param name="clip">A step counts for no more than this.</param>
    /// <param name="rules">Of the level.</param>
    /// <param name="errors">Takes them.</param>
    public static void Run(Series series, ReadOnlySpan<double> distances, double clip, LevelRules rules, Span<double> errors) => Run(series, distances, clip, rules, errors, []);

    /// <summary>The same, with the fast part of the level after each sample.</summary>
    public static void Run(Series series, ReadOnlySpan<double> distances, double clip, LevelRules rules, Span<double> errors, Span<double> fasts)
    {
        var (level, gains) = (new Level(Start(distances), 0), new LevelGains(rules));
        var minutes = series.Minutes;
        for (var i = 0; i < distances.Length; i++)
        {
            var weight = series.Weight(i);
            var (slow, fast) = gains.After(minutes[i]);
            errors[i] = distances[i] - level.Value(rules);
            level.Take(distances[i], clip, (slow * weight, fast * weight), rules);
            if (!fasts.IsEmpty)
                fasts[i] = level.Fast;
        }
    }
}
