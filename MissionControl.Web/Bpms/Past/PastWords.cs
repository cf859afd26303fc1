using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Web.Bpms.Stretches;
using MissionControl.Web.Charts;

namespace MissionControl.Web.Bpms.Past;

/// <summary>The past in words.</summary>
internal static class PastWords
{
    private const int MostDeclared = 3;

    /// <summary>"3 h", "24 h", "7 days", "5 weeks".</summary>
    public static string NameOf(string range) => range switch
    {
        "3h" => "3 h",
        "24h" => "24 h",
        "7d" => "7 days",
        "5w" => "5 weeks",
        _ => range,
    };

    /// <summary>"Sat 21 Nov 03:22 to 06:22", with both days where there are two.</summary>
    public static string When(HistoryRange range, TimeZoneInfo zone)
    {
        var (from, to) = (TimeZoneInfo.ConvertTime(range.From, zone), TimeZoneInfo.ConvertTime(range.To, zone));
        return $"{Words.Day(range.From, zone)} {from:HH:mm} to {(from.Date == to.Date ? "" : Words.Day(range.To, zone) + " ")}{to:HH:mm}";
    }

    /// <summary>"Over these 24 h: lowest 41.2 % at 01:52; outside its band for 12 min in 1 stretch."</summary>
    public static string Sentence(HistoryView view, HistorySummary summary, DateTimeOffset now, TimeZoneInfo zone)
    {
        var lead = $"Over these {(view.Range.Name is { } name ? NameOf(name) : Words.Duration(view.Range.Length))}: ";
        if (summary is not { Lowest: { } lowest, Highest: { } highest })
            return lead + "nothing is known.";
        var extremes = (view.Bpm.Hurts, view.Bpm.Kind) switch
        {
            (_, BpmKind.Freshness) => "oldest " + At(view.Bpm, highest, now, zone),
            (Direction.Below, _) => "lowest " + At(view.Bpm, lowest, now, zone),
            (Direction.Above, _) => "highest " + At(view.Bpm, highest, now, zone),
            _ => $"lowest {At(view.Bpm, lowest, now, zone)}, highest {At(view.Bpm, highest, now, zone)}",
        };
        return $"{lead}{extremes}; {OutsideWords(summary)}{UnknownWords(view, summary)}.";
    }

    /// <summary>" Declared: outage, Sat 21 Nov 01:00 to 02:00." with at most three of them; empty for none.</summary>
    public static string Declared(ImmutableArray<Stretch> declared, HistoryRange range, DateTimeOffset now, TimeZoneInfo zone)
    {
        var shown = declared.Where(stretch => ChartStretch.IsIn(stretch, range.From, range.To)).ToArray();
        if (shown.Length == 0)
            return "";
        var words = shown.TakeLast(MostDeclared).Select(stretch => $"{StretchWords.Kind(stretch.Kind)}, {StretchLine.Span(stretch, now, zone)}");
        return $" Declared: {string.Join("; ", words)}{(shown.Length > MostDeclared ? $"; and {shown.Length - MostDeclared} before" : "")}.";
    }

    /// <summary>How a band comes about, from the catalog.</summary>
    public static string Policy(Bpm bpm) => bpm.Band switch
    {
        BandPolicy.Fixed limits => "Fixed limits: " + Quantity.Expected(bpm, new(limits.Lower, null, limits.Upper)).Replace("expected ", "", StringComparison.Ordinal)
            .Replace("<", "under", StringComparison.Ordinal).Replace(">", "over", StringComparison.Ordinal),
        BandPolicy.Learned learned => $"Learned from the last weeks{(learned.Kind switch { BandKind.Level => ", by its recent level", BandKind.Seasonal => ", by hour of week", _ => "" })}; wide enough for {learned.Width * 100:0.#} % of normal samples",
        _ => "",
    };

    private static string OutsideWords(HistorySummary summary) =>
        !summary.Judged ? "no band to compare it with yet"
        : summary.Outside.IsEmpty ? (summary.Strayed ? "outside its band only for moments" : "inside its band throughout")
        : $"outside its band for {Words.Duration(summary.OutsideFor)} in {Words.Count(summary.Outside.Length, "stretch", "stretches")}";

    private static string UnknownWords(HistoryView view, HistorySummary summary) =>
        summary.Unknown < 3 * view.Step ? "" : $"; nothing is known for {Words.Duration(summary.Unknown)} of it";

    private static string At(Bpm bpm, HistoryPoint point, DateTimeOffset now, TimeZoneInfo zone) =>
        $"{Plain(bpm, point.Value!.Value)} at {Words.Time(point.At, now, zone)}";

    // An age needs no "old" after it here.
    private static string Plain(Bpm bpm, double value) => bpm.Kind is BpmKind.Freshness ? Quantity.Of(bpm, value).Text : Quantity.Of(bpm, value).Full;
}
