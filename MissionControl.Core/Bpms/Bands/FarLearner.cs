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
    private const double WorstMargin = 1.3;

    /// <summary>Of a long query a day has a few averages only, and they have not shown how far they go; what is lost is told by what is new in it.</summary>
    private const double WorstMarginOfLong = 1.5;

    private const double ShareOfBusyDays = 0.8;
    private const double BusyDaysMargin = 2.5;

    /// <summary>What a series with Gaussian noise reaches once in so many days is not far yet.</summary>
    private const double DaysBetweenFar = 28;

    /// <summary>What is measured by how rare it is says itself what chance reaches once in so many days; a trouble is rarer.</summary>
    private const double DaysBetweenRare = 56;

    /// <summary>From the worst of the usual day to what is far, as a logarithm.</summary>
    private static readonly double _fromUsualToFar = Math.Log(DaysBetweenRare);

    /// <summary>From what chance reaches once a day to what is far: every other day is worse than the usual one, and some of them more than once.</summary>
    public static readonly double FromDailyToFar = _fromUsualToFar - Math.Log(Math.Log(2));

    /// <summary>Nothing at all for a few minutes is worth watching where chance leaves one such stretch in so many empty.</summary>
    private static readonly double _seldomNothing = Math.Log(75);

    /// <summary>Events that come in clusters leave more of them empty: only what comes no oftener a day is watched.</summary>
    private const double MostNothingADay = 4;

    /// <summary>Samples of queries over five minutes are not independent of each other at shorter distances.</summary>
    private const double LeastMinutesApart = 5;

    /// <summary>Nor are others that are alike, for so many times as long as they remember (the integrated autocorrelation).</summary>
    private const double MemoriesApart = 2;

    /// <summary>In reaches of the band.</summary>
    private const double NearestSample = 1.8;

    private const double NearestMean = 1;

    /// <summary>The level wanders a little within hours.</summary>
    private const double NearestLongMean = 1.2;

    private const double NearestUnrest = 1.5;
    private const double FlatMargin = 1.5;
    private const double ShortestFlatMinutes = 60;
    private const double FewestFlatSamples = 8;

    public static (double[] Far, double Nothing) Learn(Series series, ReadOnlySpan<Surprise> surprises, TimeSpan memory, Overlap overlap, double lowerReach, double upperReach)
    {
        var stretches = new List<double>();
        var days = Worst(series, surprises, memory, overlap, stretches);
        var far = new double[Channels.Count];
        var (margin, between) = overlap.IsLong ? (WorstMarginOfLong, DaysBetweenRare) : (WorstMargin, DaysBetweenFar);
        var worst = new double[days.Count];
        for (var channel = 0; channel < far.Length; channel++)
        {
            for (var day = 0; day < worst.Length; day++)
                worst[day] = days[day][channel];
            Array.Sort(worst);
            far[channel] = (Channel)channel switch
            {
                Channel.Flat => Excused(worst, WorstMargin),
                Channel.Silent => Rarer(worst),
                _ => Far(worst, margin, between, Math.Max(MemoriesApart * memory.TotalMinutes, MinutesApart((Channel)channel, series.Interval))),
            };
        }

        far[(int)Channel.Low] = Math.Max(far[(int)Channel.Low], NearestSample * -lowerReach);
        far[(int)Channel.High] = Math.Max(far[(int)Channel.High], NearestSample * upperReach);
        foreach (var channel in (ReadOnlySpan<Channel>)[Channel.LowShort, Channel.HighShort])
            far[(int)channel] = Math.Max(far[(int)channel], NearestMean);
        foreach (var channel in (ReadOnlySpan<Channel>)[Channel.LowLong, Channel.HighLong])
            far[(int)channel] = Math.Max(far[(int)channel], NearestLongMean);
        far[(int)Channel.Silent] = Math.Max(far[(int)Channel.Silent], RarestByChance(TimeSpan.FromMinutes(series.Interval)));
        far[(int)Channel.Rough] = Math.Max(far[(int)Channel.Rough], NearestUnrest);
        far[(int)Channel.Flat] = Math.Max(FlatMargin * far[(int)Channel.Flat], Math.Max(ShortestFlatMinutes, FewestFlatSamples * series.Interval));
        return (far, Nothing(stretches, series.Days));
    }

    /// <summary>How rare it must be that nothing comes, to be worth watching.</summary>
    /// <param name="stretches">How rare those of the history were.</param>
    /// <param name="days">Of history.</param>
    private static double Nothing(List<double> stretches, double days)
    {
        var most = (int)(MostNothingADay * days);
        if (stretches.Count <= most)
            return _seldomNothing;
        stretches.Sort();
        return stretches[^(most + 1)];
    }

    /// <summary>How rare is what chance alone reaches once in so many days, as the negative natural logarithm of its probability, were the events independent.</summary>
    /// <param name="interval">The time between samples.</param>
    public static double RarestByChance(TimeSpan interval) => _fromUsualToFar + Daily(interval.TotalMinutes);

    /// <summary>The same once a day.</summary>
    private static double Daily(double minutes) => Math.Log(1440 / minutes);

    private static double MinutesApart(Channel channel, double interval)
    {
        var length = TimeSpan.FromMinutes(interval);
        return channel switch
        {
            Channel.Low or Channel.High => Math.Max(interval, LeastMinutesApart),
            Channel.LowShort or Channel.HighShort => EvidenceGauge.ShortMinutes(length),
            _ => EvidenceGauge.LongMinutes(length),
        };
    }

    private static double Excused(double[] ascending, double margin) => ascending[^(Math.Min(ascending.Length - 1, (int)(ascending.Length / DaysPerExcuse)) + 1)] * margin;

    /// <summary>What is measured by how rare it is: from what the usual day has once to what so many days have once, by chance or as the busy days say.</summary>
    private static double Rarer(double[] ascending)
    {
        var far = Excused(ascending, WorstMargin);
        if (ascending.Length < FewestDays)
            return far;
        var (usual, busy) = UsualAndBusy(ascending);
        return Math.Min(far, Math.Max(usual + _fromUsualToFar, OfBusyDays(usual, busy)));
    }

    /// <summary>From the usual worst of a day to the worst of many: by the Gaussian tail, or by how much worse busy days are than usual ones, whichever is farther; never beyond what was seen and a margin.</summary>
    private static double Far(double[] ascending, double margin, double between, double minutesApart)
    {
        var far = Excused(ascending, margin);
        if (ascending.Length >= FewestDays)
        {
            var (usual, busy) = UsualAndBusy(ascending);
            var perDay = Math.Max(3, 1440 / minutesApart);
            far = Math.Min(far, Math.Max(usual * Beyond(perDay * between) / Beyond(perDay), OfBusyDays(usual, busy)));
        }

        // Few days have not shown their worst yet.
        return far * (1 + (1.0 / ascending.Length));
    }

    private static (double Usual, double Busy) UsualAndBusy(double[] ascending) => (Quantiles.OfSorted(ascending, 0.5), Quantiles.OfSorted(ascending, ShareOfBusyDays));

    /// <summary>Tails heavier than those of chance: by how much worse busy days are than usual ones.</summary>
    private static double OfBusyDays(double usual, double busy) => busy + (BusyDaysMargin * (busy - usual));

    /// <summary>What one of so many independent Gaussian values exceeds, in standard deviations (asymptotic expansion of the tail).</summary>
    private static double Beyond(double values)
    {
        var t = 2 * Math.Log(values / Math.Sqrt(Math.Tau));
        return t > 1 ? Math.Sqrt(t - Math.Log(t)) : 1;
    }

    /// <summary>The farthest each channel went on each local day that has most of its samples.</summary>
    /// <param name="series">The history.</param>
    /// <param name="surprises">Of its samples.</param>
    /// <param name="memory">Over how long they tell the same.</param>
    /// <param name="overlap">How they overlap.</param>
    /// <param name="stretches">Takes how rare each stretch of nothing was that is seldom.</param>
    private static List<Channels> Worst(Series series, ReadOnlySpan<Surprise> surprises, TimeSpan memory, Overlap overlap, List<double> stretches)
    {
        const double WholeDay = 1440, MostOfADay = 600;
        var days = new List<Channels>();
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(series.Interval), memory, overlap);
        // What is less rare than that does not count, and need not be told exactly.
        var least = new Channels { [Channel.Silent] = Daily(series.Interval) };
        var worst = least;
        var (day, minutes, from, nothing) = (int.MinValue, 0.0, series.BurnIn, 0.0);
        var values = series.Raw;
        var since = series.Minutes;
        for (var i = 0; i < surprises.Length; i++)
        {
            var channels = gauge.Take(values[i], surprises[i], Math.Min(since[i], BaselineLearner.LongestStep * series.Interval), worst[Channel.Silent]);
            if (i < from)
                continue;
            if (gauge.Nothing.Rare < nothing && nothing > _seldomNothing)
                stretches.Add(nothing);
            nothing = gauge.Nothing.Rare < nothing ? 0 : gauge.Nothing.Rare;
            if (series.Day[i] != day && minutes >= WholeDay)
            {
                days.Add(worst);
                (worst, minutes) = (least, 0);
            }

            day = series.Day[i];
            minutes += series.Interval;
            worst.Widen(channels);
        }

        if (minutes >= MostOfADay || days.Count == 0)
            days.Add(worst);
        return days;
    }
}
