using System.Buffers;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Finds past outages in a history, so that they are not learned for its nature: stretches far to one side of the days around them.
/// Short spikes stay, for they come again; what lasts longer than half a day is a level of its own; what is often is no exception.
/// </summary>
internal static class PastTrouble
{
    /// <summary>In usual distances.</summary>
    private const double Far = 4;

    private const int Plenty = 3000;
    private const int PlentyOfDays = 200;
    private const int FewestSamples = 6;
    private const double FewestMinutes = 20;
    private const double MostMinutes = 12 * 60;
    private const double MostOfSamples = 0.25;
    private const double MostOfDays = 0.6;

    /// <summary>Samples that come more rarely, in minutes, cannot tell trouble from a bad hour.</summary>
    internal const double LongestInterval = 15.5;

    /// <summary>The history without its trouble; <see langword="null"/> when there is none, or too much to be an exception.</summary>
    /// <param name="series">The history.</param>
    /// <param name="distances">From its rhythm.</param>
    public static Series? Without(Series series, ReadOnlySpan<double> distances)
    {
        if (series.Interval > LongestInterval)
            return null;
        var buffer = ArrayPool<double>.Shared.Rent(distances.Length);
        var apart = buffer.AsSpan(0, distances.Length);
        FromDaysAround(series, distances, apart);
        var far = Far * Quantiles.Spread(Thinned(apart, Plenty));
        var isTrouble = new bool[apart.Length];
        for (int from = 0, end; from < apart.Length; from = end)
        {
            end = EndOf(apart, from, far);
            if (Lasts(series, from, end))
                isTrouble.AsSpan(from..end).Fill(true);
        }

        ArrayPool<double>.Shared.Return(buffer);
        return IsException(series, isTrouble) ? series.Without(isTrouble) : null;
    }

    /// <summary>Each from the middle of its day and the days before and after it: growth is no trouble.</summary>
    private static void FromDaysAround(Series series, ReadOnlySpan<double> distances, Span<double> apart)
    {
        distances.CopyTo(apart);
        for (int from = 0, end; from < apart.Length; from = end)
        {
            var (day, first, last) = (series.Day[from], from, from);
            while (first > 0 && series.Day[first - 1] >= day - 1)
                first--;
            while (last < apart.Length && series.Day[last] <= day + 1)
                last++;
            var middle = Quantiles.Of(Thinned(distances[first..last], PlentyOfDays), 0.5);
            for (end = from; end < apart.Length && series.Day[end] == day; end++)
                apart[end] -= middle;
        }
    }

    /// <summary>Middles and spreads of some thousand samples are as good as of all, and cost less.</summary>
    private static double[] Thinned(ReadOnlySpan<double> values, int plenty)
    {
        var step = Math.Max(1, values.Length / plenty);
        var thinned = new double[(values.Length + step - 1) / step];
        for (var i = 0; i < thinned.Length; i++)
            thinned[i] = values[i * step];
        return thinned;
    }

    /// <summary>Where the stretch on one side that begins here ends; the next sample when there is none.</summary>
    private static int EndOf(ReadOnlySpan<double> apart, int from, double far)
    {
        var side = apart[from] > far ? 1 : apart[from] < -far ? -1 : 0;
        var end = from + 1;
        while (side != 0 && end < apart.Length && apart[end] * side > far)
            end++;
        return end;
    }

    private static bool Lasts(Series series, int from, int end)
    {
        if (end - from < FewestSamples)
            return false;
        var minutes = 0.0;
        foreach (var since in series.Minutes[(from + 1)..end])
            minutes += since;
        return minutes is >= FewestMinutes and <= MostMinutes;
    }

    private static bool IsException(Series series, ReadOnlySpan<bool> isTrouble)
    {
        var (samples, all, troubled) = (0, new HashSet<int>(), new HashSet<int>());
        for (var i = 0; i < isTrouble.Length; i++)
        {
            all.Add(series.Day[i]);
            if (!isTrouble[i])
                continue;
            samples++;
            troubled.Add(series.Day[i]);
        }

        return samples > 0 && samples <= MostOfSamples * isTrouble.Length && troubled.Count <= MostOfDays * all.Count;
    }
}
