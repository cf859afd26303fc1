using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;
using MissionControl.Web.Alerts;

namespace MissionControl.Tests.Alerts.Silences;

public sealed class SilenceTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly Calendar Working = WorkingTime.Usual(London) with { Holidays = [new(new(2026, 12, 25), "Christmas")] };

    [Fact]
    public void One_that_comes_every_week_is_on_at_its_hours_by_the_local_clock()
    {
        // Sunday at two in London, in summer and in winter.
        var recurs = new Recurrence([DayOfWeek.Sunday], new(2, 0), new(4, 0), London);
        Assert.True(recurs.Covers(new(2026, 7, 5, 1, 30, 0, TimeSpan.Zero), Working));
        Assert.False(recurs.Covers(new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero), Working));
        Assert.True(recurs.Covers(new(2026, 11, 22, 2, 30, 0, TimeSpan.Zero), Working));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero), recurs.NextAt(A.Moment, Working));
    }

    [Fact]
    public void An_end_before_its_beginning_is_on_the_next_day()
    {
        var recurs = new Recurrence([DayOfWeek.Friday], new(22, 0), new(6, 0), London);
        Assert.True(recurs.Covers(A.Moment, Working));
        Assert.False(recurs.Covers(A.Moment.AddHours(4), Working));
        Assert.False(recurs.Covers(A.Moment.AddDays(1), Working));
    }

    [Fact]
    public void The_hour_that_the_clocks_skip_begins_when_there_is_one_again() => Assert.Equal(
        new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero),
        new Recurrence([DayOfWeek.Sunday], new(1, 30), new(3, 0), London).NextAt(new(2027, 3, 27, 12, 0, 0, TimeSpan.Zero), Working));

    [Fact]
    public void On_working_days_it_leaves_out_weekends_and_holidays()
    {
        var recurs = new Recurrence(new RecurringDays.Working(), new(7, 0), new(8, 0), London);
        // A.Moment is a Saturday.
        Assert.Equal(Utc(2026, 11, 23, 7), recurs.NextAt(A.Moment, Working));
        Assert.Equal(Utc(2026, 12, 28, 7), recurs.NextAt(Utc(2026, 12, 24, 7), Working));
        Assert.False(recurs.Covers(Utc(2026, 12, 25, 7), Working));
        Assert.True(recurs.Covers(Utc(2026, 12, 24, 7), Working));
        Assert.Null(recurs.NextAt(A.Moment, Working with { Week = [] }));
    }

    [Theory]
    [InlineData(1, DayOfWeek.Sunday, "2026-12-06T02:00Z", "2027-01-03T02:00Z")]
    [InlineData(3, DayOfWeek.Saturday, "2026-12-19T02:00Z", "2027-01-16T02:00Z")]
    [InlineData(4, DayOfWeek.Saturday, "2026-11-28T02:00Z", "2026-12-26T02:00Z")]
    [InlineData(RecurringDays.WeekdayOfMonth.Last, DayOfWeek.Monday, "2026-11-30T02:00Z", "2026-12-28T02:00Z")]
    public void On_a_weekday_of_the_month(int nth, DayOfWeek weekday, string first, string second)
    {
        var recurs = new Recurrence(new RecurringDays.WeekdayOfMonth(nth, weekday), new(2, 0), new(4, 0), London);
        var next = recurs.NextAt(A.Moment, Working);
        Assert.Equal(At(first), next);
        Assert.Equal(At(second), recurs.NextAt(next!.Value, Working));
        Assert.True(recurs.Covers(next.Value, Working));
        Assert.False(recurs.Covers(next.Value.AddDays(7), Working));
    }

    [Theory]
    [InlineData(1, "2026-12-01T02:00Z")]
    [InlineData(22, "2026-11-22T02:00Z")]
    [InlineData(31, "2026-11-30T02:00Z")]
    public void On_a_day_of_the_month_or_its_last(int day, string next) =>
        Assert.Equal(At(next), new Recurrence(new RecurringDays.OfMonth(day), new(2, 0), new(4, 0), London).NextAt(A.Moment, Working));

    [Fact]
    public void A_time_that_comes_twice_when_the_clocks_go_back_is_on_once()
    {
        // In London two o'clock in summer is one o'clock in winter, on 25 October 2026.
        var recurs = new Recurrence([DayOfWeek.Sunday], new(1, 15), new(1, 45), London);
        Assert.True(recurs.Covers(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), Working));
        Assert.False(recurs.Covers(new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), Working));
        // And one that goes over it lasts an hour longer.
        var over = new Recurrence([DayOfWeek.Saturday], new(23, 0), new(3, 0), London);
        Assert.True(over.Covers(new(2026, 10, 25, 2, 59, 0, TimeSpan.Zero), Working));
        Assert.False(over.Covers(new(2026, 10, 25, 3, 0, 0, TimeSpan.Zero), Working));
    }

    [Fact]
    public void Each_kind_is_said_in_plain_words()
    {
        Assert.Equal("On every working day from 02:00 to 04:00 (Europe/London)", Every(new RecurringDays.Working()));
        Assert.Equal("On the first Sunday of every month from 02:00 to 04:00 (Europe/London)", Every(new RecurringDays.WeekdayOfMonth(1, DayOfWeek.Sunday)));
        Assert.Equal("On the last Friday of every month from 02:00 to 04:00 (Europe/London)", Every(new RecurringDays.WeekdayOfMonth(RecurringDays.WeekdayOfMonth.Last, DayOfWeek.Friday)));
        Assert.Equal("On the 2nd of every month from 02:00 to 04:00 (Europe/London)", Every(new RecurringDays.OfMonth(2)));
        Assert.Equal("On the 31st of every month, or its last day, from 02:00 to 04:00 (Europe/London)", Every(new RecurringDays.OfMonth(31)));
    }

    [Fact]
    public void It_is_said_in_plain_words_with_the_next_time()
    {
        var silence = Make(Draft() with { Recurs = new([DayOfWeek.Sunday, DayOfWeek.Saturday], new(2, 0), new(4, 0), London), To = A.Moment.AddDays(70) });
        Assert.Equal(
            "Every Saturday, Sunday from 02:00 to 04:00 (Europe/London); on now; until Sat 30 Jan",
            SilenceWords.When(silence, A.Moment, London, Working));
        Assert.Equal(
            "Every Saturday, Sunday from 02:00 to 04:00 (Europe/London); next 22 Nov 02:00; until Sat 30 Jan",
            SilenceWords.When(silence, A.Moment.AddHours(5), London, Working));
    }

    [Fact]
    public void Every_silence_has_a_reason_an_end_and_a_limit_to_what_it_catches()
    {
        Assert.Equal("reason", Wrong(Draft() with { Reason = " x " }));
        Assert.Equal("to", Wrong(Draft() with { To = A.Moment.AddMinutes(-1) }));
        Assert.Equal("to", Wrong(Draft() with { To = A.Moment.AddDays(40) }));
        Assert.Equal("matchers", Wrong(Draft() with { Matchers = [] }));
        Assert.Equal("matchers", Wrong(Draft() with { Matchers = [Matching("service", MatcherKind.Matches, ".*")] }));
        Assert.Equal("recurs", Wrong(Draft() with { Recurs = new([], new(1, 0), new(2, 0), London) }));
        Assert.Equal("recurs", Wrong(Draft() with { Recurs = new(new RecurringDays.OfMonth(32), new(1, 0), new(2, 0), London) }));
        Assert.Equal("recurs", Wrong(Draft() with { Recurs = new(new RecurringDays.WeekdayOfMonth(5, DayOfWeek.Monday), new(1, 0), new(2, 0), London) }));
        Assert.Empty(Wrong(Draft()));
    }

    [Fact]
    public void A_pattern_that_would_run_for_ever_elsewhere_is_answered_at_once()
    {
        var bomb = Matching("service", MatcherKind.Matches, "(a+)+$");
        Assert.False(bomb.IsTrueOf(LabelSet.Of(("service", new string('a', 1000) + "!"))));
        Assert.False(Matcher.TryMake("service", MatcherKind.Matches, "(?<=a)b", out _, out var problem));
        Assert.Contains("back or ahead", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MatcherKind.Is, "search", true)]
    [InlineData(MatcherKind.IsNot, "search", false)]
    [InlineData(MatcherKind.Matches, "sea", false)]
    [InlineData(MatcherKind.Matches, "sea.*", true)]
    [InlineData(MatcherKind.MatchesNot, "sea.*", false)]
    public void A_condition_holds_for_the_whole_text(MatcherKind kind, string value, bool holds)
    {
        Assert.Equal(holds, Matching("service", kind, value).IsTrueOf(LabelSet.Of(("service", "search"))));
        Assert.Equal(kind is MatcherKind.IsNot or MatcherKind.MatchesNot, Matching("service", kind, value).IsTrueOf(LabelSet.Empty));
    }

    private static string Every(RecurringDays days) => SilenceWords.Every(new(days, new(2, 0), new(4, 0), London));

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SilenceDraft Draft() => new([Matching("service", MatcherKind.Is, "search")], "Disks are being exchanged", A.Moment, A.Moment.AddHours(2), null);

    private static Silence Make(SilenceDraft draft) => SilenceRules.Check(draft, Guid.NewGuid(), "person:ada", A.Moment).Silence!;

    private static string Wrong(SilenceDraft draft) => string.Join(' ', SilenceRules.Check(draft, Guid.NewGuid(), "person:ada", A.Moment).Problems.Select(static problem => problem.Field));

    private static Matcher Matching(string name, MatcherKind kind, string value) => Matcher.TryMake(name, kind, value, out var matcher, out var problem) ? matcher : throw new InvalidOperationException(problem);
}
