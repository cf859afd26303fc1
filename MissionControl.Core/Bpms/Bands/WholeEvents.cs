namespace MissionControl.Core.Bpms.Bands;

/// <summary>Tells what one event is in the unit of the values: all that is counted is a multiple of it.</summary>
internal static class WholeEvents
{
    /// <summary>As a share of the largest value, rounding is less than this.</summary>
    private const double Rounding = 1e-6;

    /// <summary>And one event is more than this.</summary>
    private const double LeastEvent = 1e-4;

    /// <summary>So many of the last samples tell.</summary>
    private const int SamplesTold = 2000;

    /// <summary>With fewer events than this in a sample its value is mostly chance, and many share one.</summary>
    public const double Few = 20;

    /// <summary>What was seen of one event (Euclid's greatest common divisor, but for rounding); <see langword="null"/>: the values are no multiples of one, as extrapolated rates are not.</summary>
    public static double? One(Series series)
    {
        var first = Math.Max(0, series.Count - SamplesTold);
        var (one, most) = (0.0, 0.0);
        for (var i = first; i < series.Count; i++)
            most = Math.Max(most, Seen(series, i));
        for (var i = first; i < series.Count; i++)
        {
            var (larger, smaller) = (Seen(series, i), one);
            while (smaller > Rounding * most)
                (larger, smaller) = (smaller, Math.Abs(larger - (smaller * Math.Round(larger / smaller))));
            one = larger;
            if (one > 0 && one < LeastEvent * most)
                return null;
        }

        return one > 0 ? one : null;
    }

    private static double Seen(Series series, int place) => series.IsShare ? series.Raw[place] * series.Volumes[place] : series.Raw[place];
}
