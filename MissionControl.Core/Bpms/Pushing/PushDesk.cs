using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Pushing;

/// <summary>The one door for pushed samples: checked, saved, then shown at once. Thread-safe.</summary>
public sealed class PushDesk
{
    private static readonly TimeSpan Recent = TileCell.Shown;
    private readonly DefinitionsFeed _definitions;
    private readonly ISources _sources;
    private readonly IPushedSampleStore _store;
    private readonly BoardInbox _inbox;
    private readonly TimeProvider _clock;

    internal PushDesk(DefinitionsFeed definitions, ISources sources, IPushedSampleStore store, BoardInbox inbox, TimeProvider clock) =>
        (_definitions, _sources, _store, _inbox, _clock) = (definitions, sources, store, inbox, clock);

    /// <summary>Is the catalog read? Before that nobody can say whose samples are welcome.</summary>
    public bool IsReady => _definitions.Current.Version > 0;

    /// <summary>Answers every problem; empty when all are saved. A store that fails is an exception.</summary>
    public async Task<ImmutableArray<FieldProblem>> TakeAsync(IReadOnlyList<PushedDraft> drafts, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var bpms = _definitions.Current.Definitions.Bpms.ToDictionary(static bpm => bpm.Id, StringComparer.Ordinal);
        var (samples, problems) = PushRules.Check(drafts, id => Find(id, bpms), now);
        if (problems.Length > 0)
            return problems;
        var before = await _store.SaveAsync(samples, cancellationToken);
        foreach (var pushed in samples.GroupBy(static sample => sample.Bpm, StringComparer.Ordinal))
            await ShowAsync(bpms[pushed.Key], InOrder(pushed), before.GetValueOrDefault(pushed.Key), now);
        return [];
    }

    private (Bpm? Bpm, string Why) Find(string id, Dictionary<string, Bpm> bpms)
    {
        if (!bpms.TryGetValue(id, out var bpm))
            return (null, $"There is no BPM '{OneLine.Of(id, 64)}'{DidYouMean.Hint(id, [.. bpms.Values.Where(IsPushed).Select(static known => known.Id)])}");
        return IsPushed(bpm) ? (bpm, "") : (null, $"The BPM '{id}' is not pushed to: its source is '{bpm.Source}', which is asked.");
    }

    private bool IsPushed(Bpm bpm) => _sources.Find(bpm.Source) is IPushedSource;

    /// <summary>What is newer than all before is taken as read; anything else changes what was, so the past is told anew.</summary>
    private async Task ShowAsync(Bpm bpm, ImmutableArray<Sample> samples, DateTimeOffset before, DateTimeOffset now)
    {
        if (bpm.Kind is BpmKind.Freshness)
        {
            // An age grows by itself: what it is now, the source says.
            if (_sources.Find(bpm.Source) is { } source)
                await source.ReadLatestAsync([bpm], Post, CancellationToken.None);
        }
        else if (samples[0].At > before)
        {
            foreach (var sample in samples.Where(sample => sample.At >= now - Recent))
                Post(bpm, Reading.Of(sample));
        }
        else if (samples[^1].At >= now - Recent)
        {
            // Saved already, so the answer does not hang on this; whoever sent it may have left.
            _inbox.Post(new BoardFact.Past(bpm, await _store.ReadAsync(bpm.Id, now - Recent, now + PushRules.Ahead, CancellationToken.None)));
        }
    }

    /// <summary>Of two of one second the later one in the list holds, as it does in the store.</summary>
    private static ImmutableArray<Sample> InOrder(IEnumerable<PushedSample> pushed) =>
        [.. pushed.Select(static one => one.Sample).GroupBy(static sample => sample.At).Select(static same => same.Last()).OrderBy(static sample => sample.At)];

    private void Post(Bpm bpm, Reading reading) => _inbox.Post(new BoardFact.Read(bpm, reading));
}
