using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Judging;

public sealed class TileRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly Bpm SignIns = Some.Ratio() with { Patience = TimeSpan.FromMinutes(5), MinimumVolume = 30, Hurts = Direction.Below };

    [Fact]
    public void A_value_inside_its_band_is_normal() =>
        Assert.Equal(TileState.Normal, After(Minutes(3), _ => 0.7).State);

    [Fact]
    public void One_sample_just_outside_says_nothing_yet() =>
        Assert.Equal(TileState.Normal, After(Minutes(3), at => at == Start + TimeSpan.FromMinutes(3) ? 0.61 : 0.7).State);

    [Fact]
    public void A_value_that_stays_just_outside_is_watched_after_ninety_seconds_and_off_after_its_patience()
    {
        double Drop(DateTimeOffset at) => at >= Start + TimeSpan.FromMinutes(2) ? 0.6 : 0.7;
        Assert.Equal(TileState.Normal, After(Minutes(3), Drop).State);
        var watched = After(Minutes(4), Drop);
        Assert.Equal(TileState.Watch, watched.State);
        Assert.Equal(Start + TimeSpan.FromMinutes(2), watched.Since);
        Assert.Equal(TileState.Watch, After(Minutes(6.5), Drop).State);
        var off = After(Minutes(7), Drop);
        Assert.Equal(TileState.Off, off.State);
        Assert.Equal(Start + TimeSpan.FromMinutes(2), off.Since);
        Assert.Equal(Direction.Below, off.Side);
    }

    [Fact]
    public void A_value_far_outside_is_watched_at_once() =>
        Assert.Equal(TileState.Watch, After(Minutes(2), at => at >= Start + TimeSpan.FromMinutes(2) ? 0.2 : 0.7).State);

    [Fact]
    public void The_side_that_does_not_hurt_is_watched_but_never_off() =>
        Assert.Equal(TileState.Watch, After(Minutes(60), _ => 0.95).State);

    [Fact]
    public void A_short_look_inside_does_not_end_a_departure()
    {
        double Drop(DateTimeOffset at) => at == Start + TimeSpan.FromMinutes(9) ? 0.7 : at >= Start + TimeSpan.FromMinutes(1) ? 0.5 : 0.7;
        var tile = After(Minutes(12), Drop);
        Assert.Equal(TileState.Off, tile.State);
        Assert.Equal(Start + TimeSpan.FromMinutes(1), tile.Since);
    }

    [Fact]
    public void Two_minutes_inside_end_a_departure_and_it_has_been_normal_since_it_came_back()
    {
        double Drop(DateTimeOffset at) => at >= Start + TimeSpan.FromMinutes(1) && at < Start + TimeSpan.FromMinutes(10) ? 0.5 : 0.7;
        Assert.Equal(TileState.Off, After(Minutes(11.5), Drop).State);
        var tile = After(Minutes(12), Drop);
        Assert.Equal(TileState.Normal, tile.State);
        Assert.Equal(Start + TimeSpan.FromMinutes(10), tile.Since);
        Assert.Null(tile.Impact);
    }

    [Fact]
    public void A_silent_source_makes_its_tile_stale_with_the_last_good_sample_kept()
    {
        var seen = After(Minutes(3), _ => 0.7);
        var now = seen.Latest!.Value.At + TileRules.StaleAfter(SignIns);
        Assert.Equal(TileState.Normal, TileRules.Age(SignIns, seen, now).State);
        var stale = TileRules.Age(SignIns, seen, now + TimeSpan.FromSeconds(1));
        Assert.Equal(TileState.Stale, stale.State);
        Assert.Equal(seen.Latest, stale.Latest);
        Assert.Equal(seen.Latest.Value.At, stale.Since);
        Assert.Equal("The source has sent nothing new", stale.Problem);
    }

    [Fact]
    public void A_failure_is_told_when_the_tile_turns_stale_and_not_before()
    {
        var seen = After(Minutes(3), _ => 0.7);
        var soon = TileRules.Fail(SignIns, seen, new Failure(FailureKind.Timeout, "no answer within 10 s"), seen.Latest!.Value.At + TimeSpan.FromSeconds(30));
        Assert.Equal(TileState.Normal, soon.State);
        Assert.Equal("no answer within 10 s", TileRules.Age(SignIns, soon, seen.Latest.Value.At + TimeSpan.FromMinutes(5)).Problem);
    }

    [Fact]
    public void A_departure_that_goes_on_through_a_stale_stretch_is_off_at_once_afterwards()
    {
        var off = After(Minutes(10), at => at >= Start + TimeSpan.FromMinutes(1) ? 0.5 : 0.7);
        var stale = TileRules.Age(SignIns, off, Start + TimeSpan.FromMinutes(30));
        var back = Take(stale, Start + TimeSpan.FromMinutes(31), 0.5);
        Assert.Equal(TileState.Off, back.State);
        Assert.Equal(Start + TimeSpan.FromMinutes(1), back.Since);
    }

    [Fact]
    public void Too_few_events_are_neither_good_nor_bad()
    {
        var tile = TileRules.Take(SignIns, TileMemory.Start(Start), new Sample(Start, 0.1, 7), Band, Evidence.OfLimits, warning: null);
        Assert.Equal(TileState.TooFew, tile.State);
    }

    [Fact]
    public void A_ratio_of_nothing_is_too_few_even_without_a_minimum() =>
        Assert.Equal(TileState.TooFew, TileRules.Take(SignIns with { MinimumVolume = 0 }, TileMemory.Start(Start), new Sample(Start, 0, 0), Band, Evidence.OfLimits, warning: null).State);

    [Fact]
    public void What_is_off_does_not_turn_quiet_because_people_stop_trying()
    {
        var off = After(Minutes(10), at => at >= Start + TimeSpan.FromMinutes(1) ? 0.5 : 0.7);
        var few = TileRules.Take(SignIns, off, new Sample(Start + TimeSpan.FromMinutes(11), 0, 3), Band, Evidence.OfLimits, warning: null);
        Assert.Equal(TileState.Off, few.State);
        var later = TileRules.Take(SignIns, few, new Sample(Start + TimeSpan.FromMinutes(42), 0, 3), Band, Evidence.OfLimits, warning: null);
        Assert.Equal(TileState.TooFew, later.State);
    }

    [Fact]
    public void Without_a_band_it_is_learning() =>
        Assert.Equal(TileState.Learning, TileRules.Take(SignIns, TileMemory.Start(Start), new Sample(Start, 0.1, 700), band: null, default, warning: null).State);

    [Fact]
    public void Late_and_duplicate_samples_change_nothing()
    {
        var seen = After(Minutes(3), _ => 0.7);
        Assert.Equal(seen, TileRules.Take(SignIns, seen, seen.Latest!.Value with { Value = 0.1 }, Band, Evidence.OfLimits, warning: null));
        Assert.Equal(seen, TileRules.Take(SignIns, seen, new Sample(Start, 0.1, 900), Band, Evidence.OfLimits, warning: null));
    }

    [Fact]
    public void Impact_adds_up_the_missing_sign_ins_over_the_departure()
    {
        // 900 sign-ins in 5 minutes, 0.2 of them missing, for 5 minutes: 180.
        var tile = After(Minutes(10), at => at > Start + TimeSpan.FromMinutes(5) ? 0.5 : 0.7);
        Assert.Equal(-180, tile.Impact!.Value.Estimate, 3);
    }

    [Fact]
    public void What_swings_to_the_other_side_begins_anew_with_what_it_cost()
    {
        // Five minutes too low, then two minutes 0.2 too high: nothing is missing any more, 72 too many came.
        var swung = After(Minutes(12), at => at <= Start + TimeSpan.FromMinutes(5) ? 0.7 : at <= Start + TimeSpan.FromMinutes(10) ? 0.5 : 0.9);
        Assert.Equal(Direction.Above, swung.Side);
        Assert.Equal(Start + TimeSpan.FromMinutes(10) + SignIns.Interval, swung.OutsideSince);
        Assert.Equal(72, swung.Impact!.Value.Estimate, 3);
    }

    [Fact]
    public void Of_the_impact_so_much_is_certain_as_lies_beyond_the_edge_of_the_band() =>
        // 900 sign-ins in 5 minutes, 0.12 of them below the edge, for 5 minutes.
        Assert.Equal(-108, After(Minutes(10), at => at > Start + TimeSpan.FromMinutes(5) ? 0.5 : 0.7).Impact!.Value.AtLeast, 3);

    [Fact]
    public void Just_outside_a_learned_band_is_not_watched_while_it_is_no_stranger_than_usual() =>
        Assert.Equal(TileState.Normal, Learned(Minutes(60), 0.6, Below(0.7)).State);

    [Fact]
    public void Nearly_strange_is_watched_but_never_off() =>
        Assert.Equal(TileState.Watch, Learned(Minutes(60), 0.6, Below(0.9)).State);

    [Fact]
    public void Strange_is_watched_at_once_and_off_after_its_patience()
    {
        Assert.Equal(TileState.Watch, Learned(Minutes(0), 0.5, Below(1)).State);
        Assert.Equal(TileState.Watch, Learned(Minutes(4.5), 0.5, Below(1)).State);
        Assert.Equal(TileState.Off, Learned(Minutes(5), 0.5, Below(1)).State);
    }

    [Theory]
    [InlineData(1.25, 1, 4)]
    [InlineData(2, 1, 2.5)]
    [InlineData(9, 1, 2.5)]
    [InlineData(4, 2, 2.5)]
    public void The_farther_the_less_patience_down_to_half(double strength, double bar, double minutes)
    {
        Assert.Equal(TileState.Watch, Learned(Minutes(minutes - 0.5), 0.5, Below(strength, bar)).State);
        Assert.Equal(TileState.Off, Learned(Minutes(minutes), 0.5, Below(strength, bar)).State);
    }

    [Fact]
    public void What_was_declared_is_expected_whatever_comes()
    {
        var tile = TileRules.Take(SignIns, TileMemory.Start(Start), new Sample(Start, 0.1, 900), Band, Below(9), warning: null, isExpected: true);
        Assert.Equal((TileState.Normal, Direction.Below, null), (tile.State, tile.Side!.Value, tile.OutsideSince));
    }

    [Fact]
    public void Soon_after_trouble_what_is_less_strange_is_watched_only() =>
        Assert.Equal(TileState.Watch, Learned(Minutes(60), 0.5, Below(1.2, bar: 2)).State);

    [Fact]
    public void A_little_low_for_a_strangely_long_while_is_off_although_each_sample_is_inside() =>
        Assert.Equal((TileState.Off, Direction.Below), (Learned(Minutes(5), 0.66, Below(1.1)).State, Learned(Minutes(5), 0.66, Below(1.1)).Side!.Value));

    [Fact]
    public void So_little_of_late_is_watched_although_the_query_has_not_left_its_band_yet()
    {
        Assert.Equal(TileState.Normal, Learned(Minutes(0), 0.66, Below(0.8) with { LastedMinutes = 3 }).State);
        Assert.Equal(TileState.Watch, Learned(Minutes(0), 0.66, Below(0.8) with { LastedMinutes = 3, Silent = 0.8 }).State);
        Assert.Equal(TileState.Normal, Learned(Minutes(0), 0.66, Below(0.7) with { LastedMinutes = 3, Silent = 0.7 }).State);
        // What is too much is not also too little.
        Assert.Equal(TileState.Normal, Learned(Minutes(0), 0.74, new(0.8, 0.9, 0, 1, 0.9, Channel.High, false) { LastedMinutes = 3, Silent = 0.8 }).State);
    }

    [Fact]
    public void What_several_samples_together_tell_has_lasted_already()
    {
        Assert.Equal(TileState.Watch, Learned(Minutes(1), 0.5, Below(1.1)).State);
        Assert.Equal(TileState.Watch, Learned(Minutes(1), 0.5, Below(1.1) with { LastedMinutes = 3 }).State);
        Assert.Equal(TileState.Off, Learned(Minutes(1), 0.5, Below(1.1) with { LastedMinutes = 5 }).State);
    }

    [Fact]
    public void The_very_same_value_is_watched_when_it_lasts_too_long_and_off_when_it_goes_on()
    {
        Assert.Equal(TileState.Normal, Learned(Minutes(1), 0.7, new(0, 0, 0.9, 1, 0.9, Channel.Flat, false)).State);
        var watched = Learned(Minutes(1), 0.7, new(0, 0, 1.1, 1, 1.1, Channel.Flat, false));
        Assert.Equal((TileState.Watch, true), (watched.State, watched.IsStuck));
        Assert.Equal(TileState.Off, Learned(Minutes(1), 0.7, new(0, 0, 2.1, 1, 2.1, Channel.Flat, false)).State);
    }

    [Fact]
    public void With_rare_samples_the_first_strange_one_is_off_and_four_intervals_inside_end_it()
    {
        var hourly = SignIns with { Interval = TimeSpan.FromHours(1) };
        var memory = TileRules.Take(hourly, TileMemory.Start(Start), new(Start, 0.2, 900), Band, Below(2), warning: null);
        Assert.Equal(TileState.Off, memory.State);
        for (var hour = 1; hour <= 5; hour++)
        {
            Assert.Equal(TileState.Off, memory.State);
            memory = TileRules.Take(hourly, memory, new(Start.AddHours(hour), 0.7, 900), Band, default, warning: null);
        }

        Assert.Equal(TileState.Normal, memory.State);
    }

    private static Band Band => new(0.62, 0.7, 0.78);

    private static Evidence Below(double strength, double bar = 1) => new(strength, 0, 0, bar, strength, Channel.Low, strength >= 1);

    private static TileMemory Learned(TimeSpan length, double value, Evidence evidence)
    {
        var memory = TileMemory.Start(Start);
        for (var at = Start; at <= Start + length; at += SignIns.Interval)
            memory = TileRules.Take(SignIns, memory, new Sample(at, value, 900), Band, evidence, warning: null);
        return memory;
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static TileMemory After(TimeSpan length, Func<DateTimeOffset, double> value)
    {
        var memory = TileMemory.Start(Start);
        for (var at = Start; at <= Start + length; at += SignIns.Interval)
            memory = Take(memory, at, value(at));
        return memory;
    }

    private static TileMemory Take(TileMemory memory, DateTimeOffset at, double value) =>
        TileRules.Take(SignIns, memory, new Sample(at, value, 900), Band, Evidence.OfLimits, warning: null);
}
