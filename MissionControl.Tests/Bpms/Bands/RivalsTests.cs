using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class RivalsTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Side_by_side_each_is_measured_as_alone(bool isShare)
    {
        const double Clip = 0.2, SlowMinutes = 1440;
        var random = new Random(7);
        // A sample is missing now and then, and some have few events behind them.
        var history = Enumerable.Range(0, 2000).Where(i => i % 40 != 7)
            .Select(i => new Sample(_start.AddMinutes(5 * i), 0.5 + (0.3 * random.NextDouble()) + (i / 1e4), isShare ? random.Next(1, 200) : null)).ToArray();
        using var room = new Workspace();
        var series = Series.Read(history, new(BandKind.Auto, 0.95, isShare, TimeZoneInfo.Utc, []), room);
        double[] quicknesses = [0, 720, 60];

        var measured = Rivals.Measure(series, Array.ConvertAll(quicknesses, fast => new Rival(series.Unshaped, Clip, SlowMinutes, fast)));

        for (var i = 0; i < quicknesses.Length; i++)
        {
            var errors = new double[series.Count];
            Follower.Run(series, series.Values, Clip, LevelRules.Free(SlowMinutes, quicknesses[i]), errors);
            var counted = errors.Skip(series.Count / 4).Select(static error => Math.Clamp(error, -Clip, Clip)).ToArray();
            // 36 samples are three hours.
            var ofBlocks = counted.Chunk(36).Where(static block => block.Length == 36).Sum(static block => Math.Abs(block.Sum()));
            Assert.Equal(counted.Average(Math.Abs), measured[i].Single, 12);
            Assert.Equal(measured[i].Single + (ofBlocks / counted.Length), measured[i].Both, 12);
        }
    }
}
