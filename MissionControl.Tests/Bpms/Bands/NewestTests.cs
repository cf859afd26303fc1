using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class NewestTests
{
    private const int Day = 1440;
    private const double PerMinute = 6;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_a_query_over_five_minutes_has_anew_each_minute_tells_at_once_that_nothing_comes()
    {
        var newest = new Newest(new(5, 0, 0.1), 1);
        Assert.True(Feed(ref newest, 60, 10) < 1e-9);
        Assert.Equal(10 + Newest.Outage, newest.Take(Sample(40), 1), 1e-6);
        Assert.Equal(20 + Newest.Outage, newest.Take(Sample(30), 1), 1e-6);
        Assert.Equal(30 + Newest.Outage, newest.Take(Sample(20), 1), 1e-6);
    }

    [Fact]
    public void What_came_in_whole_queries_is_known_exactly()
    {
        var newest = new Newest(new(5, 0, 0.1), 1);
        Feed(ref newest, 60, 10);
        var last = 0.0;
        for (var minute = 1; minute <= 10; minute++)
            last = newest.Take(Sample(50 - (3 * Math.Min(5, minute))), 1);
        var ratio = (70 * Math.Log(0.7)) + 30;
        Assert.Equal(ratio + (0.5 * Math.Log(4 * Math.PI * ratio)), last, 1e-6);
        Assert.Equal(10, newest.RarestMinutes);
    }

    [Fact]
    public void Nothing_for_three_minutes_and_samples_is_a_stretch_of_nothing()
    {
        var newest = new Newest(new(1, 0, 0), 1);
        Feed(ref newest, 60, 2);
        _ = newest.Take(Of(0, 2), 1);
        _ = newest.Take(Of(0, 2), 1);
        Assert.Equal((0, 0), newest.Nothing);
        _ = newest.Take(Of(0, 2), 1);
        Assert.Equal((6, 3), newest.Nothing);
        _ = newest.Take(Of(0, 2), 1);
        Assert.Equal((8, 4), newest.Nothing);
        _ = newest.Take(Of(1, 2), 1);
        Assert.Equal((0, 0), newest.Nothing);

        static Surprise Of(double seen, double expected) => new(0, 0) { Seen = seen, Expected = expected, PerUnit = 1 };
    }

    [Fact]
    public void That_nothing_comes_is_reckoned_four_times_as_likely_to_be_trouble_as_that_a_little_comes()
    {
        var (none, some) = (new Newest(new(1, 0, 0.1), 1), new Newest(new(1, 0, 0.1), 1));
        Feed(ref none, 60, 10);
        Feed(ref some, 60, 10);
        // Half an event is one that is not known exactly.
        Assert.Equal(Math.Log(4), none.Take(Sample(0.49), 1) - some.Take(Sample(0.51), 1), 0.1);
    }

    [Fact]
    public void Samples_that_share_nothing_tell_each_for_itself()
    {
        var newest = new Newest(new(1, 0, 0.1), 1);
        Feed(ref newest, 60, 10);
        Assert.Equal(50 + Newest.Outage, newest.Take(Sample(0), 1), 1e-6);
        Assert.Equal(100 + Newest.Outage, newest.Take(Sample(0), 1), 1e-6);
    }

    [Fact]
    public void The_more_the_mean_wanders_the_less_a_long_silence_tells()
    {
        var newest = new Newest(new(1, 0.2, 0.1), 1);
        Feed(ref newest, 10, 10);
        var last = 0.0;
        for (var minute = 1; minute <= 5; minute++)
            last = newest.Take(Sample(0), 1);
        // Of 312.5 events, whose mean has one and a quarter times their variance: (1 + 1.25) to the power of -312.5 / 1.25.
        Assert.Equal((250 * Math.Log(2.25)) + Newest.Outage, last, 1e-6);
    }

    [Fact]
    public void After_trouble_what_did_not_come_then_is_forgotten_and_what_comes_is_still_known()
    {
        var newest = new Newest(new(5, 0, 0.1), 1);
        Feed(ref newest, 60, 10);
        Assert.True(newest.Take(Sample(40), 1) > 9);
        newest.Forget();
        Assert.True(newest.Take(Sample(40), 1) < 1);
    }

    [Fact]
    public void A_gap_and_another_query_begin_anew()
    {
        var newest = new Newest(new(5, 0, 0.1), 1);
        Feed(ref newest, 60, 10);
        Assert.Equal(0, newest.Take(Sample(20), 4));
        Feed(ref newest, 60, 10);
        newest.Use(new(10, 0, 0.1));
        Assert.Equal(0, newest.Take(Sample(20), 1));
    }

    [Fact]
    public void Of_a_share_the_good_ones_are_missed()
    {
        var newest = new Newest(new(5, 0, 0.1), 1);
        Surprise Share(double good) => new(0, 0) { Seen = good, Expected = 45, Volume = 50, Share = 0.9, PerUnit = 1 };
        for (var i = 0; i < 60; i++)
            _ = newest.Take(Share(45), 1);
        Assert.Equal(10 * Math.Log(10), newest.Take(Share(36), 1), 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_rarer_than_asked_is_told_exactly_and_what_is_not_is_never_told_as_rarer(bool isShare)
    {
        const double Asked = 6;
        var (random, told) = (new Random(3), 0);
        Newest exact = new(new(1, 0.05, 0.1), 1), asked = new(new(1, 0.05, 0.1), 1);
        for (var minute = 0; minute < 5000; minute++)
        {
            // Every now and then a quarter of an hour of less.
            var seen = Math.Round((minute % 200 < 185 ? 9 : 5) + (4 * random.NextDouble()));
            var sample = isShare
                ? new Surprise(0, 0) { Seen = Math.Min(seen, 12), Expected = 10.8, Volume = 12, Share = 0.9, PerUnit = 1 }
                : new Surprise(0, 0) { Seen = seen, Expected = 11, PerUnit = 1 };
            var (truly, rare) = (exact.Take(sample, 1), asked.Take(sample, 1, Asked));
            if (truly > Asked)
                Assert.Equal(truly, rare);
            else
                Assert.True(rare <= Asked);
            told += truly > Asked ? 1 : 0;
        }

        Assert.InRange(told, 100, 1000);
    }

    [Fact]
    public void How_samples_overlap_is_learned()
    {
        Assert.Equal(5, Learn(5).Samples);
        Assert.Equal(10, Learn(10).Samples);
        Assert.Equal(1, Learn(1).Samples);
        Assert.InRange(Learn(5).Lasting, 0, 0.15);
    }

    [Fact]
    public void Whole_events_are_told_from_estimates_of_them()
    {
        Assert.Equal(0, Learn(5).Forgotten);
        Assert.Equal(0, Learn(5, of: 0.2).Forgotten);
        Assert.True(Learn(5, of: 1, estimated: 0.01).Forgotten > 0);
    }

    [Fact]
    public void Where_the_values_are_whole_events_what_is_new_becomes_known_exactly()
    {
        var newest = new Newest(new(5, 0, 0), 1);
        // What came in each minute, over and over; how the events of the first sample were spread nobody knows.
        double[] perMinute = [10, 2, 13, 8, 17, 12, 5, 11, 9, 13, 10];
        var last = new Queue<double>();
        for (var minute = 0; minute < 20_004; minute++)
        {
            last.Enqueue(perMinute[minute % perMinute.Length]);
            if (last.Count > 5)
                _ = last.Dequeue();
            if (last.Count == 5)
                _ = newest.Take(Of(last.Sum()), 1);
        }

        // For three minutes nothing: of 30 expected none came, however many fell out.
        var rare = 0.0;
        for (var minute = 0; minute < 3; minute++)
        {
            _ = last.Dequeue();
            rare = newest.Take(Of(last.Sum()), 1);
        }

        Assert.Equal(30 + Newest.Outage, rare, 0.3);

        static Surprise Of(double seen) => new(0, 0) { Seen = seen, Expected = 50, PerUnit = 1 };
    }

    [Fact]
    public void What_came_in_the_last_hours_says_how_high_the_series_runs()
    {
        var (high, usual, unknown) = (new Lately(), new Lately(), new Lately());
        for (var minute = 0; minute < 600; minute++)
        {
            high.Take(10.4, 10, 1);
            usual.Take(10, 10, 1);
        }

        Assert.Equal((1, 1), unknown.Level(1000, 1));
        Assert.Equal(1, usual.Level(1000, 1).Level, 9);
        Assert.InRange(high.Level(1000, 1).Level, 1.02, 1.04);
        Assert.InRange(high.Level(1000, 1).Left, 0.25, 0.45);
        // Who knows the level by heart is not told by hours, and nobody is told more than twice what it wanders by.
        Assert.InRange(high.Level(1e6, 1).Level, 1, 1.001);
        for (var minute = 0; minute < 600; minute++)
            high.Take(0, 10, 1);
        Assert.Equal(1 - (2 / Math.Sqrt(1000)), high.Level(1000, 1).Level, 9);
    }

    [Fact]
    public void Nothing_where_five_events_a_minute_are_expected_is_watched_within_three_minutes_and_noise_is_not_off()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (falseOffs, before, watched, back) = (0, TileState.Normal, (int?)null, (int?)null);
        var outage = (8 * Day) + 700;
        foreach (var (sample, i) in Samples(9 * Day, 5, i => i >= outage && i < outage + 30 ? 0 : PerMinute).Select(static (sample, i) => (sample, i)))
        {
            var state = session.Take(sample).State;
            falseOffs += i < outage && i > 3 * Day && state == TileState.Off && before != TileState.Off ? 1 : 0;
            watched ??= i >= outage && state is TileState.Watch or TileState.Off ? i - outage + 1 : null;
            back ??= i >= outage + 30 && state == TileState.Normal ? i - outage - 30 : null;
            before = state;
        }

        Assert.Equal(0, falseOffs);
        Assert.InRange(watched ?? 99, 1, 3);
        Assert.InRange(back ?? 99, 2, 12);
    }

    private static double Feed(ref Newest newest, int minutes, double perMinute)
    {
        var last = 0.0;
        for (var i = 0; i < minutes; i++)
            last = newest.Take(Sample(5 * perMinute), 1);
        return last;
    }

    private static Surprise Sample(double seen) => new(0, 0) { Seen = seen, Expected = 50, PerUnit = 1 };

    private static Overlap Learn(int window, double of = 1, double estimated = 0) =>
        BaselineLearner.Learn(new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []),
            [.. Samples(3 * Day, window, static _ => PerMinute).Select((sample, i) => sample with { Value = Math.Round(sample.Value) * of * (1 + (estimated * Math.Sin(i))) })])!.Overlap;

    private static IEnumerable<Sample> Samples(int minutes, int window, Func<int, double> mean)
    {
        var last = new double[window];
        for (var i = 0; i < minutes; i++)
        {
            last[i % window] = mean(i) > 0 ? new DemoNoise(5, "newest", i).Poisson(mean(i) * (1 + (0.7 * Math.Sin(Math.Tau * i / Day)))) : 0;
            yield return new(_start.AddMinutes(i), last.Sum());
        }
    }
}
