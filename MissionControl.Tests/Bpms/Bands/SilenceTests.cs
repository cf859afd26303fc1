using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class SilenceTests
{
    private const int Days = 8;
    private const int Day = 1440;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_further_silent_minute_of_a_query_over_five_tells_a_fifth_more()
    {
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), Overlap.None);
        Assert.Equal(0, gauge.Take(0, new(-4, 10), 1)[Channel.Silent]);
        Assert.Equal(12, gauge.Take(0, new(-4, 10), 1)[Channel.Silent], 1e-9);
        Assert.Equal(14, gauge.Take(0, new(-4, 10), 1)[Channel.Silent], 1e-9);
        Assert.Equal(0, gauge.Take(12, new(-3, 0), 1)[Channel.Silent]);
    }

    [Fact]
    public void Of_a_share_the_events_that_are_still_in_the_query_do_not_count_again()
    {
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), new(5, 0, 0));
        for (var minute = 0; minute < 200; minute++)
            _ = gauge.Take(1, Of(good: 5, events: 5), 1);
        for (var bad = 1; bad < 5; bad++)
            _ = gauge.Take((5 - bad) / 5.0, Of(good: 5 - bad, events: 5), 1);
        var all = gauge.Take(0, Of(good: 0, events: 5), 1)[Channel.Silent];
        Assert.Equal(5 * Math.Log(10), all, 0.05);
        // A minute without any event: one falls out, and nothing is new.
        Assert.Equal(all, gauge.Take(0, Of(good: 0, events: 4), 1)[Channel.Silent], 0.05);
        // One more that fails.
        Assert.Equal(all + Math.Log(10), gauge.Take(0, Of(good: 0, events: 4), 1)[Channel.Silent], 0.05);

        static Surprise Of(double good, double events) => new(0, good > 0 ? 0 : events * Math.Log(10)) { Seen = good, Expected = 0.9 * events, Volume = events, Share = 0.9, PerUnit = 1 };
    }

    [Fact]
    public void What_is_learned_later_of_how_long_samples_tell_the_same_holds_from_then_on()
    {
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), Overlap.None);
        gauge.Use(TimeSpan.FromMinutes(5), Overlap.None);
        _ = gauge.Take(0, new(-4, 10), 1);
        Assert.Equal(12, gauge.Take(0, new(-4, 10), 1)[Channel.Silent], 1e-9);
    }

    [Fact]
    public void What_chance_reaches_once_a_day_is_worth_watching_and_once_in_eight_weeks_is_far()
    {
        const double Far = 12, FarOfDays = 4;
        static double Share(double rare, double far = Far) => new Channels { [Channel.Silent] = rare }.Over([1, 1, 1, 1, 1, 1, 1, 1, far])[Channel.Silent];

        Assert.Equal(0, Share(0));
        Assert.Equal(Evidence.WorthWatching, Share(Far - Math.Log(56 / Math.Log(2))), 1e-9);
        Assert.Equal(1, Share(Far), 1e-9);
        Assert.True(Share(Far + 1) > 1);
        // One sample a day: every day has its rarest.
        Assert.Equal(0, Share(0, FarOfDays));
        Assert.True(Share(1, FarOfDays) < Evidence.WorthWatching);
        Assert.Equal(1, Share(FarOfDays, FarOfDays), 1e-9);
    }

    [Fact]
    public void All_samples_on_one_side_of_what_is_expected_have_lasted_together()
    {
        var gauge = new EvidenceGauge(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), Overlap.None);
        foreach (var distance in (double[])[-1, -0.1, 0.5, -2, -1])
            _ = gauge.Take(1, new(distance, 0), 1);
        Assert.Equal(2, gauge.Lasted);
    }

    [Theory]
    [InlineData(1.4, 4)]
    [InlineData(1.6, 3)]
    public void Nothing_where_some_events_a_minute_are_expected_is_watched_within_minutes_and_off_within_eight_and_noise_is_not(double perMinute, int minutes)
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (last, falseOffs, before, watched, off) = (new double[5], 0, TileState.Normal, (int?)null, (int?)null);
        var outage = ((Days - 1) * Day) + (Day / 2);
        for (var i = 0; i < outage + 60; i++)
        {
            last[i % 5] = i < outage ? Events(new(5, "silence", i), perMinute * (1 + (0.8 * Math.Cos(Math.Tau * (((double)i / Day) - 0.5))))) : 0;
            var state = session.Take(new(_start.AddMinutes(i), 12 * last.Sum())).State;
            falseOffs += i < outage && i > 3 * Day && state == TileState.Off && before != TileState.Off ? 1 : 0;
            watched ??= i >= outage && state is TileState.Watch or TileState.Off ? i - outage + 1 : null;
            off ??= i >= outage && state == TileState.Off ? i - outage + 1 : null;
            before = state;
        }

        Assert.Equal(0, falseOffs);
        Assert.InRange(watched ?? 99, 1, minutes);
        Assert.InRange(off ?? 99, 4, 8);
        Assert.InRange(session.Judged!.Memory.TotalMinutes, 4, 7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_quiet_quarter_of_an_hour_of_one_or_two_events_a_minute_is_no_trouble(int seed)
    {
        const int Weeks = 4, KnowsWeekends = 14 * Day;
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (falseOffs, before) = (0, TileState.Normal);
        for (var i = 0; i < Weeks * 7 * Day; i++)
        {
            var mean = 1.7 * (1 + (0.8 * Math.Cos(Math.Tau * (((double)i / Day) - 0.5)))) * (i / Day % 7 >= 5 ? 0.5 : 1);
            var state = session.Take(new(_start.AddMinutes(i), 60 * Events(new(seed, "few", i), mean))).State;
            falseOffs += i > KnowsWeekends && state == TileState.Off && before != TileState.Off ? 1 : 0;
            before = state;
        }

        Assert.InRange(falseOffs, 0, 1);
        Assert.Equal(60, session.Judged!.Counted.Least);
        // Some minutes had none, and others one: one fewer is nothing unheard of.
        Assert.Equal(0, session.Judged.Least);
    }

    [Fact]
    public void None_where_the_least_ever_was_one_event_is_not_unheard_of()
    {
        // Seven of them in five minutes of the night, so one night in several has five minutes without any.
        var history = Enumerable.Range(0, 21 * 288).Select(i => new Sample(_start.AddMinutes(5 * i), Math.Max(1, Events(new(7, "counts", i), 27 - (20 * Math.Cos(Math.Tau * i / 288)))))).ToArray();
        var rules = new LearningRules(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []);
        var baseline = BaselineLearner.Learn(rules, history)!;
        var tracker = new BandTracker(baseline, rules);
        var midnight = _start.AddDays(21);

        var evidence = tracker.Take(new(midnight, 0), tracker.At(midnight, null));

        Assert.Equal((1, 0), (history.Min(static sample => sample.Value), baseline.Least));
        Assert.InRange(evidence.Below, 0, 0.999);
    }

    [Fact]
    public void Of_a_share_with_few_events_at_night_the_nights_are_not_taken_for_better()
    {
        var random = new Random(11);
        var history = Enumerable.Range(0, 21 * 288).Select(i =>
        {
            // Nine of ten go well, at noon of twenty, at midnight of one.
            var events = Math.Round(10.5 - (9.5 * Math.Cos(Math.Tau * i / 288)));
            return new Sample(_start.AddMinutes(5 * i), Enumerable.Range(0, (int)events).Count(_ => random.NextDouble() < 0.9) / events, events);
        }).ToArray();
        var rules = new LearningRules(BandKind.Auto, 0.95, IsShare: true, TimeZoneInfo.Utc, []);

        var baseline = BaselineLearner.Learn(rules, history)!;

        Assert.Equal(Rhythm.None, baseline.Rhythm);
        Assert.Equal(0.9, new BandTracker(baseline, rules).At(_start.AddDays(21), 1).Middle, 0.03);
    }

    [Fact]
    public void Where_every_day_has_deep_dips_nothing_at_all_is_still_off()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (random, off) = (new Random(5), (int?)null);
        var outage = (11 * Day) + 500;
        for (var i = 0; i < outage + 20; i++)
        {
            // A handful of minutes a day lose half, in a series that is steady to a hundredth.
            var usual = random.Next(Day / 6) == 0 ? 0.45 : 1;
            var value = i >= outage ? 0 : usual * (450 + (100 * Math.Sin(Math.Tau * i / Day))) * (1 + (0.006 * (random.NextDouble() - 0.5)));
            var state = session.Take(new(_start.AddMinutes(i), value)).State;
            off ??= i >= outage && state == TileState.Off ? i - outage + 1 : null;
        }

        Assert.InRange(off ?? 99, 1, 8);
        Assert.InRange(session.Judged!.Least, 150, 250);
    }

    private static double Events(DemoNoise noise, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), noise.Uniform(), 0);
        for (; product > limit; count++)
            product *= noise.Uniform();
        return count;
    }
}
