using System.Collections.Frozen;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class BandWordsTests
{
    /// <summary>Tuesday 17 November 2026, 14:05.</summary>
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 17, 14, 5, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Christmas = new(2026, 12, 25, 14, 5, 0, TimeSpan.Zero);

    [Fact]
    public void The_expectation_names_the_moment_the_range_and_what_it_is_the_middle_of() =>
        Assert.Equal("For a Tuesday at 14:00 we expect 110 to 160: the middle of the last six Tuesdays.", Say(Some.Basis(Tuesday)));

    [Fact]
    public void Weeks_are_counted_in_the_history_and_said_in_words_up_to_twelve()
    {
        Assert.Contains("the last two Tuesdays.", Say(Since(Tuesday.AddDays(-14).AddHours(-3))), StringComparison.Ordinal);
        Assert.Contains("the last Tuesday.", Say(Since(Tuesday.AddDays(-7).AddHours(-3))), StringComparison.Ordinal);
        Assert.Contains("the last twelve Tuesdays.", Say(Since(Tuesday.AddDays(-84).AddHours(-3))), StringComparison.Ordinal);
        Assert.Contains("the last 13 Tuesdays.", Say(Since(Tuesday.AddDays(-91).AddHours(-3))), StringComparison.Ordinal);
    }

    [Fact]
    public void Today_counts_once_its_hour_is_in_the_history()
    {
        var basis = Some.Basis(Tuesday);
        Assert.Equal(6, basis.Repeats);
        Assert.Equal(7, (basis with { Baseline = basis.Baseline with { To = Tuesday.AddMinutes(10) } }).Repeats);
    }

    [Fact]
    public void The_hour_is_that_of_the_business()
    {
        var basis = Some.Basis(Tuesday);
        var there = basis with { Rules = basis.Rules with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") } };
        Assert.StartsWith("For a Tuesday at 19:30 we expect", Say(there), StringComparison.Ordinal);
        Assert.Equal("Tuesday 19:30–19:45", BandWords.Slot(there));
    }

    [Fact]
    public void A_holiday_is_named_and_expected_to_be_like_a_Sunday()
    {
        var basis = WithHolidays(Some.Basis(Christmas), Christmas) with { Holiday = "Christmas Day" };
        Assert.Equal("For Christmas Day at 14:00 we expect a Sunday, 110 to 160: the middle of the last six Sundays.", Say(basis));
        Assert.Equal("Sunday 14:00–14:15, for Christmas Day", BandWords.Slot(basis));
        Assert.StartsWith("For a holiday at 14:00 we expect a Sunday, ", Say(basis with { Holiday = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Holidays_in_the_history_are_among_the_Sundays_and_not_among_the_weekdays()
    {
        Assert.Contains("the last five Tuesdays that were no holidays.", Say(WithHolidays(Some.Basis(Tuesday), Tuesday.AddDays(-7))), StringComparison.Ordinal);
        var sunday = Tuesday.AddDays(-2);
        Assert.Contains("the last seven Sundays and holidays.", Say(WithHolidays(Some.Basis(sunday), Tuesday.AddDays(-7))), StringComparison.Ordinal);
        Assert.DoesNotContain("holiday", Say(WithHolidays(Some.Basis(Tuesday), Tuesday.AddDays(-8))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_is_compared_with_days_and_a_level_with_nothing()
    {
        var basis = Some.Basis(Tuesday);
        Assert.Equal("At 14:00 we expect 110 to 160: the middle of the last 42 days at this time.", Say(Of(basis, Rhythm.Day)));
        Assert.Equal("We expect 110 to 160: its recent level and how far it usually strays from that.", Say(Of(basis, Rhythm.None)));
        Assert.Equal(("every day 14:00–14:15", ""), (BandWords.Slot(Of(basis, Rhythm.Day)), BandWords.Slot(Of(basis, Rhythm.None))));
    }

    [Theory]
    [InlineData(0, 0, 0, "Tuesdays.")]
    [InlineData(120, 1, 0, "Tuesdays, leaving out trouble on one day.")]
    [InlineData(120, 2, 0, "Tuesdays, leaving out trouble on two days.")]
    [InlineData(3, 1, 0, "Tuesdays.")]
    [InlineData(0, 0, 60, "Tuesdays.")]
    [InlineData(120, 2, 60, "Tuesdays, leaving out trouble on two days.")]
    public void Of_what_was_left_out_at_other_hours_only_past_trouble_is_said(int samples, int days, int marked, string end) =>
        Assert.EndsWith(end, Say(LeavingOut(Some.Basis(Tuesday), samples, days, marked)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Tuesdays, one left out because of an incident.", StretchKind.Outage)]
    [InlineData("Tuesdays, two left out because of incidents.", StretchKind.Outage, StretchKind.Outage)]
    [InlineData("Tuesdays, one left out: marked as campaign.", StretchKind.Campaign)]
    [InlineData("Tuesdays, two left out: marked as bank holiday.", StretchKind.BankHoliday, StretchKind.BankHoliday)]
    [InlineData("Tuesdays, three left out: two because of incidents, one marked as bad data.", StretchKind.Outage, StretchKind.BadData, StretchKind.Outage)]
    [InlineData("Tuesdays, two left out: one marked as campaign, one because of an incident.", StretchKind.Campaign, StretchKind.Outage)]
    public void What_was_left_out_of_the_very_moments_it_is_the_middle_of_is_counted_with_its_reason(string end, params StretchKind[] marked) =>
        Assert.EndsWith(end, Say(LeavingOut(Some.Basis(Tuesday), 0, 0, 60), marked), StringComparison.Ordinal);

    [Fact]
    public void Past_trouble_and_a_moved_level_are_said_after_that()
    {
        var basis = LeavingOut(Usually(0.95), 120, 3, 60);
        Assert.EndsWith(
            "Tuesdays, two left out because of incidents, besides trouble on three days of the history, moved 10 % up because that is where it runs now.",
            Say(basis, StretchKind.Outage, StretchKind.Outage),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_says_what_was_left_out_at_this_time() => Assert.Equal(
        "At 14:00 we expect 110 to 160: the middle of the last 42 days at this time, one left out because of an incident.",
        Say(Of(Some.Basis(Tuesday), Rhythm.Day), StretchKind.Outage));

    [Theory]
    [InlineData(0, 0, 60, "leaving out 5 h marked as not normal")]
    [InlineData(120, 2, 60, "leaving out trouble on two days and 5 h marked as not normal")]
    public void Without_a_rhythm_and_in_the_reason_of_the_band_it_is_that_of_the_whole_history(int samples, int days, int marked, string words)
    {
        var basis = LeavingOut(Some.Basis(Tuesday), samples, days, marked);
        Assert.Equal($"The middle of the last six Tuesdays at 14:00, {words}; 95 % of normal samples lie inside.", BandWords.Explain(basis));
        Assert.Equal($"We expect 110 to 160: its recent level and how far it usually strays from that, {words}.", Say(Of(basis, Rhythm.None)));
    }

    [Theory]
    [InlineData(1, ", moved")]
    [InlineData(1.002, ", moved")]
    public void A_level_where_it_usually_is_is_not_spoken_of(double usual, string never) =>
        Assert.DoesNotContain(never, Say(Usually(usual)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.95, "Tuesdays, moved 10 % up because that is where it runs now.")]
    [InlineData(1.05, "Tuesdays, moved 8 % down because that is where it runs now.")]
    public void A_level_that_has_moved_is_said(double usual, string end) => Assert.EndsWith(end, Say(Usually(usual)), StringComparison.Ordinal);

    [Fact]
    public void A_week_still_being_learned_says_how_far_it_has_come()
    {
        Assert.Equal("Its week is still being learned: 3 of 14 days.", BandWords.StillLearning(Since(Tuesday.AddDays(-3).AddHours(-4))));
        Assert.Equal("", BandWords.StillLearning(Some.Basis(Tuesday)));
        var level = Since(Tuesday.AddDays(-3).AddHours(-4));
        Assert.Equal("", BandWords.StillLearning(level with { Rules = level.Rules with { Kind = BandKind.Level } }));
    }

    [Fact]
    public void A_new_normal_is_said_with_the_old_band_for_a_week()
    {
        var basis = Some.Basis(Tuesday);
        var adopted = basis with { Adopted = new(new(2026, 11, 12, 14, 5, 0, TimeSpan.Zero), new(1.2 * basis.Point.Level, 0), 0, 0) };
        Assert.Equal("New normal since Thu 12 Nov 14:05; before that we expected 110 to 160 at this hour.", BandWords.NewNormal(adopted, "110 to 160"));
        Assert.Equal("New normal since Thu 12 Nov 14:05.", BandWords.NewNormal(adopted, ""));
        Assert.True(adopted.Before!.Value.Lower > basis.Point.ToBand().Expected);
        Assert.Equal("", BandWords.NewNormal(basis, "110 to 160"));
        var longAgo = basis with { Adopted = adopted.Adopted!.Value with { At = Tuesday.AddDays(-8) } };
        Assert.Equal(("", null), (BandWords.NewNormal(longAgo, "110 to 160"), longAgo.Before));
    }

    [Fact]
    public void The_choice_says_who_or_what_made_it()
    {
        var baseline = Some.Basis(Tuesday).Baseline;
        Assert.Equal("The hours of the week forecast it 40 % closer than its recent level alone.", BandWords.Choice(baseline, BandKind.Auto));
        Assert.Equal("The hours of the day forecast it 20 % closer than its recent level alone, and the days of the week add too little to that.", BandWords.Choice(baseline with { Rhythm = Rhythm.Day }, BandKind.Auto));
        Assert.Equal("The hours of the day forecast it 20 % closer than its recent level alone.", BandWords.Choice(baseline with { Rhythm = Rhythm.Day, Errors = new(10, 8, null) }, BandKind.Auto));
        Assert.StartsWith("No daily or weekly rhythm", BandWords.Choice(baseline with { Rhythm = Rhythm.None }, BandKind.Auto), StringComparison.Ordinal);
        Assert.StartsWith("There is too little history", BandWords.Choice(baseline with { Rhythm = Rhythm.None, Errors = new(10, null, null) }, BandKind.Auto), StringComparison.Ordinal);
        Assert.StartsWith("The catalog asks", BandWords.Choice(baseline, BandKind.Seasonal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12.34567, "12.35")]
    [InlineData(-0.0123456, "−0.01235")]
    [InlineData(1234.56, "1235")]
    [InlineData(0, "0")]
    public void Numbers_of_the_formula_have_four_digits(double value, string words) => Assert.Equal(words, BandWords.Plain(value));

    [Fact]
    public void All_of_it_in_one_go_has_no_numbers_of_the_metric() =>
        Assert.Equal("The middle of the last six Tuesdays at 14:00; 95 % of normal samples lie inside.", BandWords.Explain(Some.Basis(Tuesday)));

    private static string Say(BandBasis basis, params StretchKind[] marked) => BandWords.Expectation(basis, "110 to 160", [.. marked]);

    private static BandBasis LeavingOut(BandBasis basis, int samples, int days, int marked) =>
        basis with { Baseline = basis.Baseline with { LeftOut = samples, DaysLeftOut = days, Marked = marked } };

    private static BandBasis Since(DateTimeOffset from)
    {
        var basis = Some.Basis(Tuesday);
        return basis with { Baseline = basis.Baseline with { From = from } };
    }

    private static BandBasis Of(BandBasis basis, Rhythm rhythm) =>
        basis with { Baseline = basis.Baseline with { Rhythm = rhythm, Shape = [.. new double[rhythm.Hours() * 4]] } };

    private static BandBasis Usually(double times)
    {
        var basis = Some.Basis(Tuesday);
        return basis with { Baseline = basis.Baseline with { UsualLevel = times * basis.Point.Level } };
    }

    private static BandBasis WithHolidays(BandBasis basis, params DateTimeOffset[] days) =>
        basis with { Rules = basis.Rules with { Holidays = days.Select(static day => DateOnly.FromDateTime(day.UtcDateTime)).ToFrozenSet() } };
}
