using System.Collections.Immutable;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>
/// Reads a BPM's past: what was shown, filled up from its source. Fifty people who look at the same stretch make one request:
/// answers are shared for a few seconds. Thread-safe.
/// </summary>
internal sealed class BpmHistory(ISampleStore store, ISources sources, BandBook bands, TimeProvider clock) : IBpmHistory
{
    private const int MostShared = 200;

    /// <summary>With this share of the steps filled by what was shown, the source has nothing to add.</summary>
    private const double Enough = 0.97;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, (DateTimeOffset Until, Task<HistoryView> View)> _shared = [];

    public Task<HistoryView> ReadAsync(Bpm bpm, HistoryRange range, CancellationToken cancellationToken)
    {
        // An end that moves with the time is the same question for a few seconds.
        var key = range.Pinned || range.Name is null ? new Key(bpm.Id, range.From, range.To) : new Key(bpm.Id + "/" + range.Name, default, default);
        var now = clock.GetUtcNow();
        Task<HistoryView> view;
        lock (_gate)
        {
            if (_shared.TryGetValue(key, out var known) && known.Until > now && !known.View.IsFaulted)
                return known.View.WaitAsync(cancellationToken);
            if (_shared.Count >= MostShared)
                foreach (var old in _shared.Where(entry => entry.Value.Until <= now).Select(static entry => entry.Key).ToList())
                    _shared.Remove(old);
            // For all who wait: one of them leaving must not end it. Sources and store have time limits of their own.
            view = ReadAsync(bpm, range);
            if (_shared.Count < MostShared)
                _shared[key] = (now + SharedFor, view);
        }

        return view.WaitAsync(cancellationToken);
    }

    private async Task<HistoryView> ReadAsync(Bpm bpm, HistoryRange range)
    {
        await Task.Yield();
        var before = range with { From = range.From - Week, To = range.To - Week };
        var present = ReadPointsAsync(bpm, range);
        var past = ReadPointsAsync(bpm, before);
        var (points, problem) = await present;
        var (ghost, _) = await past;
        var note = problem is null ? null
            : points.IsEmpty ? $"The past cannot be read: {problem}"
            : $"The source does not answer for the past ({problem}); this is what the board kept.";
        return new HistoryView(range, points, [.. ghost.Select(static point => point with { At = point.At + Week })], note);
    }

    private async Task<(ImmutableArray<HistoryPoint> Points, string? Problem)> ReadPointsAsync(Bpm bpm, HistoryRange range)
    {
        var shown = await store.ReadAsync(bpm.Id, range.From, range.To, CancellationToken.None);
        var history = HistoryMerge.Coverage(range, shown) >= Enough ? History.Of([])
            : sources.Find(bpm.Source) is { } source ? await source.ReadHistoryAsync(bpm, new Window(range.From, range.To, range.Step), CancellationToken.None)
            : History.Of(new Failure(FailureKind.Unreachable, $"the source {bpm.Source} is not ready"));
        var points = HistoryMerge.Merge(range, shown, history.Samples, sample => bands.LimitsFor(bpm, sample.At, sample.Volume));
        return (points, history.Failure is { Kind: not FailureKind.NoData } failure ? failure.Detail : null);
    }

    private readonly record struct Key(string Bpm, DateTimeOffset From, DateTimeOffset To);
}
