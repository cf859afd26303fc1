namespace MissionControl.Core.Calendars;

/// <summary>When people of a calendar work.</summary>
public static class WorkingTime
{
    private const int LongestLook = 31;

    /// <summary>When they next begin to work, UTC; <see langword="null"/> while they do, and when they do not within a month.</summary>
    public static DateTimeOffset? NextStart(Calendar calendar, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, calendar.Zone);
        var (today, clock) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        for (var day = today; day <= today.AddDays(LongestLook); day = day.AddDays(1))
        {
            if (!calendar.Week.TryGetValue(day.DayOfWeek, out var hours) || calendar.Holidays.Any(holiday => holiday.Date == day))
                continue;
            if (day > today || clock < hours.From)
            {
                var start = day.ToDateTime(hours.From);
                return new DateTimeOffset(start, calendar.Zone.GetUtcOffset(start)).ToUniversalTime();
            }

            if (clock < hours.To)
                return null;
        }

        return null;
    }
}
