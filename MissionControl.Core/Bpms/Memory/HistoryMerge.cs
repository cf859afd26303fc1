using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>Puts what was shown and what the source knows into one line, one point a step. What was shown wins: it is what people saw.</summary>
internal static class HistoryMerge
{
    public static ImmutableArray<HistoryPoint> Merge(
        HistoryRange range, ImmutableArray<ShownSample> shown, ImmutableArray<Sample> samples, Func<Sample, Band?> bandOf)
    {
        var slots = new SortedDictionary<long, HistoryPoint>();
        foreach (var item in shown)
        {
            var slot = Slot(range, item.Sample.At);
            var point = new HistoryPoint(item.Sample.At, item.Sample.Value, item.Sample.Volume, item.Band, item.State);
            // Of several in one step the worst is kept, the last of those: a short departure is not averaged away.
            if (!slots.TryGetValue(slot, out var known) || Rank(point.State) >= Rank(known.State))
                slots[slot] = point;
        }

        foreach (var sample in samples)
            if (sample.At >= range.From && sample.At <= range.To)
                slots.TryAdd(Slot(range, sample.At), new HistoryPoint(sample.At, sample.Value, sample.Volume, bandOf(sample), null));
        return [.. slots.Values.OrderBy(static point => point.At)];
    }

    /// <summary>The share of steps that what was shown fills.</summary>
    public static double Coverage(HistoryRange range, ImmutableArray<ShownSample> shown) =>
        shown.Select(item => Slot(range, item.Sample.At)).Distinct().Count() / Math.Max(1.0, range.Length / range.Step);

    private static long Slot(HistoryRange range, DateTimeOffset at) => (at - range.From).Ticks / range.Step.Ticks;

    private static int Rank(TileState? state) => state switch { TileState.Off => 2, TileState.Watch => 1, _ => 0 };
}
