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
        var newest = new Newest(new(5, 0), 1);
        Assert.True(Feed(ref newest, 60, 10) < 1e-9);
        Assert.Equal(10, newest.Take(Sample(40), 1), 1e-6);
        Assert.Equal(20, newest.Take(Sample(30), 1), 1e-6);
        Assert.Equal(30, newest.Take(Sample(20), 1), 1e-6);
    }

    [Fact]
    public void What_came_in_whole_queries_is_known_exactly()
    {
        var newest = new Newest(new(5, 0), 1);
        Feed(ref newest, 60, 10);
        var last = 0.0;
        for (var minute = 1; minute <= 10; minute++)
            last = newest.Take(Sample(50 - (3 * Math.Min(5, minute))), 1);
        var ratio = (70 * Math.Log(0.7)) + 30;
        Assert.Equal(ratio + (0.5 * Math.Log(4 * Math.PI * ratio)), last, 1e-6);
        Assert.Equal(10, newest.RarestMinutes);
    }

    [Fact]
    public void Samples_that_share_nothing_tell_each_for_itself()
    {
        var newest = new Newest(new(1, 0), 1);
        Feed(ref newest, 60, 10);
        Assert.Equal(50, newest.Take(Sample(0), 1), 1e-6);
        Assert.Equal(100, newest.Take(Sample(0), 1), 1e-6);
    }

    [Fact]
    public void The_more_the_mean_wanders_the_less_a_long_silence_tells()
    {
        var newest = new Newest(new(1, 0.2), 1);
        Feed(ref newest, 60, 10);
        var last = 0.0;
        for (var minute = 1; minute <= 10; minute++)
            last = newest.Take(Sample(0), 1);
        // Of 625 events, whose mean has two and a half times their variance: (1 + 2.5) to the power of -625 / 2.5.
        Assert.Equal(250 * Math.Log(3.5), last, 1e-6);
    }

    [Fact]
    public void After_trouble_what_did_not_come_then_is_forgotten_and_what_comes_is_still_known()
    {
        var newest = new Newest(new(5, 0), 1);
        Feed(ref newest, 60, 10);
        Assert.True(newest.Take(Sample(40), 1) > 9);
        newest.Forget();
        Assert.True(newest.Take(Sample(40), 1) < 1);
    }

    [Fact]
    public void A_gap_and_another_query_begin_anew()
    {
        var newest = new Newest(new(5, 0), 1);
        Feed(ref newest, 60, 10);
        Assert.Equal(0, newest.Take(Sample(20), 4));
        Feed(ref newest, 60, 10);
        newest.Use(new(10, 0));
        Assert.Equal(0, newest.Take(Sample(20), 1));
    }

    [Fact]
    public void Of_a_share_the_good_ones_are_missed()
    {
        var newest = new Newest(new(5, 0), 1);
        Surprise Share(double good) => new(0, 0) { Seen = good, Expected = 45, Volume = 50, Share = 0.9, PerUnit = 1 };
        for (var i = 0; i < 60; i++)
            _ = newest.Take(Share(45), 1);
        Assert.Equal(10 * Math.Log(10), newest.Take(Share(36), 1), 1e-6);
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

    private static Overlap Learn(int window) =>
        BaselineLearner.Learn(new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []), [.. Samples(3 * Day, window, static _ => PerMinute)])!.Overlap;

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
