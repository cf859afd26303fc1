namespace MissionControl.Core.Bpms.Bands;

/// <summary>Reads a whole history as the tracker would: how unlike what was expected each sample is.</summary>
internal static class SurpriseLearner
{
    private const double MostAlike = 0.99;
    private const double Clip = 3;

    /// <param name="series">The history.</param>
    /// <param name="expected">Of each sample, on its scale.</param>
    /// <param name="distances">In spreads.</param>
    /// <param name="spread">By hour of day.</param>
    /// <param name="noise">Of shares.</param>
    /// <param name="counted">Of counts.</param>
    /// <param name="surprises">Takes those of every sample.</param>
    public static void Read(Series series, ReadOnlySpan<double> expected, ReadOnlySpan<double> distances, ReadOnlySpan<double> spread, VolumeNoise? noise, in Counted counted, Span<Surprise> surprises)
    {
        var values = series.Raw;
        var volumes = series.Volumes;
        var hours = series.HourOfWeek;
        for (var i = 0; i < surprises.Length; i++)
        {
            var here = spread[series.HourOfDay(i)];
            surprises[i] = noise is { } byVolume
                ? Surprise.Of(byVolume, values[i], expected[i], volumes[i], distances[i] * here, here)
                : Surprise.Of(counted, values[i], series.Scale.From(expected[i]), hours[i], here, distances[i]);
        }
    }

    /// <summary>
    /// Over how long samples tell partly the same: from how alike neighbours are. Of a query over five minutes that is read every minute,
    /// neighbours share four fifths of their events.
    /// </summary>
    public static TimeSpan Memory(Series series, ReadOnlySpan<Surprise> surprises) =>
        TimeSpan.FromMinutes(series.Interval / (1 - Math.Clamp(AlikeAt(1, series, surprises), 0, MostAlike)));

    /// <summary>How alike samples are that come so many after each other (autocorrelation, wild ones clipped); across gaps nothing is compared.</summary>
    public static double AlikeAt(int lag, Series series, ReadOnlySpan<Surprise> surprises)
    {
        var (together, alone, sum, count) = (0.0, 0.0, 0.0, 0);
        var minutes = series.Minutes;
        for (var i = series.BurnIn + lag; i < surprises.Length; i++)
        {
            if (minutes[i] > 1.5 * series.Interval)
                continue;
            var (before, now) = (Math.Clamp(surprises[i - lag].Distance, -Clip, Clip), Math.Clamp(surprises[i].Distance, -Clip, Clip));
            together += before * now;
            alone += now * now;
            sum += now;
            count++;
        }

        var mean = sum * sum / Math.Max(1, count);
        return alone > mean ? (together - mean) / (alone - mean) : 0;
    }
}
