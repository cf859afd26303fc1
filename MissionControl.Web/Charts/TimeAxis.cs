using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Charts;

/// <summary>The time axis: whole hours and days as the organisation's clocks show them, also across a change of the clocks.</summary>
/// <param name="Zone">The zone's id, for the browser.</param>
public sealed record TimeAxis(DateTimeOffset From, DateTimeOffset To, string Zone, ImmutableArray<Tick> Ticks)
{
    private const int MostTicks = 9;

    private static readonly int[] NiceMinutes = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 10_080, 20_160, 43_200, 86_400];

    public static TimeAxis Of(HistoryRange range, TimeZoneInfo zone)
    {
        var step = NiceMinutes.FirstOrDefault(minutes => range.Length.TotalMinutes / minutes <= MostTicks, NiceMinutes[^1]);
        var marks = Marks(range.From, range.To, TimeSpan.FromMinutes(step), zone);
        return new(range.From, range.To, zone.Id, [.. marks.Select((at, index) => new Tick(
            Math.Round((at - range.From) / range.Length * 100, 3), Label(TimeZoneInfo.ConvertTime(at, zone), step), index % 2 != 0))]);
    }

    /// <summary>0 to 100 from left to right.</summary>
    public double Percent(DateTimeOffset at) => (at - From) / (To - From) * 100;

    /// <summary>The moments of a stretch at which local time is a multiple of a step.</summary>
    public static IEnumerable<DateTimeOffset> Marks(DateTimeOffset from, DateTimeOffset to, TimeSpan step, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var next = new DateTime(local.Ticks / step.Ticks * step.Ticks, DateTimeKind.Unspecified);
        DateTimeOffset? last = null;
        for (; ; next += step)
        {
            // An hour that the clocks leave out has no mark.
            if (zone.IsInvalidTime(next))
                continue;
            var at = new DateTimeOffset(next, zone.GetUtcOffset(next)).ToUniversalTime();
            if (at > to)
                yield break;
            if (at >= from && at != last)
                yield return at;
            last = at;
        }
    }

    private static string Label(DateTimeOffset local, int stepMinutes) => local.ToString(
        stepMinutes >= 1440 ? (stepMinutes >= 7200 ? "d MMM" : "ddd d") : local.TimeOfDay == TimeSpan.Zero ? "ddd d" : "HH:mm",
        CultureInfo.InvariantCulture);
}
