using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class LongQueryTests
{
    private const int Day = 1440;
    private const double PerMinute = 15;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public void Over_how_many_samples_a_query_looks_back_is_told_by_the_steps_between_them(int window)
    {
        var baseline = Learn(Events(6 * Day, window, Usual));
        Assert.Equal((window, 0.0), (baseline.Overlap.Samples, baseline.Overlap.Forgotten));
        // The least that was seen is some hundred events; one is one.
        Assert.Equal(1, baseline.Counted.Least);
    }

    [Fact]
    public void What_such_a_query_tells_in_its_length_it_tells_once() =>
        Assert.Equal(TimeSpan.FromHours(1), Learn(Events(6 * Day, 60, Usual)).Memory);

    [Fact]
    public void A_series_that_only_moves_slowly_is_no_such_query()
    {
        var at = 0.0;
        var slow = Enumerable.Range(0, 6 * Day).Select(i => new Sample(_start.AddMinutes(i), Math.Round(900 + (100 * (at = (0.99 * at) + (0.1 * new DemoNoise(5, "slow", i).Gaussian()))))));
        Assert.False(Learn(slow).Overlap.IsLong);
    }

    [Fact]
    public void What_wanders_for_longer_than_the_query_lasts_is_not_taken_for_the_chance_of_single_events()
    {
        var steady = Learn(Events(8 * Day, 60, static i => 4 * Usual(i))).Overlap;
        var wandering = Learn(Events(8 * Day, 60, static i => 4 * Usual(i) * (1 + (0.1 * Math.Sin(i / 70.0) * Math.Sin(i / 310.0))))).Overlap;
        Assert.Equal((60, 60), (steady.Samples, wandering.Samples));
        Assert.InRange(steady.Lasting, 0, 0.3);
        Assert.True(wandering.Lasting > 0.8, $"{wandering.Lasting}");
    }

    [Fact]
    public void Estimates_of_what_came_are_too_rough_to_be_told_apart()
    {
        var estimated = Events(6 * Day, 60, Usual).Select(static (sample, i) => sample with { Value = sample.Value * (1 + (0.001 * Math.Sin(i))) });
        Assert.False(Learn(estimated).Overlap.IsLong);
    }

    [Fact]
    public void An_outage_in_the_count_of_the_last_hour_is_off_within_eight_minutes_and_noise_is_not()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (falseOffs, before, off) = (0, TileState.Normal, (int?)null);
        var outage = (9 * Day) + (Day / 2);
        foreach (var sample in Events(outage + 15, 60, i => i < outage ? Usual(i) : 0))
        {
            var (minute, state) = ((int)(sample.At - _start).TotalMinutes, session.Take(sample).State);
            falseOffs += minute < outage && minute > 4 * Day && state == TileState.Off && before != TileState.Off ? 1 : 0;
            off ??= minute >= outage && state == TileState.Off ? minute - outage + 1 : null;
            before = state;
        }

        Assert.True(session.Judged!.Overlap.IsLong);
        Assert.Equal(0, falseOffs);
        Assert.InRange(off ?? 99, 1, 8);
    }

    private static double Usual(int minute) => PerMinute * (1 + (0.7 * Math.Sin(Math.Tau * minute / Day)));

    private static Baseline Learn(IEnumerable<Sample> history) =>
        BaselineLearner.Learn(new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []), [.. history])!;

    /// <summary>What a query over so many minutes counts, minute by minute.</summary>
    private static IEnumerable<Sample> Events(int minutes, int window, Func<int, double> mean)
    {
        var last = new double[window];
        for (var i = 0; i < minutes; i++)
        {
            last[i % window] = mean(i) > 0 ? Math.Round(new DemoNoise(6, "hour", i).Poisson(mean(i))) : 0;
            if (i >= window)
                yield return new(_start.AddMinutes(i), last.Sum());
        }
    }
}
