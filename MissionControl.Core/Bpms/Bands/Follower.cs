namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Runs a level along the distances from a shape, and measures how well it forecasts them: by the mean error of single samples, and by that of
/// their averages over a few hours, where noise cancels out and a wrong shape does not; after the first quarter, wild ones clipped.
/// </summary>
internal struct Follower
{
    private const double MinutesOfBlock = 180;

    private readonly double[] _distances;
    private readonly double _clip;
    private readonly LevelRules _rules;
    private readonly double[]? _errors;
    private readonly double[]? _fasts;
    private Level _level;
    private LevelGains _gains;
    private double _sum;
    private double _sumOfBlocks;
    private double _block;

    private Follower(double[] distances, double clip, LevelRules rules, double[]? errors, double[]? fasts)
    {
        (_distances, _clip, _rules, _errors, _fasts) = (distances, clip, rules, errors, fasts);
        (_level, _gains) = (new(Start(distances), 0), new(rules));
    }

    /// <summary>The mean error of the forecasts of single samples.</summary>
    public double Single { get; private set; }

    /// <summary>With that of their averages.</summary>
    public double Both { get; private set; }

    /// <summary>Only to be measured.</summary>
    public static Follower Of(double[] distances, double clip, LevelRules rules) => new(distances, clip, rules, null, null);

    /// <summary>Keeps the errors.</summary>
    public static Follower Keeping(double[] distances, double clip, LevelRules rules, double[] errors) => new(distances, clip, rules, errors, null);

    /// <summary>Keeps the errors and the fast parts of the level.</summary>
    public static Follower Keeping(double[] distances, double clip, LevelRules rules, double[] errors, double[] fasts) => new(distances, clip, rules, errors, fasts);

    /// <summary>Where a level begins.</summary>
    public static double Start(ReadOnlySpan<double> distances) => Quantiles.Of(distances[..Math.Max(10, distances.Length / 10)], 0.5);

    /// <summary>Runs them side by side, which a processor does in little more time than one.</summary>
    public static void Run(Series series, params Span<Follower> followers)
    {
        var (count, from) = (series.Count, series.Count / 4);
        var (inBlock, lengthOfBlock) = (0, Math.Max(3, (int)(MinutesOfBlock / series.Interval)));
        for (var i = 0; i < count; i++)
        {
            var weight = series.UsualVolume > 0 ? LevelGains.Weight(series.Volumes[i], series.UsualVolume) : 1;
            var minutes = series.Minutes[i];
            foreach (ref var follower in followers)
                follower.Take(i, minutes, weight, i >= from);
            if (i < from || ++inBlock < lengthOfBlock)
                continue;
            inBlock = 0;
            foreach (ref var follower in followers)
                follower.EndBlock();
        }

        foreach (ref var follower in followers)
            (follower.Single, follower.Both) = (follower._sum / (count - from), (follower._sum + follower._sumOfBlocks) / (count - from));
    }

    private void Take(int place, double minutes, double weight, bool counts)
    {
        var distance = _distances[place];
        var error = distance - _level.Value(_rules);
        if (counts)
        {
            var clipped = Math.Clamp(error, -_clip, _clip);
            _sum += Math.Abs(clipped);
            _block += clipped;
        }

        var (slow, fast) = _gains.After(minutes);
        _level.Take(distance, _clip, (slow * weight, fast * weight), _rules);
        if (_errors is not null)
            _errors[place] = error;
        if (_fasts is not null)
            _fasts[place] = _level.Fast;
    }

    private void EndBlock()
    {
        _sumOfBlocks += Math.Abs(_block);
        _block = 0;
    }
}
