using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>How a BPM went while an incident lasted, measured from what was shown of it.</summary>
public sealed record BpmCourse
{
    private static readonly TimeSpan ShortestStand = TimeSpan.FromMinutes(5);

    public required Bpm Bpm { get; init; }

    /// <summary>Values that lie within the time in which people were hurt.</summary>
    public required int Measured { get; init; }

    /// <summary>People or transactions missing (negative) or too many while they were hurt; <see langword="null"/> where the BPM does not count, or nothing was seen.</summary>
    public Impact? Impact { get; init; }

    /// <summary>The farthest outside its band, on the side that hurts where only one does; <see langword="null"/> when it never was.</summary>
    public HistoryPoint? Worst { get; init; }

    /// <summary>The first value of the first time that it was off, else that it was outside on the side that hurts while people were hurt, UTC; <see langword="null"/>: it never was.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>It moved, and came back before it was shown as off.</summary>
    public bool WasOnlyWatched { get; init; }

    /// <summary>It was off already when we began to look, half an hour before.</summary>
    public bool WasOffBefore { get; init; }

    /// <summary>What is missing in what could be read; <see langword="null"/> when nothing is.</summary>
    public string? Note { get; init; }

    /// <param name="view">From some time before it hurt to the end.</param>
    /// <param name="from">Since when people were hurt.</param>
    /// <param name="to">Until when.</param>
    public static BpmCourse Of(HistoryView view, DateTimeOffset from, DateTimeOffset to)
    {
        var hurt = view.Points.Where(point => point.Value is not null && point.At >= from && point.At <= to).ToArray();
        var outside = HistorySummary.Of(view).Outside;
        var off = outside.FirstOrDefault(static stretch => stretch.WasOff);
        // A moment outside long before is noise; one while people were hurt is not.
        var moved = off ?? outside.FirstOrDefault(stretch => stretch.To >= from && stretch.From <= to
            && view.Points.Any(point => point.At >= stretch.From && point.At <= stretch.LastSample && Beyond(view.Bpm, point) > 0));
        return new()
        {
            Bpm = view.Bpm,
            Measured = hurt.Length,
            Impact = ImpactOf(view, from, to),
            Worst = hurt.Where(point => Beyond(view.Bpm, point) > 0).Select(static point => (HistoryPoint?)point).MaxBy(point => Beyond(view.Bpm, point!.Value)),
            MovedAt = moved?.From,
            WasOnlyWatched = off is null && moved is not null,
            WasOffBefore = off is not null && view.Points.FirstOrDefault(static point => point.Value is not null).At == off.From,
            Note = view.Error ?? view.Note,
        };
    }

    /// <summary>What could not be read at all.</summary>
    public static BpmCourse Unread(Bpm bpm, string why) => new() { Bpm = bpm, Measured = 0, Note = why };

    private static Impact? ImpactOf(HistoryView view, DateTimeOffset from, DateTimeOffset to)
    {
        Impact? sum = null;
        var longest = view.Step > ShortestStand ? view.Step : ShortestStand;
        var last = from;
        foreach (var point in view.Points)
        {
            if (point.At < from || point.At > to || point.Value is not { } value)
                continue;
            // Nobody knows what was in a long gap: a value stands for no more of it than the usual distance.
            var since = point.At - last < longest ? point.At - last : longest;
            last = point.At;
            if (point.Band is { } band && ImpactRules.Of(view.Bpm, new(point.At, value, point.Volume), band, since) is { } more)
                sum = (sum ?? default) + more;
        }

        return sum;
    }

    private static double Beyond(Bpm bpm, HistoryPoint point) => (point.Band, bpm.Hurts) switch
    {
        (null, _) => 0,
        ({ } band, Direction.Below) => band.Lower - point.Value ?? 0,
        ({ } band, Direction.Above) => point.Value - band.Upper ?? 0,
        ({ } band, _) => Math.Max(band.Lower - point.Value ?? 0, point.Value - band.Upper ?? 0),
    };
}
