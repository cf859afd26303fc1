using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Charts;

/// <summary>What the browser's chart is told. Times are milliseconds since 1970; unknown is <see langword="null"/>.</summary>
public sealed record ChartData
{
    public required long From { get; init; }

    public required long To { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Oldest first.</summary>
    public required ImmutableArray<ChartPoint> Points { get; init; }

    /// <summary>The week before, moved ahead, oldest first: time, value.</summary>
    public required ImmutableArray<double?[]> WeekBefore { get; init; }

    /// <summary>How numbers are said: <c>ratio</c>, <c>age</c> or <c>number</c>.</summary>
    public required string Says { get; init; }

    /// <summary>A money sign before the number, or empty.</summary>
    public required string Before { get; init; }

    /// <summary>The unit after the number, or empty.</summary>
    public required string After { get; init; }

    /// <summary>The zone in which times are said.</summary>
    public required string Zone { get; init; }

    /// <summary>Declared stretches of the range, for reading a moment.</summary>
    public ImmutableArray<ChartSpan> Declared { get; init; } = [];

    /// <summary>What was changed in the range, for reading a moment.</summary>
    public ImmutableArray<ChartMoment> Changes { get; init; } = [];

    /// <param name="from">Points before this are left out: they have been sent.</param>
    public static ChartData Of(HistoryView view, HistorySummary summary, ValueAxis values, string zone, DateTimeOffset? from)
    {
        var points = ImmutableArray.CreateBuilder<ChartPoint>(view.Points.Length);
        var outside = new Queue<OutsideStretch>(summary.Outside);
        foreach (var point in view.Points)
        {
            while (outside.TryPeek(out var stretch) && stretch.LastSample < point.At)
                outside.Dequeue();
            if (from is null || point.At >= from)
                points.Add(ChartPoint.Of(point, MarkOf(point, outside.TryPeek(out var current) ? current : null)));
        }

        var money = Quantity.IsMoney(view.Bpm);
        return new()
        {
            From = view.Range.From.ToUnixTimeMilliseconds(),
            To = view.Range.To.ToUnixTimeMilliseconds(),
            Low = values.Low,
            High = values.High,
            Points = points.ToImmutable(),
            WeekBefore = [.. view.WeekBefore.Where(past => from is null || past.At >= from).Select(past => new[] { past.At.ToUnixTimeMilliseconds(), Known.Number(past.Value) })],
            Says = view.Bpm.Kind switch { BpmKind.Ratio => "ratio", BpmKind.Freshness => "age", _ => "number" },
            Before = money ? view.Bpm.Unit : "",
            After = view.Bpm.Kind is BpmKind.Ratio ? " %" : money || view.Bpm.Kind is BpmKind.Freshness || view.Bpm.Unit.Length == 0 ? "" : " " + view.Bpm.Unit,
            Zone = zone,
        };
    }

    private static int MarkOf(HistoryPoint point, OutsideStretch? stretch) =>
        stretch is null || point.At < stretch.From ? 0 : stretch.WasOff ? 2 : 1;
}

/// <summary>A moment of the chart.</summary>
/// <param name="Mark">0 inside the band, 1 watched, 2 off.</param>
/// <param name="State">In words; <see langword="null"/> when it was not shown then.</param>
public sealed record ChartPoint(long At, double? Value, double? Lower, double? Expected, double? Upper, double? Volume, int Mark, string? State)
{
    public static ChartPoint Of(HistoryPoint point, int mark) => new(
        point.At.ToUnixTimeMilliseconds(),
        Known.Number(point.Value),
        Known.Number(point.Band?.Lower),
        Known.Number(point.Band?.Expected),
        Known.Number(point.Band?.Upper),
        Known.Number(point.Volume),
        mark,
        point.State is TileState.TooFew ? "Too few" : point.State?.ToString());
}
