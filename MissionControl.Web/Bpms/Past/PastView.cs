using System.Collections.Immutable;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Web.Charts;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms.Past;

/// <summary>A stretch of the past, ready to print and to draw.</summary>
public sealed record PastView
{
    public required HistoryView History { get; init; }

    public required HistorySummary Summary { get; init; }

    public required ValueAxis Values { get; init; }

    public required TimeAxis Times { get; init; }

    public required ChartPicture Picture { get; init; }

    /// <summary>Those that speak of this metric, whenever they are.</summary>
    public required ImmutableArray<Stretch> Declared { get; init; }

    /// <summary>What was changed in the range, in its services or in all, the newest first.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>The chart in a sentence or two.</summary>
    public required string Sentence { get; init; }

    /// <summary>"Fri 20 Nov 02:04 to Sat 21 Nov 02:04".</summary>
    public required string When { get; init; }

    public required ImmutableArray<PastRow> Rows { get; init; }

    public required string Zone { get; init; }

    /// <summary>The end of the range for a date-and-time field.</summary>
    public required string LocalTo { get; init; }

    /// <summary>The latest end that can be asked for.</summary>
    public required string LocalNow { get; init; }

    /// <summary>The name of the range in the address.</summary>
    public string RangeName => History.Range.Name ?? HistoryRange.Usual;

    public static PastView Of(HistoryView history, ImmutableArray<Stretch> declared, DateTimeOffset now, TimeZoneInfo zone)
    {
        var summary = HistorySummary.Of(history);
        var (values, times) = (ValueAxis.Of(history), TimeAxis.Of(history.Range, zone));
        return new PastView
        {
            History = history,
            Summary = summary,
            Values = values,
            Times = times,
            Picture = ChartPicture.Of(history, summary, values, times) with { Declared = ChartStretch.Of(declared, times) },
            Declared = declared,
            Sentence = PastWords.Sentence(history, summary, now, zone) + PastWords.Declared(declared, history.Range, now, zone),
            When = PastWords.When(history.Range, zone),
            Rows = PastRow.Of(history, summary, now, zone),
            Zone = Words.Zone(zone),
            LocalTo = LocalTime.Write(history.Range.To, zone),
            LocalNow = LocalTime.Write(now, zone),
        };
    }

    /// <summary>The same with marks where something was changed.</summary>
    /// <param name="told">Of every service, the newest first.</param>
    /// <param name="now">A live range was read a moment ago: what was changed since belongs to its end.</param>
    public PastView With(ImmutableArray<Change> told, DateTimeOffset now)
    {
        var to = History.Range.IsLive && now > History.Range.To ? now : History.Range.To;
        ImmutableArray<Change> own = [.. told.Where(change => change.At >= History.Range.From && change.At <= to && change.Concerns(History.Bpm.Services))];
        return this with { Changes = own, Picture = Picture with { Changes = ChartChanges.Of(own, Times) } };
    }

    /// <summary>The stretch before this one.</summary>
    public string Previous => Routes.Bpm(History.Bpm.Id, RangeName, History.Range.From);

    /// <summary>The stretch after this one; <see langword="null"/> at the present.</summary>
    public string? Next(DateTimeOffset now) => History.Range.IsLive ? null
        : History.Range.To + History.Range.Length >= now ? Routes.Bpm(History.Bpm.Id, RangeName)
        : Routes.Bpm(History.Bpm.Id, RangeName, History.Range.To + History.Range.Length);

    /// <summary>The same length of time under another name: still live, or with the same end.</summary>
    public string Other(string range) => History.Range.IsLive ? Routes.Bpm(History.Bpm.Id, range) : Routes.Bpm(History.Bpm.Id, range, History.Range.To);

    /// <summary>This view for good, also when time goes on.</summary>
    public string Pinned => Routes.Bpm(History.Bpm.Id, RangeName, History.Range.To);

    public string Csv => Routes.HistoryCsv(History.Bpm.Id, RangeName, History.Range.To);
}
