using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Services.History;

/// <summary>One local day of a service, in the organisation's zone.</summary>
/// <param name="Time">How long each health was shown on it.</param>
public sealed record HealthDay(DateOnly Day, HealthTime Time)
{
    /// <summary>The day from its beginning to its end or to <paramref name="now"/>, from the spans that touch it.</summary>
    public static HealthDay Of(DateOnly day, IEnumerable<HealthSpan> spans, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (from, to) = (Begin(day, zone), Begin(day.AddDays(1), zone));
        return new(day, HealthTime.Of(spans, from, to < now ? to : now));
    }

    /// <summary>The finished days after <paramref name="last"/> that hold anything recorded, of one service, oldest first.</summary>
    public static ImmutableArray<HealthDay> Finished(ImmutableArray<HealthSpan> spans, DateOnly? last, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (spans.IsEmpty)
            return [];
        var today = At(now, zone);
        var earliest = At(spans.Min(static span => span.From), zone);
        var day = last is { } known && known >= earliest ? known.AddDays(1) : earliest;
        var days = ImmutableArray.CreateBuilder<HealthDay>();
        for (; day < today; day = day.AddDays(1))
            if (Of(day, spans, now, zone) is { Time.Recorded.Ticks: > 0 } found)
                days.Add(found);
        return days.ToImmutable();
    }

    /// <summary>The local day of a moment.</summary>
    public static DateOnly At(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The first moment of a local day, UTC.</summary>
    public static DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone) => LocalMoment.Of(day, TimeOnly.MinValue, zone);
}
