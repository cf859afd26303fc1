using System.Collections.Immutable;

namespace MissionControl.Core.Calendars;

/// <summary>When people work, by a calendar; everything else is night. Pure.</summary>
public static class WorkingTime
{
    private const int FurthestDays = 400;

    /// <summary>For organisations whose catalog has no calendar: Monday to Friday, 9 to 17.</summary>
    public static Calendar Usual(TimeZoneInfo zone)
    {
        var hours = new WorkingHours(new(9, 0), new(17, 0));
        return new()
        {
            Id = "usual",
            Name = "Usual working hours",
            Zone = zone,
            Week = Enum.GetValues<DayOfWeek>().Where(static day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToImmutableDictionary(static day => day, _ => hours),
        };
    }

    /// <summary>Does anybody work on that local day?</summary>
    public static bool IsWorkingDay(this Calendar calendar, DateOnly day) => Hours(calendar, day) is not null;

    public static bool Contains(this Calendar calendar, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, calendar.Zone).DateTime);
        return Hours(calendar, day) is { } hours && at >= LocalMoment.Of(day, hours.From, calendar.Zone) && at < LocalMoment.Of(day, hours.To, calendar.Zone);
    }

    /// <summary><paramref name="at"/> itself within working hours, else when they begin again, UTC; <see langword="null"/> when nobody works for more than a year.</summary>
    public static DateTimeOffset? NextFrom(this Calendar calendar, DateTimeOffset at) => calendar.Contains(at) ? at : Begins(calendar, at);

    /// <summary>When they begin the next time after <paramref name="at"/>, UTC; a week later when nobody works for more than a year.</summary>
    public static DateTimeOffset NextStart(this Calendar calendar, DateTimeOffset at) => Begins(calendar, at) ?? at.AddDays(7);

    private static DateTimeOffset? Begins(Calendar calendar, DateTimeOffset after)
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, calendar.Zone).DateTime);
        for (var days = 0; days < FurthestDays; days++)
            if (Hours(calendar, first.AddDays(days)) is { } hours && LocalMoment.Of(first.AddDays(days), hours.From, calendar.Zone) is var begin && begin > after)
                return begin;
        return null;
    }

    private static WorkingHours? Hours(Calendar calendar, DateOnly day) =>
        calendar.Holidays.Any(holiday => holiday.Date == day) || !calendar.Week.TryGetValue(day.DayOfWeek, out var hours) ? null : hours;
}
