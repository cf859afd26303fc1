using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>The few facts of a stretch of the past that are worth a sentence.</summary>
/// <param name="Lowest">The lowest point; <see langword="null"/> without values.</param>
/// <param name="Highest">The highest point.</param>
/// <param name="Outside">Stretches outside the band, oldest first.</param>
/// <param name="Unknown">The time for which there is no value, gaps shorter than a few steps not counted.</param>
/// <param name="Judged">Was there a band for any of it?</param>
/// <param name="Strayed">Did any sample cross its band, if only for a moment?</param>
public sealed record HistorySummary(
    HistoryPoint? Lowest, HistoryPoint? Highest, ImmutableArray<OutsideStretch> Outside, TimeSpan Unknown, bool Judged, bool Strayed)
{
    public TimeSpan OutsideFor => Outside.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + stretch.Length);

    public static HistorySummary Of(HistoryView view)
    {
        var values = view.Points.Where(point => point.Value is not null).ToArray();
        return new(
            values.Length == 0 ? null : values.MinBy(point => point.Value),
            values.Length == 0 ? null : values.MaxBy(point => point.Value),
            FindOutside(view),
            FindUnknown(view),
            values.Any(point => point.Band is not null),
            values.Any(point => point.Band is { } band && !band.Contains(point.Value!.Value)));
    }

    /// <summary>
    /// Moments that were shown count as they were shown: Watch, Off or Held. Moments that were not shown count when the value
    /// crossed today's band for as long as the BPM's patience, two points at least: shorter is noise. As on the board, a value that
    /// jumps to the other side begins anew.
    /// </summary>
    private static ImmutableArray<OutsideStretch> FindOutside(HistoryView view)
    {
        var found = ImmutableArray.CreateBuilder<OutsideStretch>();
        var points = view.Points;
        for (var i = 0; i < points.Length; i++)
        {
            if (!IsOutside(view.Bpm, points[i]))
                continue;
            var (first, side) = (i, UnshownSide(points[i]));
            for (; i + 1 < points.Length && IsOutside(view.Bpm, points[i + 1]); i++)
            {
                var next = UnshownSide(points[i + 1]);
                if (side is not null && next is not null && next != side)
                    break;
                side ??= next;
            }

            var end = i + 1 < points.Length && points[i + 1].Value is not null ? points[i + 1].At : Earlier(points[i].At + view.Step, view.Range.To);
            var worst = Worst(points.AsSpan()[first..(i + 1)]);
            var hurt = view.Bpm.Hurts == Direction.Both || view.Bpm.Hurts == side;
            var stretch = new OutsideStretch(points[first].At, end, points[i].At, worst, worst is TileState.Off || (worst is null && hurt));
            if (stretch.Worst is not null || (i > first && stretch.Length >= view.Bpm.Patience))
                found.Add(stretch);
        }

        return found.ToImmutable();
    }

    private static bool IsOutside(Bpm bpm, HistoryPoint point) => point switch
    {
        { Value: null } => false,
        { State: TileState.Off or TileState.Watch or TileState.Held } => true,
        { State: not null } => false,
        { Volume: { } volume } when volume < bpm.MinimumVolume => false,
        _ => point.Band is { } band && !band.Contains(point.Value.Value),
    };

    /// <summary>What was shown counts as it was shown, on whichever side.</summary>
    private static Direction? UnshownSide(HistoryPoint point) => point is { State: null, Band: { } band, Value: { } value }
        ? (band.IsBelow(value) ? Direction.Below : Direction.Above)
        : null;

    private static TileState? Worst(ReadOnlySpan<HistoryPoint> points)
    {
        TileState? worst = null;
        foreach (var point in points)
            worst = point.State is TileState.Off || worst is null ? point.State ?? worst : worst;
        return worst;
    }

    private static TimeSpan FindUnknown(HistoryView view)
    {
        var unknown = TimeSpan.Zero;
        DateTimeOffset? last = null;
        var broken = true;
        foreach (var point in view.Points)
        {
            if (point.Value is null)
            {
                broken = true;
                continue;
            }

            if (broken)
                unknown += point.At - (last ?? view.Range.From);
            (last, broken) = (point.At, false);
        }

        return broken || last is null ? unknown + (view.Range.To - (last ?? view.Range.From)) : unknown;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>A stretch outside the band.</summary>
/// <param name="From">Its first sample.</param>
/// <param name="To">The first sample inside again, or a step after the last one known.</param>
/// <param name="LastSample">Its last sample.</param>
/// <param name="Worst">Off, Watch or Held as shown; <see langword="null"/> when it was not shown then.</param>
/// <param name="WasOff">It was shown as Off; or it was not shown, and would have been: it lies on the side that hurts.</param>
public sealed record OutsideStretch(DateTimeOffset From, DateTimeOffset To, DateTimeOffset LastSample, TileState? Worst, bool WasOff)
{
    public TimeSpan Length => To > From ? To - From : TimeSpan.Zero;
}
