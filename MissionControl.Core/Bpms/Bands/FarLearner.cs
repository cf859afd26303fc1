namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Learns how far each channel goes when nothing is the matter: from the worst of every day, so that a series that is wild by nature
/// is given more room. A few days out of line (past outages) do not widen it: beyond the usual worst day counts what the spread of
/// worst days suggests.
/// </summary>
internal static class FarLearner
{
    /// <summary>One day in so many may be worse than the worst that counts.</summary>
    private const double DaysPerExcuse = 12;

    private const int FewestDays = 4;
    private const double Margin = 1.3;
    private const double ShareOfBusyDays = 0.75;
    private const double BusyDaysMargin = 1.5;
    private const double UsualDayMargin = 1.8;

    /// <summary>In reaches of the band.</summary>
    private const double NearestSample = 1.5;

    private const double NearestMean = 1;
    private const double NearestUnrest = 1.5;
    private const double FlatMargin = 1.5;
    private const double ShortestFlatMinutes = 60;
    private const double FewestFlatSamples = 8;

    public static double[] Learn(Series series, ReadOnlySpan<double> distances, double lowerReach, double upperReach)
    {
        var days = Worst(series, distances);
        var far = new double[Channels.Count];
        var worst = new double[days.Count];
        for (var channel = 0; channel < far.Length; channel++)
        {
            for (var day = 0; day < worst.Length; day++)
                worst[day] = days[day][channel];
            Array.Sort(worst);
            far[channel] = Far(worst, (Channel)channel == Channel.Flat);
        }

        far[(int)Channel.Low] = Math.Max(far[(int)Channel.Low], NearestSample * -lowerReach);
        far[(int)Channel.High] = Math.Max(far[(int)Channel.High], NearestSample * upperReach);
        for (var channel = Channel.LowShort; channel <= Channel.HighLong; channel++)
            far[(int)channel] = Math.Max(far[(int)channel], NearestMean);
        far[(int)Channel.Rough] = Math.Max(far[(int)Channel.Rough], NearestUnrest);
        far[(int)Channel.Flat] = Math.Max(FlatMargin * far[(int)Channel.Flat], Math.Max(ShortestFlatMinutes, FewestFlatSamples * series.Interval));
        return far;
    }

    private static double Far(double[] ascending, bool isFlat)
    {
        var excused = Math.Min(ascending.Length - 1, (int)(ascending.Length / DaysPerExcuse));
        var worst = ascending[^(excused + 1)] * Margin;
        if (!isFlat && ascending.Length >= FewestDays)
        {
            var (usual, busy) = (Quantiles.OfSorted(ascending, 0.5), Quantiles.OfSorted(ascending, ShareOfBusyDays));
            worst = Math.Min(worst, Math.Max(usual * UsualDayMargin, busy + (BusyDaysMargin * (busy - usual))));
        }

        // Few days have not shown their worst yet.
        return worst * (1 + (1.0 / ascending.Length));
    }

    /// <summary>The farthest each channel went on each local day that has most of its samples.</summary>
    private static List<Channels> Worst(Series series, ReadOnlySpan<double> distances)
    {
        const double WholeDay = 1440, MostOfADay = 600;
        var days = new List<Channels>();
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(series.Interval));
        Channels worst = default;
        var (day, minutes, from) = (int.MinValue, 0.0, series.BurnIn);
        for (var i = 0; i < distances.Length; i++)
        {
            var channels = gauge.Take(series.Raw[i], distances[i], Math.Min(series.Minutes[i], BaselineLearner.LongestStep * series.Interval));
            if (i < from)
                continue;
            if (series.Day[i] != day && minutes >= WholeDay)
            {
                days.Add(worst);
                (worst, minutes) = (default, 0);
            }

            day = series.Day[i];
            minutes += series.Interval;
            for (var channel = 0; channel < Channels.Count; channel++)
                worst[channel] = Math.Max(worst[channel], channels[channel]);
        }

        if (minutes >= MostOfADay || days.Count == 0)
            days.Add(worst);
        return days;
    }
}
