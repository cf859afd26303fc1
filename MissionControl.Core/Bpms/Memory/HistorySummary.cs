using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>What a stretch of the past comes to, for those who read rather than look.</summary>
/// <param name="Lowest"><see langword="null"/> when there is nothing in it.</param>
/// <param name="Stretches">How often it was outside its band on the side that hurts.</param>
/// <param name="Outside">How long in all.</param>
public sealed record HistorySummary(HistoryPoint? Lowest, HistoryPoint? Highest, int Stretches, TimeSpan Outside)
{
    public static HistorySummary Of(Bpm bpm, HistoryView view)
    {
        if (view.Points.IsEmpty)
            return new(null, null, 0, TimeSpan.Zero);
        var departures = Departures(bpm, view);
        return new(
            view.Points.MinBy(static point => point.Value),
            view.Points.MaxBy(static point => point.Value),
            departures.Length,
            TimeSpan.FromTicks(departures.Sum(static stretch => stretch.Length.Ticks)));
    }

    /// <summary>The stretches outside the band on the side that hurts, by what was shown as Watch or Off; before anything was shown, by two points in a row outside.</summary>
    public static ImmutableArray<(DateTimeOffset From, DateTimeOffset To, TimeSpan Length)> Departures(Bpm bpm, HistoryView view)
    {
        var found = ImmutableArray.CreateBuilder<(DateTimeOffset, DateTimeOffset, TimeSpan)>();
        var points = view.Points;
        for (var i = 0; i < points.Length; i++)
        {
            if (!IsOutside(bpm, points[i]))
                continue;
            var begin = i;
            while (i + 1 < points.Length && IsOutside(bpm, points[i + 1]))
                i++;
            if (i == begin && points[begin].State is not (TileState.Off or TileState.Watch))
                continue;
            var end = points[i].At + view.Range.Step;
            found.Add((points[begin].At, end, end - points[begin].At));
        }

        return found.ToImmutable();
    }

    private static bool IsOutside(Bpm bpm, HistoryPoint point) =>
        point.State is { } state ? state is TileState.Off or TileState.Watch && (point.Band is null || point.Hurts(bpm)) : point.Hurts(bpm);
}
