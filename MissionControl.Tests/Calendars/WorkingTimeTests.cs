using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Tests.Calendars;

public sealed class WorkingTimeTests
{
    private static readonly Calendar London = WorkingTime.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/London")) with { Holidays = [new(new(2026, 12, 25), "Christmas Day")] };

    [Theory]
    [InlineData("2026-06-22T08:00:00Z", true)] // Monday, 9 in summer time
    [InlineData("2026-06-22T07:59:59Z", false)]
    [InlineData("2026-06-22T16:00:00Z", false)] // 17 is no longer within
    [InlineData("2026-06-20T12:00:00Z", false)] // Saturday
    [InlineData("2026-12-25T12:00:00Z", false)] // a Friday, and a holiday
    public void Working_hours_are_local_and_know_holidays(string at, bool expected) => Assert.Equal(expected, London.Contains(Moment(at)));

    [Theory]
    [InlineData("2026-06-22T12:00:00Z", "2026-06-22T12:00:00Z")]
    [InlineData("2026-12-24T20:00:00Z", "2026-12-28T09:00:00Z")]
    [InlineData("2026-03-27T20:00:00Z", "2026-03-30T08:00:00Z")] // clocks go forward on the Sunday between
    public void They_begin_again_on_the_next_day_that_has_any(string at, string expected) => Assert.Equal(Moment(expected), London.NextFrom(Moment(at)));

    [Fact]
    public void They_never_begin_where_nobody_works() =>
        Assert.Null((London with { Week = ImmutableDictionary<DayOfWeek, WorkingHours>.Empty }).NextFrom(Moment("2026-06-22T12:00:00Z")));

    private static DateTimeOffset Moment(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
}
