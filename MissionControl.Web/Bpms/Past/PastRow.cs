using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Charts;

namespace MissionControl.Web.Bpms.Past;

/// <summary>A row of the table that says what the chart shows: 18 to 36 stretches, whatever the range.</summary>
/// <param name="From">"Fri 14:00".</param>
/// <param name="Expected">The band in the middle of the stretch; a dash without one.</param>
/// <param name="Outside">For how long it was outside its band; empty for not at all.</param>
public sealed record PastRow(string From, string Lowest, string Highest, string Expected, string Outside)
{
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(28)];

    private const int MostRows = 37;

    /// <summary>Newest first: what is read first is what somebody came for.</summary>
    public static ImmutableArray<PastRow> Of(HistoryView view, HistorySummary summary, DateTimeOffset now, TimeZoneInfo zone)
    {
        var step = Steps.FirstOrDefault(step => view.Range.Length / step <= MostRows, Steps[^1]);
        var marks = TimeAxis.Marks(view.Range.From, view.Range.To, step, zone).Where(at => at < view.Range.To).ToList();
        if (marks.Count == 0 || marks[0] > view.Range.From)
            marks.Insert(0, view.Range.From);
        var rows = marks.Select((from, index) => RowOf(view, summary, from, index + 1 < marks.Count ? marks[index + 1] : view.Range.To.AddTicks(1), now, zone));
        return [.. rows.Reverse()];
    }

    private static PastRow RowOf(HistoryView view, HistorySummary summary, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone)
    {
        var points = view.Points.Where(point => point.At >= from && point.At < to).ToArray();
        var values = points.Where(point => point.Value is not null).Select(point => point.Value!.Value).ToArray();
        var band = points.Length == 0 ? null : points[points.Length / 2].Band;
        var outside = summary.Outside.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + Overlap(stretch, from, to));
        return new(
            Time(from, now, zone),
            values.Length == 0 ? "–" : Say(view.Bpm, values.Min()),
            values.Length == 0 ? "–" : Say(view.Bpm, values.Max()),
            Quantity.Expected(view.Bpm, band) is { Length: > 0 } expected ? expected.Replace("expected ", "", StringComparison.Ordinal) : "–",
            outside > TimeSpan.Zero ? Words.Duration(outside) : "");
    }

    private static TimeSpan Overlap(OutsideStretch stretch, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (stretch.From > from ? stretch.From : from, stretch.To < to ? stretch.To : to);
        return end > start ? end - start : TimeSpan.Zero;
    }

    private static string Say(Bpm bpm, double value) => bpm.Kind is BpmKind.Freshness ? Quantity.Of(bpm, value).Text : Quantity.Of(bpm, value).Full;

    // Weekdays of other weeks need their date.
    private static string Time(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => now - at > TimeSpan.FromDays(6)
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture)
        : Words.Time(at, now, zone);
}
