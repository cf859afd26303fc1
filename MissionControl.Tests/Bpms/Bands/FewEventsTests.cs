using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

/// <summary>Counts of single minutes in which mostly none, one or two events come.</summary>
public sealed class FewEventsTests
{
    private const int Day = 1440;
    private const int Weeks = 4;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public void They_are_counts_and_their_week_is_told_from_their_day(double perHour)
    {
        var baseline = Learn(Counts(Weeks * 7 * Day, minute => perHour / 60 * Busy(minute)));
        Assert.Equal((ScaleKind.SquareRoot, Rhythm.Week), (baseline.Scale.Kind, baseline.Rhythm));
        Assert.True(baseline.Counted.IsLearned);
    }

    [Fact]
    public void How_steady_they_run_is_not_lost_in_the_steps_between_few_numbers()
    {
        // What lasts of the noise makes every average tell less.
        Assert.InRange(Learn(Counts(Weeks * 7 * Day, static minute => 100 / 60.0 * Busy(minute))).Overlap.Lasting, 0, 0.03);
    }

    [Fact]
    public void They_are_judged_alike_whatever_unit_they_are_told_in()
    {
        var counts = Counts(Weeks * 7 * Day, static minute => 100 / 60.0 * Busy(minute)).ToArray();
        var (plain, perHour) = (Learn(counts), Learn(counts.Select(static sample => sample with { Value = 60 * sample.Value })));
        Assert.Equal(plain.Rhythm, perHour.Rhythm);
        Assert.Equal(plain.Far, perHour.Far, (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(plain.LowerReach, perHour.LowerReach, 1e-6);
        Assert.Equal(plain.UpperReach, perHour.UpperReach, 1e-6);
    }

    [Fact]
    public void An_outage_is_off_within_eight_minutes_and_the_weekend_is_not()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (falseOffs, before, off) = (0, TileState.Normal, (int?)null);
        var outage = (Weeks * 7 * Day) + (Day / 2);
        foreach (var sample in Counts(outage + 15, minute => minute < outage ? 100 / 60.0 * Busy(minute) : 0))
        {
            var (minute, state) = ((int)(sample.At - _start).TotalMinutes, session.Take(sample).State);
            falseOffs += minute < outage && minute > (Weeks - 1) * 7 * Day && state == TileState.Off && before != TileState.Off ? 1 : 0;
            off ??= minute >= outage && state == TileState.Off ? minute - outage + 1 : null;
            before = state;
        }

        Assert.Equal(0, falseOffs);
        Assert.InRange(off ?? 99, 1, 8);
    }

    [Fact]
    public void Three_minutes_without_any_are_watched_where_six_are_expected_in_them_and_two_minutes_are_not()
    {
        var outage = (Weeks * 7 * Day) + (6 * 60);
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var states = Counts(outage + 3, minute => minute < outage ? 100 / 60.0 * Busy(minute) : 0).Select(sample => session.Take(sample).State).ToArray();
        Assert.Equal([TileState.Normal, TileState.Normal, TileState.Watch], states[^3..]);
    }

    [Fact]
    public void Events_that_come_in_clusters_are_not_off_when_they_stay_away()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var (falseOffs, before) = (0, TileState.Normal);
        for (var minute = 0; minute < Weeks * 7 * Day; minute++)
        {
            var state = session.Take(new(_start.AddMinutes(minute), InClusters(new(8, "minute", minute), 0.3 * Wave(minute, 0.25)))).State;
            falseOffs += minute >= 2 * 7 * Day && state == TileState.Off && before != TileState.Off ? 1 : 0;
            before = state;
        }

        Assert.Equal(0, falseOffs);
    }

    [Theory]
    [InlineData(0.1, false, false, false)]
    [InlineData(0.5, false, false, true)]
    [InlineData(2, false, true, true)]
    [InlineData(12, true, true, true)]
    public void That_they_are_missing_says_something_where_more_are_expected_than_chance_leaves_out_in_weeks(double expected, bool alone, bool shortly, bool forLong)
    {
        // Once in eight weeks of single minutes by chance: eleven and a third.
        Channels strange = default;
        for (var channel = Channel.Low; channel <= Channel.Silent; channel++)
            strange[channel] = 1;
        new FewEvents(60, TimeSpan.FromMinutes(1)).Hush(ref strange, expected * 60);
        Assert.Equal((alone, shortly, forLong), (strange[Channel.Low] > 0, strange[Channel.LowShort] > 0, strange[Channel.LowLong] > 0));
        Assert.All([Channel.High, Channel.HighShort, Channel.HighLong, Channel.Rough, Channel.Flat, Channel.Silent], channel => Assert.Equal(1, strange[channel]));
    }

