namespace MissionControl.Core.Calendars;

/// <summary>The moment at which clocks of a zone show a time of a day.</summary>
public static class LocalMoment
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>A time that is skipped when clocks go forward is the moment they do; of one that comes twice, the first. UTC.</summary>
    public static DateTimeOffset Of(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        // Every gap there has been begins and ends on a quarter of an hour.
        if (zone.IsInvalidTime(local))
            local = local.AddTicks(-(local.Ticks % Step.Ticks));
        while (zone.IsInvalidTime(local))
            local += Step;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
