using System.Collections.Immutable;

namespace MissionControl.Core.Services.History;

/// <summary>One time that a service was not operational, from the first word of it until it was operational again or could no longer be seen.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC; of one that goes on, the last moment it was seen.</param>
/// <param name="Worst">The worst it came to.</param>
/// <param name="Reason">Why it was at its worst, as first said.</param>
/// <param name="IsOver">Something else was recorded after it, or nothing any more.</param>
public sealed record HealthDeparture(DateTimeOffset From, DateTimeOffset To, Health Worst, string Reason, bool IsOver)
{
    public TimeSpan Length => To - From;

    /// <summary>The newest first, from spans in the order of time. The last one goes on when its span still does.</summary>
    /// <param name="seenUntil">The last moment at which health was recorded.</param>
    public static ImmutableArray<HealthDeparture> Of(ImmutableArray<HealthSpan> spans, DateTimeOffset seenUntil)
    {
        var found = new List<HealthDeparture>();
        HealthDeparture? open = null;
        foreach (var span in spans)
        {
            var counts = span.Health is not (Health.Operational or Health.Unknown);
            if (open is not null && (!counts || span.From != open.To))
            {
                found.Add(open with { IsOver = true });
                open = null;
            }

            if (counts)
                open = open is null ? new(span.From, span.To, span.Health, span.Reason, false) : open.With(span);
        }

        if (open is not null)
            found.Add(open with { IsOver = open.To < seenUntil });
        found.Reverse();
        return [.. found];
    }

    private HealthDeparture With(HealthSpan span) => Weight(span.Health) > Weight(Worst)
        ? this with { To = span.To, Worst = span.Health, Reason = span.Reason }
        : this with { To = span.To };

    private static int Weight(Health health) => health switch
    {
        Health.MajorOutage => 4,
        Health.PartialOutage => 3,
        Health.Degraded => 2,
        _ => 1,
    };
}
