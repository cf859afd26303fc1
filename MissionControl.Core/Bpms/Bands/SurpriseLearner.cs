namespace MissionControl.Core.Bpms.Bands;

/// <summary>Reads a whole history as the tracker would: how unlike what was expected each sample is.</summary>
internal static class SurpriseLearner
{
    private const double MostAlike = 0.95;
    private const double Clip = 3;

    /// <param name="series">The history.</param>
    /// <param name="expected">Of each sample, on its scale.</param>
    /// <param name="distances">In spreads.</param>
    /// <param name="spread">By hour of day.</param>
    /// <param name="noise">Of shares.</param>
    public static Surprise[] Read(Series series, ReadOnlySpan<double> expected, ReadOnlySpan<double> distances, ReadOnlySpan<double> spread, VolumeNoise? noise)
    {
        var surprises = new Surprise[distances.Length];
        for (var i = 0; i < surprises.Length; i++)
        {
            var here = spread[series.HourOfDay(i)];
            surprises[i] = noise is { } byVolume
                ? Surprise.Of(byVolume, series.Raw[i], expected[i], series.Volumes[i], distances[i] * here, here)
                : Surprise.Of(series.Scale, series.Raw[i], expected[i], here, distances[i]);
        }

        return surprises;
    }

    /// <summary>
    /// Over how long samples tell partly the same: from how alike neighbours are. Of a query over five minutes that is read every minute,
    /// neighbours share four fifths of their events.
    /// </summary>
    public static TimeSpan Memory(Series series, ReadOnlySpan<Surprise> surprises)
    {
        var (together, alone) = (0.0, 0.0);
        for (var i = series.BurnIn + 1; i < surprises.Length; i++)
        {
            if (series.Minutes[i] > 1.5 * series.Interval)
                continue;
            var (before, now) = (Math.Clamp(surprises[i - 1].Distance, -Clip, Clip), Math.Clamp(surprises[i].Distance, -Clip, Clip));
            together += before * now;
            alone += now * now;
        }

        var alike = alone > 0 ? Math.Clamp(together / alone, 0, MostAlike) : 0;
        return TimeSpan.FromMinutes(series.Interval / (1 - alike));
    }
}
