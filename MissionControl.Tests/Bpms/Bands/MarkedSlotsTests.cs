using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class MarkedSlotsTests
{
    /// <summary>Tuesday 17 November 2026, 14:05: its slot is 14:00 to 14:15, and the history begins on 6 October at 11:05.</summary>
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 17, 14, 5, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void A_marked_Tuesday_is_left_out_and_other_days_and_hours_are_not() => Assert.Equal<StretchKind>(
        [StretchKind.Campaign, StretchKind.Outage],
        Left(
            Weekly(Tuesday),
            Marked(StretchKind.Outage, Tuesday.AddDays(-7), -1, 1),
            Marked(StretchKind.Campaign, Tuesday.AddDays(-21), -1, 1),
            Marked(StretchKind.BadData, Tuesday.AddDays(-14), 1, 2),
            Marked(StretchKind.BadData, Tuesday.AddDays(-8), -1, 1)));

    [Fact]
    public void What_lies_before_the_history_or_is_still_to_be_learned_from_is_not_counted() => Assert.Empty(Left(
        Weekly(Tuesday),
        Marked(StretchKind.Outage, Tuesday.AddDays(-49), -1, 1),
        Marked(StretchKind.Outage, Tuesday, -1, 1)));

    [Fact]
    public void A_new_normal_leaves_nothing_out() =>
        Assert.Empty(Left(Weekly(Tuesday), Some.Stretch() with { Kind = StretchKind.NewNormal, From = Tuesday.AddDays(-30), To = null }));

    [Fact]
    public void A_stretch_over_weeks_leaves_out_a_Tuesday_of_each() =>
        Assert.Equal(3, Left(Weekly(Tuesday), Marked(StretchKind.OfficeClosure, Tuesday.AddDays(-21), 0, 15 * 24)).Length);

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(0, 5, 0)]
    [InlineData(10, 15, 0)]
    public void Most_of_the_slot_must_be_marked(int from, int to, int left)
    {
        var slot = Tuesday.AddDays(-7).AddMinutes(-5);
        Assert.Equal(left, Left(Weekly(Tuesday), Some.Stretch() with { From = slot.AddMinutes(from), To = slot.AddMinutes(to) }).Length);
    }

    [Fact]
    public void Of_two_that_overlap_the_one_declared_last_says_why()
    {
        var outage = Marked(StretchKind.Outage, Tuesday.AddDays(-7), -1, 1);
        var campaign = Marked(StretchKind.Campaign, Tuesday.AddDays(-7), -1, 1) with { DeclaredAt = outage.DeclaredAt.AddMinutes(1) };
        Assert.Equal<StretchKind>([StretchKind.Campaign], Left(Weekly(Tuesday), campaign, outage));
    }

    [Fact]
    public void A_history_none_of_which_was_marked_leaves_nothing_out()
    {
        var basis = Weekly(Tuesday);
        Assert.Empty(Left(basis with { Baseline = basis.Baseline with { Marked = 0 } }, Marked(StretchKind.Outage, Tuesday.AddDays(-7), -1, 1)));
    }

    [Fact]
    public void A_day_is_compared_with_every_day_and_a_level_with_none()
    {
        var basis = Weekly(Tuesday);
        var wednesday = Marked(StretchKind.Outage, Tuesday.AddDays(-6), -1, 1);
        Assert.Single(Left(basis with { Baseline = basis.Baseline with { Rhythm = Rhythm.Day, Shape = [.. new double[96]] } }, wednesday));
        Assert.Empty(Left(basis with { Baseline = basis.Baseline with { Rhythm = Rhythm.None, Shape = [] } }, wednesday));
    }

    [Fact]
    public void A_holiday_is_among_the_Sundays()
    {
        var sunday = Weekly(Tuesday.AddDays(-2));
        var basis = sunday with { Rules = sunday.Rules with { Holidays = new[] { new DateOnly(2026, 11, 10) }.ToFrozenSet() } };
        var holiday = Marked(StretchKind.BankHoliday, new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), 0, 24);
        Assert.Equal<StretchKind>([StretchKind.BankHoliday], Left(basis, holiday));
        Assert.Empty(Left(sunday, holiday));
    }

    [Fact]
    public void The_hour_is_that_of_the_business_on_both_sides_of_a_clock_change()
    {
        // 14:00 in London was 13:00 UTC until 25 October.
        var basis = In(London, Weekly(Tuesday));
        var before = new DateTimeOffset(2026, 10, 20, 13, 0, 0, TimeSpan.Zero);
        Assert.Single(Left(basis, Some.Stretch() with { From = before, To = before.AddMinutes(15) }));
        Assert.Empty(Left(basis, Some.Stretch() with { From = before.AddHours(1), To = before.AddMinutes(75) }));
    }

    [Fact]
    public void Of_an_hour_that_comes_twice_more_than_one_must_be_marked()
    {
        var sunday = In(London, Weekly(new(2026, 11, 15, 1, 5, 0, TimeSpan.Zero)));
        var first = new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty(Left(sunday, Some.Stretch() with { From = first, To = first.AddHours(1) }));
        Assert.Single(Left(sunday, Some.Stretch() with { From = first, To = first.AddHours(2) }));
    }

    [Fact]
    public void An_hour_that_is_skipped_was_not_left_out()
    {
        var sunday = In(London, Weekly(new(2026, 4, 12, 0, 35, 0, TimeSpan.Zero)));
        Assert.Equal(new TimeOnly(1, 30), sunday.SlotStart);
        var skipped = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty(Left(sunday, Some.Stretch() with { From = skipped, To = skipped.AddHours(4) }));
        Assert.Single(Left(sunday, Some.Stretch() with { From = skipped.AddDays(7), To = skipped.AddDays(7).AddHours(4) }));
    }

    [Fact]
    public void There_are_never_more_than_the_history_holds()
    {
        var basis = Weekly(Tuesday);
        Assert.Equal(basis.Repeats, Left(basis, Marked(StretchKind.Outage, Tuesday.AddDays(-60), 0, 24 * 62)).Length);
    }

    private static ImmutableArray<StretchKind> Left(BandBasis basis, params Stretch[] declared) => MarkedSlots.Of(basis, [.. declared]);

    private static BandBasis Weekly(DateTimeOffset at)
    {
        var basis = Some.Basis(at);
        return basis with { Baseline = basis.Baseline with { Marked = 12 } };
    }

    private static BandBasis In(TimeZoneInfo zone, BandBasis basis) => basis with { Rules = basis.Rules with { Zone = zone } };

    private static Stretch Marked(StretchKind kind, DateTimeOffset at, int from, int to) =>
        Some.Stretch() with { Kind = kind, From = at.AddHours(from), To = at.AddHours(to) };
}
