using System.Collections.Frozen;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Says where a moment lies in the local week of the business. Clock changes move nothing but the changed hour; a holiday counts as
/// a Sunday. Remembers the offset of the quarter hour it was last asked about. Not thread-safe.
/// </summary>
internal sealed class WeekClock(TimeZoneInfo zone, FrozenSet<DateOnly> holidays)
{
    /// <summary>Offsets change on the quarter of an hour at the finest.</summary>
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;

    private const double HoursToSunday = 6 * 24;

    private long _quarter = long.MinValue;
    private long _offset;
    private bool _isHoliday;

    /// <summary>Hours since the local Monday 00:00; 0 (inclusive) to 168 (exclusive).</summary>
    public double HourOfWeek(DateTimeOffset at)
    {
        Look(at);
        // Day 0 of the calendar, 0001-01-01, was a Monday.
        var local = at.UtcTicks + _offset;
        return _isHoliday
            ? HoursToSunday + (local % TimeSpan.TicksPerDay / (double)TimeSpan.TicksPerHour)
            : local % (7 * TimeSpan.TicksPerDay) / (double)TimeSpan.TicksPerHour;
    }

    /// <summary>The number of the local day, the same for all its moments.</summary>
    public int Day(DateTimeOffset at)
    {
        Look(at);
        return (int)((at.UtcTicks + _offset) / TimeSpan.TicksPerDay);
    }

    private void Look(DateTimeOffset at)
    {
        var quarter = at.UtcTicks / Quarter;
        if (quarter == _quarter)
            return;
        _quarter = quarter;
        _offset = zone.GetUtcOffset(at).Ticks;
        _isHoliday = holidays.Count > 0 && holidays.Contains(DateOnly.FromDayNumber((int)((at.UtcTicks + _offset) / TimeSpan.TicksPerDay)));
    }
}
