using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Bpms.Past;

/// <summary>What the page's address asks for. Bad words fall back to the last 24 hours and are told.</summary>
/// <param name="Problems">One sentence each; empty when the address was understood.</param>
public sealed record PageRange(HistoryRange Range, ImmutableArray<string> Problems)
{
    /// <summary>What a browser's date-and-time field sends: local, without an offset.</summary>
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static PageRange Parse(string? range, string? to, DateTimeOffset now, TimeZoneInfo zone)
    {
        var parsed = HistoryRange.Parse(range, null, ToUtc(to, zone), now);
        return parsed.Range is { } asked
            ? new(asked, [])
            : new(HistoryRange.Default(now), [.. parsed.Problems.Select(problem => problem.Words)]);
    }

    private static string? ToUtc(string? to, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(to, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return to;
        // The hour that the clocks leave out is read as the hour after it.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
