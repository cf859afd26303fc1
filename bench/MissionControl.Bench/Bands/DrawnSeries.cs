using MissionControl.Core.Bpms;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>How counted events become samples: a query that looks back over some time, asked every so often.</summary>
/// <param name="Window">Over how many minutes it looks back.</param>
/// <param name="Every">It is asked after so many minutes.</param>
/// <param name="IsPerHour">Does it say how many there would be in an hour, or how many there were?</param>
internal sealed record Reading(double Window, double Every, bool IsPerHour)
{
    /// <summary>A rate over the last five minutes, once a minute.</summary>
    public static readonly Reading Usual = new(5, 1, IsPerHour: true);

    /// <summary>Minutes for which events are drawn at once.</summary>
    public double Tick => Math.Min(1, Every);
}

/// <summary>Events drawn (Poisson, binomial) along a rhythm, each moment for itself: so any stretch can be drawn anew with trouble in it.</summary>
/// <param name="rhythm">By minute, around 1.</param>
/// <param name="seed">Of the noise.</param>
/// <param name="perHour">Events an hour, on average.</param>
/// <param name="isShare">The share of the events that go well, or the events?</param>
/// <param name="reading">What of them is seen.</param>
internal sealed class DrawnSeries(double[] rhythm, int seed, double perHour, bool isShare, Reading reading)
{
    private const double ShareThatFails = 0.1;
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly int _window = (int)(reading.Window / reading.Tick);
    private readonly int _every = (int)(reading.Every / reading.Tick);

    public int Minutes => rhythm.Length;

    /// <summary>What the query sees, with the minute (from 0) at the end of whose <see cref="Reading.Tick"/> it is asked.</summary>
    public IEnumerable<(double Minute, Sample Sample)> Read() => Read(0, Minutes, static _ => 1);

    /// <summary>The same for a stretch with trouble in it.</summary>
    /// <param name="from">The minute in which it begins.</param>
    /// <param name="length">In minutes.</param>
    /// <param name="trouble">Which.</param>
    public IEnumerable<(double Minute, Sample Sample)> Read(int from, int length, Trouble trouble)
    {
        var stuck = (double?)null;
        foreach (var (minute, sample) in Read(from, Math.Min(Minutes, from + length), Left))
            yield return (minute, trouble == Trouble.Stuck ? sample with { Value = stuck ??= sample.Value } : sample);

        double Left(double minute) => minute < from ? 1 : trouble == Trouble.SixHoursLate ? rhythm[(int)minute - Troubles.Late] / rhythm[(int)minute] : trouble.Left(minute - from);
    }

    private IEnumerable<(double Minute, Sample Sample)> Read(int from, int to, Func<double, double> left)
    {
        var (events, good) = (new double[_window], new double[_window]);
        var first = (int)(from / reading.Tick);
        for (var i = Math.Max(0, first - _window + 1); i < (int)(to / reading.Tick); i++)
        {
            var (minute, place) = (i * reading.Tick, i % _window);
            var part = left(minute);
            events[place] = Poisson(new(seed, "events", i), perHour * reading.Tick / Troubles.Minute * rhythm[(int)minute] * (isShare ? 1 : part));
            if (isShare)
                good[place] = Math.Max(0, events[place] - Poisson(new(seed, "bad", i), events[place] * ShareThatFails)) * part;
            if (i < first || (i + 1) % _every != 0)
                continue;
            var (all, at) = (events.Sum(), _start.AddMinutes(minute + reading.Tick));
            yield return (minute, isShare
                ? new(at, all > 0 ? good.Sum() / all : 0, all)
                : new(at, reading.IsPerHour ? all * Troubles.Minute / reading.Window : all));
        }
    }

    /// <summary>Counted, as real events are.</summary>
    private static double Poisson(DemoNoise noise, double mean)
    {
        if (mean > 50)
            return Math.Round(Math.Max(0, mean + (Math.Sqrt(mean) * noise.Gaussian())));
        var (limit, product, count) = (Math.Exp(-mean), noise.Uniform(), 0);
        for (; product > limit; count++)
            product *= noise.Uniform();
        return count;
    }
}
