using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms.Past;

/// <summary>What the page's address asks for. Bad words fall back to the last 24 hours and are told.</summary>
/// <param name="Problems">One sentence each; empty when the address was understood.</param>
public sealed record PageRange(HistoryRange Range, ImmutableArray<string> Problems)
{
    public static PageRange Parse(string? range, string? to, DateTimeOffset now, TimeZoneInfo zone)
    {
        var parsed = HistoryRange.Parse(range, null, ToUtc(to, zone), now);
        return parsed.Range is { } asked
            ? new(asked, [])
            : new(HistoryRange.Default(now), [.. parsed.Problems.Select(problem => problem.Words)]);
    }

    // The page's own field sends local time; links and people may send an offset along.
    private static string? ToUtc(string? to, TimeZoneInfo zone) => LocalTime.ReadLast(to, zone) is { } local
        ? local.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : to;
}
