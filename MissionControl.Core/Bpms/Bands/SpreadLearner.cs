using System.Buffers;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>Learns how far normal samples lie from what is expected.</summary>
internal static class SpreadLearner
{
    /// <summary>This many samples of the whole day weigh against those of an hour.</summary>
    private const double Shrink = 60;

    /// <summary>An hour is at least this share as noisy as the day.</summary>
    private const double QuietestHour = 0.25;

    /// <summary>At least this share of the usual move, for series that mostly stand still.</summary>
    private const double ShareOfMove = 0.3;

    /// <summary>At least this share of the value: smaller departures matter to nobody.</summary>
    private const double ShareOfValue = 0.002;

    private const double ShortestReach = 0.5;
    private const int DaysOfStretch = 5;
    private const int MostStretches = 7;

    /// <summary>24 spreads by local hour, each from it and its neighbours, pulled towards that of the day.</summary>
    /// <param name="series">Whose.</param>
    /// <param name="errors">Of the forecasts.</param>
    /// <param name="onScale">Are they on the series' scale? If not they are in units of the noise of their volume.</param>
    public static double[] Learn(Series series, ReadOnlySpan<double> errors, bool onScale)
    {
        // What the events alone make is the least there is; how few of them scatter is no measure of it.
        var floor = onScale ? Floor(series, errors) : 1;
        var all = Math.Max(floor, Quantiles.Spread(errors));
        var buffer = ArrayPool<double>.Shared.Rent(2 * errors.Length);
        var starts = ByHour(series, errors, from: errors.Length / 10, buffer);
        var spreads = new double[Baseline.HoursOfDay];
        for (var hour = 0; hour < spreads.Length; hour++)
        {
            var near = buffer.AsSpan(starts[hour]..starts[hour + 3]);
            var weight = near.Length / (near.Length + Shrink);
            var own = near.Length > 0 ? Quantiles.Spread(near) : all;
            spreads[hour] = Math.Max((weight * own) + ((1 - weight) * all), Math.Max(floor, QuietestHour * all));
        }

        ArrayPool<double>.Shared.Return(buffer);
        return spreads;
    }

    /// <summary>
    /// Lays out the errors of hour after hour, and says where each begins: first the last hour and last the first one once more, so that
    /// every hour lies between its neighbours.
    /// </summary>
    private static int[] ByHour(Series series, ReadOnlySpan<double> errors, int from, Span<double> byHour)
    {
        const int Last = Baseline.HoursOfDay;
        Span<int> counts = stackalloc int[Last];
        for (var i = from; i < errors.Length; i++)
            counts[series.HourOfDay(i)]++;
        var starts = new int[Last + 3];
        for (var place = 0; place < Last + 2; place++)
            starts[place + 1] = starts[place] + counts[(place + Last - 1) % Last];

        Span<int> next = stackalloc int[Last];
        starts.AsSpan(1, Last).CopyTo(next);
        for (var i = from; i < errors.Length; i++)
            byHour[next[series.HourOfDay(i)]++] = errors[i];
        byHour[starts[Last]..starts[Last + 1]].CopyTo(byHour);
        byHour[starts[1]..starts[2]].CopyTo(byHour[starts[Last + 1]..]);
        return starts;
    }

    /// <summary>The quantiles between which the wished share of the samples lies, in spreads.</summary>
    public static (double Lower, double Upper) Reaches(Series series, ReadOnlySpan<double> distances, double width)
    {
        var (lower, upper) = Between(series, distances, width);
        return (Math.Min(-ShortestReach, lower), Math.Max(ShortestReach, upper));
    }

    /// <summary>The quantiles around a share of the values: the middle ones of several stretches, so that one bad day moves little.</summary>
    public static (double Lower, double Upper) Between(Series series, ReadOnlySpan<double> values, double share)
    {
        var usual = values[series.BurnIn..];
        var stretches = Math.Clamp((int)(series.Days / DaysOfStretch), 1, MostStretches);
        var (lowers, uppers) = (new double[stretches], new double[stretches]);
        for (var i = 0; i < stretches; i++)
        {
            var stretch = usual[(usual.Length * i / stretches)..(usual.Length * (i + 1) / stretches)];
            lowers[i] = Quantiles.Of(stretch, (1 - share) / 2);
            uppers[i] = Quantiles.Of(stretch, (1 + share) / 2);
        }

        return (Quantiles.Of(lowers, 0.5), Quantiles.Of(uppers, 0.5));
    }

    private static double Floor(Series series, ReadOnlySpan<double> errors)
    {
        var buffer = ArrayPool<double>.Shared.Rent(errors.Length);
        var moves = 0;
        foreach (var error in errors)
            if (error != 0)
                buffer[moves++] = Math.Abs(error);
        var usual = moves > 0 ? Quantiles.Of(buffer.AsSpan(0, moves), 0.5) : 0;
        ArrayPool<double>.Shared.Return(buffer);
        var sum = 0.0;
        foreach (var value in series.Values)
            sum += Math.Abs(value);
        return Math.Max(Math.Max(1e-9, Chance(series, errors)), Math.Max(ShareOfMove * usual, ShareOfValue * sum / series.Count));
    }

    /// <summary>
    /// What chance alone makes of few events: the square root of so many scatters by a half. That most errors are small says nothing where most samples are
    /// without any; but events that come more evenly than by chance, as those of a clockwork, scatter no more than they do.
    /// </summary>
    private static double Chance(Series series, ReadOnlySpan<double> errors)
    {
        const double Clip = 3;
        if (!series.IsOfFew)
            return 0;
        var (chance, squares) = (0.5 * Math.Sqrt(series.One!.Value), 0.0);
        foreach (var error in errors)
            squares += Math.Min(error * error, Clip * Clip * chance * chance);
        return Math.Min(chance, Math.Sqrt(squares / errors.Length));
    }
}
