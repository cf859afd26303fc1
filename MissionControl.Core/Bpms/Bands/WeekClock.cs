using System.Collections.Frozen;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Says where a moment lies in the local week of the business. Clock changes move nothing but the changed hour; a holiday counts as
/// a Sunday. Remembers the local day it was last asked about, and on the day of a clock change the quarter of an hour. Not thread-safe.
/// </summary>
internal sealed class WeekClock(TimeZoneInfo zone, FrozenSet<DateOnly> holidays)
{
    /// <summary>Offsets change on the quarter of an hour at the finest.</summary>
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;

    private const double HoursToSunday = 6 * 24;

    /// <summary>What is remembered holds from here, in ticks of UTC as all that follows.</summary>
    private long _from;
    private long _to;
    private int _day;

    /// <summary>When the local week began; on a holiday the day, and the hours of a week before it.</summary>
    private long _start;
    private double _hoursBefore;

    /// <summary>Hours since the local Monday 00:00; 0 (inclusive) to 168 (exclusive).</summary>
    public double HourOfWeek(DateTimeOffset at)
    {
        Look(at.UtcTicks);
        return _hoursBefore + ((at.UtcTicks - _start) / (double)TimeSpan.TicksPerHour);
    }

    /// <summary>The number of the local day, the same for all its moments.</summary>
    public int Day(DateTimeOffset at)
    {
        Look(at.UtcTicks);
        return _day;
    }

    private void Look(long ticks)
    {
        if (ticks >= _from && ticks < _to)
            return;
        var offset = OffsetAt(ticks);
        var local = ticks + offset;
        // Day 0 of the calendar, 0001-01-01, was a Monday.
        _day = (int)(local / TimeSpan.TicksPerDay);
        var midnight = (_day * TimeSpan.TicksPerDay) - offset;
        (_from, _to) = (midnight, midnight + TimeSpan.TicksPerDay);
        if (OffsetAt(_from) != offset || OffsetAt(_to - 1) != offset)
            (_from, _to) = (Math.Max(_from, ticks - (ticks % Quarter)), Math.Min(_to, ticks - (ticks % Quarter) + Quarter));
        (_start, _hoursBefore) = holidays.Count > 0 && holidays.Contains(DateOnly.FromDayNumber(_day))
            ? (midnight, HoursToSunday)
            : (ticks - (local % (7 * TimeSpan.TicksPerDay)), 0);
    }

    private long OffsetAt(long ticks) => zone.GetUtcOffset(new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero)).Ticks;
}
