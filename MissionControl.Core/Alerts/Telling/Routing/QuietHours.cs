using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Telling.Routing;

/// <summary>Hours of every day in which somebody wants to hear nothing; they may go over midnight.</summary>
/// <param name="From">Inclusive, local time of the zone.</param>
/// <param name="To">Exclusive. Not <paramref name="From"/>.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    public bool Contains(DateTimeOffset at) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).IsBetween(From, To);

    /// <summary>When they end after a moment within them, UTC.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        var end = LocalMoment.Of(today, To, Zone);
        return end > at ? end : LocalMoment.Of(today.AddDays(1), To, Zone);
    }
}
