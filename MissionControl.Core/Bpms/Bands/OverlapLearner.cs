namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Learns over how many samples the query behind them looks back: its neighbours share the fewer events the farther apart they are, in
/// equal steps, and from there on none.
/// </summary>
internal static class OverlapLearner
{
    private const int FewestSamples = 500;

    /// <summary>Neighbours that are less alike do not share half of their events.</summary>
    private const double LeastAlike = 0.4;

    private const double Tolerance = 0.1;

    /// <summary>Where more of the noise lasts than this, it is not that of events, and averages tell as soon.</summary>
    private const double MostLasting = 0.15;

    /// <summary>Of what came in, where what is counted is estimated: rates that were extrapolated are no whole events.</summary>
    private const double Forgotten = 0.1;

    /// <summary>So many samples farther apart than the query is long are compared, too.</summary>
    private const int Beyond = 3;

    /// <param name="series">The history.</param>
    /// <param name="surprises">Of its samples.</param>
    /// <param name="tame">How far they lie from what was expected, in spreads, the wild ones clipped.</param>
    /// <param name="areWhole">Are the values whole events?</param>
    public static Overlap Learn(Series series, ReadOnlySpan<Surprise> surprises, ReadOnlySpan<double> tame, bool areWhole)
    {
        if (surprises.Length < FewestSamples || surprises[^1].PerUnit <= 0)
            return Overlap.None;
        var (neighbours, forgotten) = (SurpriseLearner.AlikeAt(1, series, tame), areWhole ? 0 : Forgotten);
        // What is estimated is too rough to be told apart over so many samples.
        if (areWhole && surprises[^1].Share <= 0 && LongQuery.Samples(series, tame, neighbours) is { } ofLong)
            return new(ofLong, 0, forgotten);
        var most = neighbours < LeastAlike ? 1 : Newest.MostTogether;
        Span<double> alike = stackalloc double[most + Beyond + 1];
        alike[1] = neighbours;
        for (var lag = 2; lag < alike.Length; lag++)
            alike[lag] = SurpriseLearner.AlikeAt(lag, series, tame);
        var (best, nearest) = (Overlap.None, Tolerance);
        for (var samples = 1; samples <= most; samples++)
        {
            var lasting = 0.0;
            for (var lag = samples; lag <= samples + Beyond; lag++)
                lasting += alike[lag] / (Beyond + 1);
            if (lasting < MostLasting && FarthestFrom(samples, lasting, alike) is var farthest && farthest < nearest)
                (best, nearest) = (new(samples, Math.Max(0, lasting), forgotten), farthest);
        }

        return best;
    }

    /// <summary>From how alike the samples of such a query are, the farthest that these are at any distance.</summary>
    private static double FarthestFrom(int samples, double lasting, ReadOnlySpan<double> alike)
    {
        var farthest = 0.0;
        for (var lag = 1; lag <= samples + Beyond; lag++)
        {
            var shared = Math.Max(0, 1 - ((double)lag / samples));
            farthest = Math.Max(farthest, Math.Abs(((alike[lag] - lasting) / (1 - lasting)) - shared));
        }

        return farthest;
    }
}
