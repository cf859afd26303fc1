using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class BandTrackerTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly LearningRules Rules = new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []);

    [Fact]
    public void The_drawn_band_can_be_computed_again_from_what_it_carries()
    {
        var tracker = Learned();
        var point = tracker.At(Start.AddDays(35), null);
        var (middle, scale) = (point.Shape + point.Level, point.Scale);
        Assert.Equal(
            new Band(scale.From(middle + (point.LowerReach * point.Spread)), scale.From(middle), scale.From(middle + (point.UpperReach * point.Spread))),
            point.ToBand());
    }

    [Fact]
    public void A_usual_sample_is_not_strange_and_an_outage_is()
    {
        var tracker = Learned();
        Assert.True(Worst(tracker, 35, 1, static at => Usual(at)).Below < 1);
        var outage = Worst(tracker, 36, 0.02, static _ => 0);
        Assert.True(outage is { Below: > 1, IsFar: true, Above: < 1 });
    }

    [Fact]
    public void The_level_waits_while_a_metric_is_far_off_and_takes_it_for_normal_after_a_day_until_it_comes_back()
    {
        var tracker = Learned();
        Worst(tracker, 35, 0.95, static at => 0.4 * Usual(at));
        Assert.InRange(tracker.At(Start.AddDays(36), null).ToBand().Expected!.Value / Clean(Start.AddDays(36)), 0.9, 1.1);
        Worst(tracker, 35.95, 0.2, static at => 0.4 * Usual(at));
        Assert.InRange(tracker.At(Start.AddDays(36.2), null).ToBand().Expected!.Value / Clean(Start.AddDays(36.2)), 0.3, 0.6);
        Worst(tracker, 36.2, 0.1, Usual);
        Assert.InRange(tracker.At(Start.AddDays(36.3), null).ToBand().Expected!.Value / Clean(Start.AddDays(36.3)), 0.85, 1.15);
    }

    [Fact]
    public void Learning_in_the_middle_of_an_outage_does_not_make_it_normal()
    {
        var history = History(35.5, static at => at >= Start.AddDays(35) ? 0.4 * Usual(at) : Usual(at));
        var tracker = new BandTracker(BaselineLearner.Learn(Rules, history)!, Rules);
        Assert.InRange(tracker.At(Start.AddDays(35.5), null).ToBand().Expected!.Value / Clean(Start.AddDays(35.5)), 0.9, 1.1);
        Assert.InRange(tracker.Away.Minutes, 600, 800);
    }

    [Fact]
    public void A_person_can_say_that_this_is_the_new_normal()
    {
        var history = History(35.5, static at => at >= Start.AddDays(35) ? 0.4 * Usual(at) : Usual(at));
        var rules = Rules with { NewNormalFrom = Start.AddDays(35) };
        var tracker = new BandTracker(BaselineLearner.Learn(rules, history)!, rules);
        Assert.InRange(tracker.At(Start.AddDays(35.5), null).ToBand().Expected!.Value / Clean(Start.AddDays(35.5)), 0.3, 0.6);
        Assert.Equal(Start.AddDays(35), tracker.Adopted!.Value.At);
    }

    [Fact]
    public void A_slow_slide_does_not_pass_for_normal()
    {
        var tracker = Learned();
        var slide = Worst(tracker, 35, 2, static at => Usual(at) * (1 - (0.25 * (at - Start.AddDays(35)).TotalDays)));
        Assert.True(slide.Below > 1);
    }

    [Fact]
    public void A_counter_that_has_stopped_is_flat()
    {
        var tracker = Learned();
        Assert.True(Worst(tracker, 35, 0.2, static _ => Clean(Start.AddDays(35))).Flat > 1);
    }

    [Fact]
    public void After_trouble_the_bar_is_higher_for_a_while()
    {
        var (calm, shaken) = (Learned(), Learned());
        Worst(shaken, 35, 0.05, static at => 0.3 * Usual(at));
        Worst(shaken, 35.05, 0.2, Usual);
        Worst(calm, 35, 0.25, Usual);
        Assert.Equal(1, Worst(calm, 35.25, 0.01, Usual).Bar);
        Assert.True(Worst(shaken, 35.25, 0.01, Usual).Bar > 1.2);
        Worst(shaken, 35.26, 1.5, Usual);
        Assert.Equal(1, Worst(shaken, 36.76, 0.01, Usual).Bar);
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        var tracker = Learned();
        var sample = new Sample(Start.AddDays(35), 240);
        tracker.Take(sample, tracker.At(sample.At, null));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= 1000; i++)
        {
            sample = new(Start.AddDays(35) + (i * Step), 240);
            tracker.Take(sample, tracker.At(sample.At, null));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Evidence Worst(BandTracker tracker, double fromDay, double days, Func<DateTimeOffset, double> value)
    {
        Evidence worst = default;
        for (var at = Start.AddDays(fromDay); at < Start.AddDays(fromDay + days); at += Step)
        {
            var evidence = tracker.Take(new(at, value(at)), tracker.At(at, null));
            worst = new(
                Math.Max(worst.Below, evidence.Below), Math.Max(worst.Above, evidence.Above), Math.Max(worst.Flat, evidence.Flat), evidence.Bar,
                Math.Max(worst.Strangest, evidence.Strangest), evidence.Channel, worst.IsFar || evidence.IsFar);
        }

        return worst;
    }

    private static BandTracker Learned() => new(BaselineLearner.Learn(Rules, History(35, Usual))!, Rules);

    private static Sample[] History(double days, Func<DateTimeOffset, double> value) =>
        [.. Enumerable.Range(0, (int)(days * 288)).Select(i => new Sample(Start + (i * Step), value(Start + (i * Step))))];

    private static double Usual(DateTimeOffset at) => new DemoNoise(7, "usual", at.UtcTicks).Poisson(Clean(at));

    private static double Clean(DateTimeOffset at) => 300 + (200 * Math.Sin(at.TimeOfDay.TotalDays * Math.Tau));
}
