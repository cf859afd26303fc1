using System.Collections.Immutable;

namespace MissionControl.Core.Services.History;

/// <summary>A service's recorded health over some days, ready to draw: pure, made from what is in memory.</summary>
public sealed record ServiceHistory
{
    /// <summary>As long as the usual strip of days.</summary>
    public const int UsualDays = 90;

    public required string Service { get; init; }

    /// <summary>Every day, oldest first, the last one today; a day on which nothing was recorded is there and says so.</summary>
    public required ImmutableArray<HealthDay> Days { get; init; }

    /// <summary>All the days together. Days before anything was ever recorded count as without data.</summary>
    public required HealthTime Time { get; init; }

    /// <summary>The times that it was not operational, the newest first; at most <see cref="MostDepartures"/>.</summary>
    public required ImmutableArray<HealthDeparture> Departures { get; init; }

    /// <summary>What is being recorded now; <see langword="null"/> when nothing is.</summary>
    public required HealthSpan? Current { get; init; }

    /// <summary>Since when its health has been what it is, whatever the reasons; <see langword="null"/> when nothing is being recorded.</summary>
    public required DateTimeOffset? Since { get; init; }

    public const int MostDepartures = 50;

    /// <param name="past">What is remembered of the service.</param>
    /// <param name="days">1 to 400.</param>
    /// <param name="seenUntil">The last moment at which health was recorded.</param>
    public static ServiceHistory Of(ServicePast past, int days, DateTimeOffset seenUntil, DateTimeOffset now, TimeZoneInfo zone)
    {
        // What was seen a moment ago still holds: what began goes on, and today is not without data for the seconds until the next look.
        var isSeen = (now - seenUntil).Duration() <= HealthTimeline.Tolerance;
        var current = isSeen && past.Spans is [.., var last] && last.To >= seenUntil ? last with { To = last.To > now ? last.To : now } : null;
        var spans = current is null ? past.Spans : past.Spans.SetItem(past.Spans.Length - 1, current);
        var today = HealthDay.At(now, zone);
        var earliest = spans.IsEmpty ? today : HealthDay.At(spans[0].From, zone);
        var finished = past.Days.ToDictionary(static day => day.Day);
        var shown = Enumerable.Range(0, days).Select(index => today.AddDays(index + 1 - days)).Select(day =>
            day < today && finished.TryGetValue(day, out var known) ? known : HealthDay.Of(day, day < earliest ? [] : spans, now, zone)).ToImmutableArray();
        return new()
        {
            Service = past.Service,
            Days = shown,
            Time = shown.Aggregate(default(HealthTime), static (sum, day) => sum + day.Time),
            Departures = [.. HealthDeparture.Of(spans, now).Take(MostDepartures)],
            Current = current,
            Since = current is null ? null : SinceOf(spans),
        };
    }

    private static DateTimeOffset SinceOf(ImmutableArray<HealthSpan> spans)
    {
        var first = spans.Length - 1;
        while (first > 0 && spans[first - 1].Health == spans[first].Health && spans[first - 1].To == spans[first].From)
            first--;
        return spans[first].From;
    }
}

/// <summary>What is remembered of a service.</summary>
/// <param name="Spans">Of the last 100 days, but at most 2,000 older than two days; in the order of time, never overlapping.</param>
/// <param name="Days">Finished days on which anything was recorded, in the order of time.</param>
public sealed record ServicePast(string Service, ImmutableArray<HealthSpan> Spans, ImmutableArray<HealthDay> Days);
