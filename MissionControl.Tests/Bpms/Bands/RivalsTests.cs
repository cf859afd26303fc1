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

        var measured = Rivals.Measure(series, 1, Array.ConvertAll(quicknesses, fast => new Rival(series.Unshaped, Clip, SlowMinutes, fast)));

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

    [Fact]
    public void A_level_that_only_follows_what_neighbours_share_forecasts_nothing_further_ahead()
    {
        var (random, last) = (new Random(3), new double[15]);
        var history = Enumerable.Range(0, 4000).Select(i =>
        {
            last[i % 15] = random.NextDouble();
            return new Sample(_start.AddMinutes(i), last.Average());
        }).ToArray();
        using var room = new Workspace();
        var series = Series.Read(history, new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []), room);
        Rival[] rivals = [new(series.Unshaped, 1, 1440, 0), new(series.Unshaped, 1, 1440, 5)];

        var (next, ahead) = (Rivals.Measure(series, 1, rivals), Rivals.Measure(series, 15, rivals));

        Assert.True(next[1].Single < 0.9 * next[0].Single);
        Assert.True(ahead[1].Single > ahead[0].Single);
    }
}
