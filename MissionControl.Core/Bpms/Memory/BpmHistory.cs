using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>The past of a BPM, from what we showed and from its source. Thread-safe.</summary>
public sealed partial class BpmHistory
{
    /// <summary>A page waits no longer than this for a source.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LongestCalmStep = TimeSpan.FromMinutes(10);

    private readonly ISampleStore _store;
    private readonly ISources _sources;
    private readonly BandBook _bands;
    private readonly TimeProvider _clock;
    private readonly ILogger<BpmHistory> _logger;
    private readonly HistoryCache _cache;

    internal BpmHistory(ISampleStore store, ISources sources, BandBook bands, TimeProvider clock, ILogger<BpmHistory> logger)
    {
        (_store, _sources, _bands, _clock, _logger) = (store, sources, bands, clock, logger);
        _cache = new(clock);
    }

    /// <summary>
    /// What there is to show: failures of the source or of our own memory are words in the answer, not exceptions. Shared for a
    /// few seconds, so a live range may end that much earlier than asked.
    /// </summary>
    public Task<HistoryView> ReadAsync(Bpm bpm, HistoryRange range, CancellationToken cancellationToken) =>
        _cache.ReadAsync(bpm, range, () => ReadFreshAsync(bpm, range), cancellationToken);

    private async Task<HistoryView> ReadFreshAsync(Bpm bpm, HistoryRange range)
    {
        var step = HistoryRange.Nice(bpm.Interval > range.Step ? bpm.Interval : range.Step);
        var weekBefore = range.WeekBefore();
        var reading = ReadStretchAsync(bpm, new(range.From, range.To, step));
        var ghost = ReadStretchAsync(bpm, new(weekBefore.From, weekBefore.To, step));
        await Task.WhenAll(reading, ghost);
        var (present, past) = (await reading, await ghost);
        return new HistoryView
        {
            Bpm = bpm,
            Range = range,
            Step = step,
            Points = _bands.Draw(bpm, HistoryMerge.Merge(present.Window, present.Shown, present.Asked, _bands.Knows(bpm))),
            WeekBefore = [.. Ghost(bpm, past).Select(value => value with { At = value.At.AddDays(7) })],
            Note = present.Note,
            Error = present.Error,
        };
    }

    private static ImmutableArray<PastValue> Ghost(Bpm bpm, Stretch past)
    {
        var points = HistoryMerge.Merge(past.Window, past.Shown, past.Asked, hasBand: false);
        // The average of an age that falls back to nothing is an age nobody ever saw, and hours of averages would hide the day's rhythm.
        return bpm.Kind is BpmKind.Freshness || past.Window.Step > LongestCalmStep ? [.. points.Select(point => new PastValue(point.At, point.Value))] : HistoryMerge.Calm(points, past.Window.Step);
    }

    private async Task<Stretch> ReadStretchAsync(Bpm bpm, Window window)
    {
        // A store or source that answers at once would otherwise hold up the other stretch.
        await Task.Yield();
        var (shown, forgotten) = await ReadShownAsync(bpm, window);
        if (HistoryMerge.Covers(window, shown))
            return new(window, shown, [], null, null);
        var (asked, failure, warning) = await AskAsync(bpm, window);
        return (forgotten, failure) switch
        {
            (false, null) => new(window, shown, asked, warning, null),
            (true, null) => new(window, shown, asked, $"What was shown then cannot be read just now: this is what the source says today. {warning}".TrimEnd(), null),
            (false, { } why) when shown.Length > 0 => new(window, shown, asked, $"The source does not answer, so this is only what was shown here: {why}", null),
            (false, { } why) => new(window, shown, asked, null, $"The source does not answer, and nothing was shown here in this time: {why}"),
            (true, { } why) => new(window, shown, asked, null, $"Neither our own memory nor the source can be read just now: {why}"),
        };
    }

    private async Task<(ImmutableArray<ShownSample> Shown, bool Forgotten)> ReadShownAsync(Bpm bpm, Window window)
    {
        try
        {
            return (await _store.ReadAsync(bpm.Id, window.From, window.To, CancellationToken.None), false);
        }
#pragma warning disable CA1031 // The page shows what the source knows when our memory fails.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogNotRead(_logger, bpm.Id, problem);
            return ([], true);
        }
    }

    private async Task<(ImmutableArray<Sample> Samples, string? Failure, string? Warning)> AskAsync(Bpm bpm, Window window)
    {
        if (_sources.Find(bpm.Source) is not { } source)
            return ([], $"there is no source '{bpm.Source}' now.", null);
        using var patience = new CancellationTokenSource(Patience, _clock);
        try
        {
            var history = await source.ReadHistoryAsync(bpm, window, patience.Token).WaitAsync(patience.Token);
            return (
                history.Samples,
                history.Failure is { } failure ? EndSentence(failure.Detail) : null,
                history.Warning is { } warning ? "The source warns: " + EndSentence(warning) : null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return ([], $"it took longer than {Patience.TotalSeconds} s.", null);
        }
    }

    private static string EndSentence(string words) => words.TrimEnd().EndsWith('.') ? words.TrimEnd() : words.TrimEnd() + ".";

    private sealed record Stretch(Window Window, ImmutableArray<ShownSample> Shown, ImmutableArray<Sample> Asked, string? Note, string? Error);
}
