using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Bpms;

/// <summary>What a stretch of the past comes to, in two sentences.</summary>
internal static class SummaryWords
{
    public static string Of(Bpm bpm, HistoryView view, TimeZoneInfo zone)
    {
        var summary = HistorySummary.Of(bpm, view);
        if (summary is not { Lowest: { } lowest, Highest: { } highest })
            return "There is no history in this stretch.";
        var span = $"Over these {Words.Duration(view.Range.Length)}: lowest {Point(lowest)}, highest {Point(highest)}.";
        return summary.Stretches == 0
            ? $"{span} Never outside its band on the side that hurts."
            : $"{span} Outside its band for {Words.Duration(summary.Outside)} in {Words.Count(summary.Stretches, "stretch", "stretches")}.";

        string Point(HistoryPoint point) => $"{Quantity.Of(bpm, point.Value).Full} at {Words.Time(point.At, view.Range.To, zone)}";
    }
}