    [Fact]
    public void What_is_no_multiple_of_one_event_is_never_too_few()
    {
        var strange = new Channels { [Channel.Low] = 1 };
        new FewEvents(null, TimeSpan.FromMinutes(1)).Hush(ref strange, 0);
        Assert.Equal(1, strange[Channel.Low]);
    }

    [Fact]
    public void What_comes_more_evenly_than_by_chance_is_not_taken_for_chance()
    {
        // A third of the noise of independent events, and that of whole numbers.
        var even = Counts(2 * 7 * Day, static minute => 10 * Wave(minute, 0.25), static (noise, mean) => mean + (0.33 * Math.Sqrt(mean) * noise.Gaussian()));
        var chance = Counts(2 * 7 * Day, static minute => 10 * Wave(minute, 0.25));
        Assert.Equal(ScaleKind.SquareRoot, Learn(even).Scale.Kind);
        Assert.InRange(Learn(even).Spread.Max(), 0.1, 0.35);
        Assert.InRange(Learn(chance).Spread.Min(), 0.4, 0.6);
    }

    [Fact]
    public void Those_of_a_clockwork_are_off_when_some_are_missing()
    {
        var session = new BandSession(new SessionRules(BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var before = 2 * 7 * Day / 5;
        var states = Enumerable.Range(0, before + 3).Select(i => session.Take(new(_start.AddMinutes(5 * i), i < before ? 12 : 8)).State).ToArray();
        Assert.Equal((TileState.Normal, TileState.Off), (states[before - 1], states[^1]));
    }

    [Fact]
    public void Numbers_that_are_small_but_not_counted_stay_as_they_are()
    {
        // Machines that are running: as steady when there are six as when there are three.
        var machines = Enumerable.Range(0, 2 * 7 * Day).Select(static i => new Sample(_start.AddMinutes(i), (i / 480 % 2 == 0 ? 3 : 6) + (i % 37 == 0 ? 1 : 0)));
        Assert.Equal(ScaleKind.Linear, Learn(machines).Scale.Kind);
    }

    /// <summary>Three events in each, on average.</summary>
    private static double InClusters(DemoNoise noise, double mean)
    {
        var events = 0.0;
        for (var clusters = Poisson(noise, mean); clusters > 0; clusters--)
            events += 1 + Math.Floor(Math.Log(noise.Uniform()) / Math.Log(2.0 / 3));
        return events;
    }

    /// <summary>By its law, for few (Knuth).</summary>
    private static double Poisson(DemoNoise noise, double mean)
    {
        var (events, rest) = (0, noise.Uniform());
        for (; rest > Math.Exp(-mean); rest *= noise.Uniform())
            events++;
        return events;
    }

    /// <summary>Busiest at noon, at weekends half as busy and that in the evening.</summary>
    private static double Busy(int minute) => minute / Day % 7 >= 5 ? 0.6 * Wave(minute, 0.5) : 1.15 * Wave(minute, 0.25);

    private static double Wave(int minute, double late) => 1 + (0.9 * Math.Sin(Math.Tau * ((minute / (double)Day) - late)));

    private static Baseline Learn(IEnumerable<Sample> history) =>
        BaselineLearner.Learn(new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []), [.. history])!;

    private static IEnumerable<Sample> Counts(int minutes, Func<int, double> mean) => Counts(minutes, mean, static (noise, mean) => noise.Poisson(mean));

    private static IEnumerable<Sample> Counts(int minutes, Func<int, double> mean, Func<DemoNoise, double, double> drawn) =>
        Enumerable.Range(0, minutes).Select(i => new Sample(_start.AddMinutes(i), mean(i) > 0 ? Math.Max(0, Math.Round(drawn(new(8, "few", i), mean(i)))) : 0));
}
