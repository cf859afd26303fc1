namespace MissionControl.Core.Bpms.Bands;

/// <summary>The 168 hours of a week in the business's own time, Monday 00:00 first.</summary>
internal static class HourOfWeek
{
    public const int Count = 168;

    /// <summary>Where a moment lies in the local week, in hours from Monday 00:00; 0 (inclusive) to 168 (exclusive).</summary>
    public static double Position(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var day = ((int)local.DayOfWeek + 6) % 7;
        return (day * 24) + local.TimeOfDay.TotalHours;
    }

    public static int Slot(DateTimeOffset at, TimeZoneInfo zone) => (int)Position(at, zone);
}
