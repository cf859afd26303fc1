using System.Numerics;

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
    public static TimeSpan Memory(Series series, ReadOnlySpan<double> tame) =>
        TimeSpan.FromMinutes(series.Interval / (1 - Math.Clamp(AlikeAt(1, series, tame), 0, MostAlike)));

    /// <summary>Distances in spreads, the wild ones clipped: what likeness is measured by.</summary>
    /// <param name="distances">Of every sample.</param>
    /// <param name="tame">Takes them.</param>
    public static void Tame(ReadOnlySpan<double> distances, Span<double> tame)
    {
        for (var i = 0; i < tame.Length; i++)
            tame[i] = double.ClampNative(distances[i], -Clip, Clip);
    }

    /// <summary>How alike samples are that come so many after each other (autocorrelation); across gaps nothing is compared.</summary>
    public static double AlikeAt(int lag, Series series, ReadOnlySpan<double> tame)
    {
        var from = series.BurnIn + lag;
        if (from >= tame.Length)
            return 0;
        var befores = tame[(from - lag)..^lag];
        var nows = tame[from..];
        var since = series.Minutes[from..];
        var longest = 1.5 * series.Interval;
        var limit = new Vector<double>(longest);
        Vector<double> products = default, squares = default, values = default, ones = default;
        var i = 0;
        for (; i <= nows.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var isNear = Vector.LessThanOrEqual(new(since[i..]), limit);
            var now = Vector.ConditionalSelect(isNear, new(nows[i..]), Vector<double>.Zero);
            products += now * new Vector<double>(befores[i..]);
            squares += now * now;
            values += now;
            ones += Vector.ConditionalSelect(isNear, Vector<double>.One, Vector<double>.Zero);
        }

        var (together, alone, sum, count) = (Vector.Sum(products), Vector.Sum(squares), Vector.Sum(values), Vector.Sum(ones));
        for (; i < nows.Length; i++)
        {
            if (since[i] > longest)
                continue;
            together += befores[i] * nows[i];
            alone += nows[i] * nows[i];
            sum += nows[i];
            count++;
        }

        var mean = sum * sum / Math.Max(1, count);
        return alone > mean ? (together - mean) / (alone - mean) : 0;
    }
}
