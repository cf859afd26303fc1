using System.Collections.Frozen;
using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class WeekClockTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/London")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public void A_year_of_moments_lies_where_the_local_calendar_says(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var clock = new WeekClock(zone, []);
        for (var at = _start; at < _start.AddYears(1); at += TimeSpan.FromMinutes(7))
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            var daysSinceMonday = ((int)local.DayOfWeek + 6) % 7;
            Assert.Equal((daysSinceMonday * 24) + local.TimeOfDay.TotalHours, clock.HourOfWeek(at), 9);
            Assert.Equal(DateOnly.FromDateTime(local.DateTime).DayNumber, clock.Day(at));
        }
    }

    [Fact]
    public void The_moments_of_a_holiday_and_no_others_are_those_of_a_Sunday()
    {
        // Anzac Day 2026 is a Saturday; local midnight is at 14:00 UTC the day before.
        var clock = new WeekClock(TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney"), new[] { new DateOnly(2026, 4, 25) }.ToFrozenSet());
        Assert.Equal((4 * 24) + 23.5, clock.HourOfWeek(new(2026, 4, 24, 13, 30, 0, TimeSpan.Zero)));
        Assert.Equal(6 * 24, clock.HourOfWeek(new(2026, 4, 24, 14, 0, 0, TimeSpan.Zero)));
        Assert.Equal((6 * 24) + 23.5, clock.HourOfWeek(new(2026, 4, 25, 13, 30, 0, TimeSpan.Zero)));
        Assert.Equal(6 * 24, clock.HourOfWeek(new(2026, 4, 25, 14, 0, 0, TimeSpan.Zero)));
        Assert.Equal(4 * 24, clock.HourOfWeek(new(2026, 4, 23, 14, 0, 0, TimeSpan.Zero)));
    }
}
