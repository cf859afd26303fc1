using MissionControl.Core.Bpms;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Six weeks of counted events whose weekly rhythm is real: the medians by hour of the week of seven weeks of purchases, with a level that
/// wanders by 3 % over two days; drawn (Poisson, binomial) at any volume and read as a query over the last five minutes, once a minute.
/// </summary>
/// <param name="week">The rhythm, around 1, by the hour.</param>
internal sealed class DrawnWeeks(double[] week)
{
    public const int Minute = 60;
    public const int Day = 24 * Minute;
    public const int Days = 42;
    private const int Window = 5;
    private const double Wander = 0.03;
    private const double Kept = 0.98;
    private const double ShareThatFails = 0.1;
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static DrawnWeeks From(RealSeries purchases)
    {
        var medians = purchases.Samples.GroupBy(static sample => ((int)sample.At.UtcDateTime.DayOfWeek * 24) + sample.At.UtcDateTime.Hour)
            .OrderBy(static hour => hour.Key)
            .Select(static hour => hour.Select(static sample => sample.Value).Order().ElementAt(hour.Count() / 2)).ToArray();
        var smooth = medians.Select((median, hour) => (medians[(hour + 167) % 168] + (2 * median) + medians[(hour + 1) % 168] + 4) / 4).ToArray();
        var mean = smooth.Average();
        return new([.. smooth.Select(value => value / mean)]);
    }

    /// <summary>Where the rhythm runs at each minute, around 1.</summary>
    public double[] Rhythm(int seed)
    {
        var (rhythm, level) = (new double[Days * Day], 0.0);
        for (var i = 0; i < rhythm.Length; i++)
        {
            if (i % Minute == 0)
                level = (Kept * level) + (Wander * Math.Sqrt(1 - (Kept * Kept)) * new DemoNoise(seed, "level", i).Gaussian());
            var hour = ((i / (double)Minute) + 167.5) % 168;
            var (before, after) = (week[(int)hour], week[((int)hour + 1) % 168]);
            rhythm[i] = (before + ((hour - (int)hour) * (after - before))) * Math.Exp(level);
        }

        return rhythm;
    }

    /// <summary>What a query sees, minute by minute.</summary>
    /// <param name="rhythm">Around 1.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="perHour">Events an hour, on average.</param>
    /// <param name="isShare">The share of the events that go well, or the rate of events?</param>
    /// <param name="factor">By minute: what trouble leaves of the events, or of those that go well.</param>
    public static IEnumerable<Sample> Draw(double[] rhythm, int seed, double perHour, bool isShare, Func<int, double> factor)
    {
        var (events, good) = (new double[Window], new double[Window]);
        for (var i = 0; i < rhythm.Length; i++)
        {
            var place = i % Window;
            var left = factor(i);
            events[place] = Poisson(new(seed, "events", i), perHour / Minute * rhythm[i] * (isShare ? 1 : left));
            good[place] = Math.Max(0, events[place] - Poisson(new(seed, "bad", i), events[place] * ShareThatFails)) * left;
            var (all, well) = (events.Sum(), good.Sum());
            yield return isShare
                ? new(_start.AddMinutes(i + 1), all > 0 ? well / all : 0, all)
                : new(_start.AddMinutes(i + 1), all * Minute / Window);
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
