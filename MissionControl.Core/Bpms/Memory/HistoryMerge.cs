using System.Collections.Immutable;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>
/// One line out of two memories. What we showed wins wherever it exists; the source fills in what was never shown, judged by the
/// present band and without a state. In one step with several shown samples the worst state stays, with its sample farthest outside
/// the band, or else the last sample. A stretch without samples longer than two and a half times their usual distance is a gap.
/// </summary>
internal static class HistoryMerge
{
    private const double GapFactor = 2.5;
    private const int CalmSteps = 5;

    public static ImmutableArray<HistoryPoint> Merge(Window window, ImmutableArray<ShownSample> shown, ImmutableArray<Sample> asked, bool hasBand)
    {
        var known = new SortedDictionary<long, HistoryPoint>();
        foreach (var step in shown.Where(item => IsIn(window, item.Sample.At)).GroupBy(item => StepOf(window, item.Sample.At)))
        {
            var picked = Pick(step);
            known[step.Key] = picked;
        }

        var seen = known.Keys.ToHashSet();
        foreach (var sample in asked.Where(item => IsIn(window, item.At)))
        {
            var step = StepOf(window, sample.At);
            // A shown sample a second early or late leaves no room for another truth between its neighbours.
            if (!seen.Contains(step) && !(seen.Contains(step - 1) && seen.Contains(step + 1)))
                known[step] = new(sample.At, sample.Value, sample.Volume, null, null);
        }

        return AddGaps(window, [.. known.Values.OrderBy(point => point.At)], hasBand);
    }

    /// <summary>Is there a shown sample for every step, so that the source need not be asked?</summary>
    public static bool Covers(Window window, ImmutableArray<ShownSample> shown)
    {
        var steps = shown.Select(item => StepOf(window, item.Sample.At)).ToHashSet();
        var last = StepOf(window, window.To);
        for (var step = StepOf(window, window.From) + 1; step < last; step++)
            if (!steps.Contains(step))
                return false;
        return steps.Count > 0;
    }

    /// <summary>Averages of a few steps each, so that a second line stays quiet beside the first; gaps stay gaps.</summary>
    public static ImmutableArray<PastValue> Calm(ImmutableArray<HistoryPoint> points, TimeSpan step)
    {
        var calm = ImmutableArray.CreateBuilder<PastValue>();
        foreach (var group in points.GroupBy(point => point.At.UtcTicks / (CalmSteps * step.Ticks)))
        {
            var values = group.Where(point => point.Value is not null).Select(point => point.Value!.Value).ToArray();
            var middle = new DateTimeOffset((long)group.Average(point => point.At.UtcTicks), TimeSpan.Zero);
            calm.Add(new(middle, values.Length == 0 ? null : values.Average()));
        }

        return calm.ToImmutable();
    }

    private static HistoryPoint Pick(IEnumerable<ShownSample> step)
    {
        var worst = step.MaxBy(item => Weight(item.State))!.State;
        var rivals = step.Where(item => item.State == worst).ToArray();
        var kept = rivals.Where(item => Beyond(item) > 0).MaxBy(Beyond) ?? rivals[^1];
        return new(kept.Sample.At, kept.Sample.Value, kept.Sample.Volume, kept.Band, worst);
    }

    private static double Beyond(ShownSample item) =>
        item.Band?.CrossedLimit(item.Sample.Value) is { } limit ? Math.Abs(item.Sample.Value - limit) : 0;

    private static int Weight(TileState state) => state switch
    {
        TileState.Off => 6,
        TileState.Watch => 5,
        TileState.Stale => 4,
        TileState.Held => 3,
        TileState.TooFew => 2,
        TileState.Learning => 1,
        _ => 0,
    };

    private static ImmutableArray<HistoryPoint> AddGaps(Window window, List<HistoryPoint> known, bool hasBand)
    {
        var most = LongestDistance(window, known);
        var points = ImmutableArray.CreateBuilder<HistoryPoint>(known.Count + 16);
        HistoryPoint? before = null;
        foreach (var point in known)
        {
            var from = before?.At ?? window.From - window.Step;
            if (point.At - from > most)
                points.AddRange(Gap(window, from, point.At, before?.Volume ?? point.Volume, hasBand));
            points.Add(point);
            before = point;
        }

        if (before is not { } last)
            return hasBand ? [.. Gap(window, window.From - window.Step, window.To + window.Step, null, hasBand)] : [];
        if (window.To - last.At > most)
            points.AddRange(Gap(window, last.At, window.To + window.Step, last.Volume, hasBand));
        return points.ToImmutable();
    }

    /// <summary>The steps strictly between two moments, all of them where there is a band to draw; one at least, so that lines break.</summary>
    private static IEnumerable<HistoryPoint> Gap(Window window, DateTimeOffset after, DateTimeOffset before, double? volume, bool hasBand)
    {
        var broken = false;
        for (var step = StepOf(window, after) + 1; StartOf(window, step) is var at && at < before; step++)
        {
            if (at <= after || !IsIn(window, at))
                continue;
            if (broken && !hasBand)
                continue;
            broken = true;
            yield return new(at, null, volume, null, null);
        }
    }

    private static TimeSpan LongestDistance(Window window, List<HistoryPoint> known)
    {
        if (known.Count < 2)
            return window.Step * GapFactor;
        var distances = known.Skip(1).Zip(known, (later, earlier) => later.At - earlier.At).Order().ToArray();
        var usual = distances[distances.Length / 2];
        return (usual > window.Step ? usual : window.Step) * GapFactor;
    }

    private static bool IsIn(Window window, DateTimeOffset at) => at >= window.From && at <= window.To;

    private static long StepOf(Window window, DateTimeOffset at) => at.UtcTicks / window.Step.Ticks;

    private static DateTimeOffset StartOf(Window window, long step) => new(step * window.Step.Ticks, TimeSpan.Zero);
}
