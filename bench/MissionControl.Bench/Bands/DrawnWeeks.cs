using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Six weeks of counted events whose weekly rhythm is real: the medians by hour of the week of seven weeks of purchases, with a level that
/// wanders by 3 % over two days. <see cref="DrawnSeries"/> draws them at any volume.
/// </summary>
/// <param name="week">The rhythm, around 1, by the hour.</param>
internal sealed class DrawnWeeks(double[] week)
{
    public const int Days = 42;
    private const int Minute = Troubles.Minute;
    private const int Day = Troubles.Day;
    private const double Wander = 0.03;
    private const double Kept = 0.98;

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
}
