using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Tests.Calendars;

public sealed class WorkingTimeTests
{
    private static readonly Calendar Office = new()
    {
        Id = "office",
        Name = "Office",
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
        Week = ImmutableDictionary<DayOfWeek, WorkingHours>.Empty
            .Add(DayOfWeek.Monday, new(new(9, 0), new(17, 30)))
            .Add(DayOfWeek.Tuesday, new(new(9, 0), new(17, 30))),
        Holidays = [new(new DateOnly(2026, 11, 23), "A day off")],
    };

    [Theory]
    [InlineData("2026-11-17T08:59:00Z", "2026-11-17T09:00:00Z")]
    [InlineData("2026-11-17T09:00:00Z", null)]
    [InlineData("2026-11-17T17:29:00Z", null)]
    [InlineData("2026-11-16T17:30:00Z", "2026-11-17T09:00:00Z")]
    [InlineData("2026-11-17T17:30:00Z", "2026-11-24T09:00:00Z")]
    [InlineData("2026-07-05T12:00:00Z", "2026-07-06T08:00:00Z")]
    public void The_next_start_of_work_passes_over_days_off_and_holidays(string now, string? start) =>
        Assert.Equal(start is null ? null : DateTimeOffset.Parse(start), WorkingTime.NextStart(Office, DateTimeOffset.Parse(now)));

    [Fact]
    public void A_calendar_without_working_days_has_no_next_start() =>
        Assert.Null(WorkingTime.NextStart(Office with { Week = ImmutableDictionary<DayOfWeek, WorkingHours>.Empty }, DateTimeOffset.UnixEpoch));
}
