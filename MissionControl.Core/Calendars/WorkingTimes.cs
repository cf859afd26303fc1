using MissionControl.Core.Board;

namespace MissionControl.Core.Calendars;

/// <summary>When people work: as the first calendar of the catalog says that has working hours; else from Monday to Friday, 09:00 to 17:00 of the organisation's time. Pure.</summary>
public static class WorkingTimes
{
    private static readonly WorkingHours _usual = new(new(9, 0), new(17, 0));

    /// <summary>No calendar rests for longer.</summary>
    private const int MostDays = 370;

    public static bool AreNow(Definitions definitions, DateTimeOffset now)
    {
        var (zone, hoursOf) = Read(definitions);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return hoursOf(DateOnly.FromDateTime(local.DateTime)) is { } hours && time >= hours.From && time < hours.To;
    }

    /// <summary>When they begin next, after <paramref name="now"/>; in a week when they never do.</summary>
    public static DateTimeOffset NextStart(Definitions definitions, DateTimeOffset now)
    {
        var (zone, hoursOf) = Read(definitions);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var ahead = 0; ahead < MostDays; ahead++)
            if (hoursOf(today.AddDays(ahead)) is { } hours && Moment(today.AddDays(ahead), hours.From, zone) is var start && start > now)
                return start;
        return now.AddDays(7);
    }

    private static (TimeZoneInfo Zone, Func<DateOnly, WorkingHours?> HoursOf) Read(Definitions definitions)
    {
        var calendar = definitions.Calendars.FirstOrDefault(static calendar => !calendar.Week.IsEmpty);
        IReadOnlySet<DateOnly> holidays = calendar is null ? definitions.Holidays : calendar.Holidays.Select(static holiday => holiday.Date).ToHashSet();
        return calendar is null
            ? (definitions.Organisation.Zone, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(day) ? null : _usual)
            : (calendar.Zone, day => !holidays.Contains(day) && calendar.Week.TryGetValue(day.DayOfWeek, out var hours) ? hours : null);
    }

    /// <summary>A time that the clocks skip is as many minutes later.</summary>
    private static DateTimeOffset Moment(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
