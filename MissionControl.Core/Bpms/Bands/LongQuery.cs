namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Learns what a query over many samples looks back over, as the count of the last hour that is read every minute does: it tells of trouble half
/// a query late, unless what is new in it is told apart.
/// </summary>
internal static class LongQuery
{
    /// <summary>Neighbours that are less alike are not of a query over more than <see cref="Newest.MostTogether"/> samples.</summary>
    private const double LeastAlike = 0.9;

    /// <summary>What comes in falls out again after the length of the query: so unlike are steps that far apart, and of nothing else half as unlike.</summary>
    private const double LeastUnlike = 0.35;

    /// <summary>No part counts for more than this many times the usual square.</summary>
    private const double Wildest = 20;

    /// <summary>
    /// Over how many samples it looks back, by the steps between them: what came in makes a step up, and as large a one down when it falls out.
    /// Whatever the series does slowly does not show in them. <see langword="null"/>: it is no such query.
    /// </summary>
    /// <param name="series">The history.</param>
    /// <param name="tame">How far its samples lie from what was expected, in spreads, the wild ones clipped.</param>
    /// <param name="neighbours">How alike neighbours are.</param>
    public static int? Samples(Series series, ReadOnlySpan<double> tame, double neighbours)
    {
        if (neighbours < LeastAlike)
            return null;
        var steps = new double[tame.Length];
        for (var i = 1; i < steps.Length; i++)
            steps[i] = tame[i] - tame[i - 1];
        var (samples, least, next) = (0, 0.0, 0.0);
        for (var lag = 1; lag <= Newest.Most; lag++)
        {
            var alike = SurpriseLearner.AlikeAt(lag, series, steps);
            if (alike < least)
                (samples, least, next) = (lag, alike, least);
            else
                next = Math.Min(next, alike);
        }

        return samples > Newest.MostTogether && least <= -LeastUnlike && next >= least / 2 ? samples : null;
    }

    /// <summary>Says of each sample what was expected of what is new in it, and learns from that what lasts of the noise.</summary>
    /// <param name="overlap">Of a long query.</param>
    /// <param name="series">The history.</param>
    /// <param name="surprises">Of its samples.</param>
    public static Overlap Read(Overlap overlap, Series series, Span<Surprise> surprises)
    {
        for (var i = 0; i < surprises.Length; i++)
            surprises[i] = surprises[i] with { Newest = surprises[Math.Min(i + overlap.Ahead, surprises.Length - 1)].Expected };

        // What scatters more in several parts together than in each alone, lasts.
        var newest = new Newest(overlap, series.Interval);
        var (alone, together) = (new List<double>(surprises.Length), new List<double>(surprises.Length / Newest.MostTogether));
        var (seen, expected, parts) = (0.0, 0.0, 0);
        for (var i = 0; i < surprises.Length; i++)
        {
            _ = newest.Take(surprises[i], series.Minutes[i], double.PositiveInfinity);
            if (newest.Last is not { } part)
            {
                (seen, expected, parts) = (0, 0, 0);
                continue;
            }

            alone.Add(Square(part.Seen, part.Expected));
            (seen, expected, parts) = (seen + part.Seen, expected + part.Expected, parts + 1);
            if (parts < Newest.MostTogether)
                continue;
            together.Add(Square(seen, expected));
            (seen, expected, parts) = (0, 0, 0);
        }

        return together.Count == 0 ? overlap : overlap with { Lasting = Math.Max(0, (Mean(together) / Mean(alone)) - 1) * overlap.Samples / Newest.MostTogether };
    }

    /// <summary>As a share of what the chance of single events makes.</summary>
    private static double Square(double seen, double expected) => expected > 0 ? (seen - expected) * (seen - expected) / expected : 0;

    private static double Mean(List<double> squares)
    {
        var (most, sum) = (Wildest * Quantiles.Of([.. squares], 0.5), 0.0);
        foreach (var square in squares)
            sum += Math.Min(most, square);
        return Math.Max(double.Epsilon, sum / squares.Count);
    }
}
