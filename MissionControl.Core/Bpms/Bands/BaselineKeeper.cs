using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Sees to it that every BPM has a band and a recent past: from the database at once, from its source's last weeks where
/// the database has none, and again every few hours. Off the hot path: the board goes on meanwhile.
/// </summary>
internal sealed partial class BaselineKeeper(
    DefinitionsFeed definitions, ISources sources, BandBook bands, IBaselineStore baselines, ISampleStore samples, BoardInbox inbox, TimeProvider clock, ILogger<BaselineKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(3);
    private static readonly TimeSpan Learned = TimeSpan.FromDays(35);
    private static readonly TimeSpan LearnEvery = TimeSpan.FromHours(6);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);

    /// <summary>Histories read at one time, over all sources: learning is in no hurry.</summary>
    private const int AtOnce = 3;

    private readonly DepartureFinder _departures = new(samples);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = definitions.Current;
        while (true)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var keeping = KeepAsync(running.Definitions, round.Token);
            running = await definitions.NextAsync(running.Version, stoppingToken);
            await round.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync(Definitions running, CancellationToken cancellationToken)
    {
        bands.KeepOnly(running.Bpms);
        var rules = running.Bpms.ToDictionary(bpm => bpm.Id, bpm => BandBook.RulesOf(bpm, running.Organisation.Zone, running.Holidays));
        var known = await RememberAsync(running, rules, cancellationToken);
        using var slots = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(running.Bpms.Select(bpm => KeepAsync(bpm, rules[bpm.Id], known.GetValueOrDefault(bpm.Id), slots, cancellationToken)));
    }

    /// <summary>What the database knows: when each BPM was last learned, with bands and the recent past put back.</summary>
    private async Task<Dictionary<string, DateTimeOffset>> RememberAsync(
        Definitions running, Dictionary<string, LearningRules?> rules, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, DateTimeOffset>();
        try
        {
            foreach (var stored in await baselines.ReadAllAsync(cancellationToken))
                if (running.FindBpm(stored.Bpm) is { } bpm && rules[bpm.Id] is { } own && stored.Definition == BandBook.DefinitionOf(bpm, own)
                    && Baseline.FromBytes(stored.Body.Span) is { } baseline)
                {
                    bands.Put(bpm, baseline, own);
                    known[bpm.Id] = stored.LearnedAt;
                }

            var past = await samples.ReadAllSinceAsync(clock.GetUtcNow() - Recent, cancellationToken);
            foreach (var bpm in running.Bpms)
                if (past.TryGetValue(bpm.Id, out var shown) && bands.Knows(bpm))
                    inbox.Post(new BoardFact.Past(bpm, [.. shown.Select(static item => item.Sample)]) { Older = await _departures.FindAsync(bpm, shown, cancellationToken) });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of a loop: without the database everything is learned from the sources, as on a first start.
            LogForgotten(logger, failure);
        }

        return known;
    }

    private async Task KeepAsync(Bpm bpm, LearningRules? rules, DateTimeOffset? learnedAt, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        var pause = FirstRetry;
        var filled = false;
        while (true)
        {
            if (learnedAt is { } last && last + LearnEvery > clock.GetUtcNow() && filled)
            {
                await Task.Delay(last + LearnEvery - clock.GetUtcNow(), clock, cancellationToken);
                continue;
            }

            await slots.WaitAsync(cancellationToken);
            try
            {
                filled |= await FillAsync(bpm, cancellationToken);
                if (learnedAt is null || learnedAt + LearnEvery <= clock.GetUtcNow())
                    learnedAt = await LearnAsync(bpm, rules, cancellationToken) ? clock.GetUtcNow() : learnedAt;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The edge of a loop: one BPM's trouble is not the others'.
                LogUnlearned(logger, failure, bpm.Id);
            }
            finally
            {
                slots.Release();
            }

            var done = filled && learnedAt is { } at && at + LearnEvery > clock.GetUtcNow();
            pause = done ? FirstRetry : pause * 2 < LastRetry ? pause * 2 : LastRetry;
            if (!done)
                await Task.Delay(pause, clock, cancellationToken);
        }
    }

    /// <summary>The last hours for the sparkline, and for what state the tile is in since when.</summary>
    private async Task<bool> FillAsync(Bpm bpm, CancellationToken cancellationToken)
    {
        if (sources.Find(bpm.Source) is not { } source)
            return false;
        var now = clock.GetUtcNow();
        var history = await source.ReadHistoryAsync(bpm, new Window(now - Recent, now, TimeSpan.FromMinutes(1)), cancellationToken);
        if (history.Failure is { Kind: not FailureKind.NoData })
            return false;
        if (history.Samples.Length > 0)
            inbox.Post(new BoardFact.Past(bpm, history.Samples));
        return true;
    }

    private async Task<bool> LearnAsync(Bpm bpm, LearningRules? rules, CancellationToken cancellationToken)
    {
        if (rules is null)
            return true;
        if (sources.Find(bpm.Source) is not { } source)
            return false;
        var now = clock.GetUtcNow();
        var history = await source.ReadHistoryAsync(bpm, new Window(now - Learned, now, Step), cancellationToken);
        if (history.Failure is { } failure)
        {
            LogNoHistory(logger, bpm.Id, failure.Kind, failure.Detail);
            return false;
        }

        var baseline = BaselineLearner.DaysIn(history.Samples) < BaselineLearner.DaysNeeded(rules.Kind) - 0.5
            ? null
            : await Task.Run(() => BaselineLearner.Learn(rules, history.Samples.AsSpan()), cancellationToken);
        if (baseline is null)
        {
            bands.PutProgress(bpm, BaselineLearner.DaysIn(history.Samples));
            inbox.Post(new BoardFact.Learned(bpm));
            return false;
        }

        bands.Put(bpm, baseline, rules);
        inbox.Post(new BoardFact.Learned(bpm));
        await baselines.SaveAsync([new StoredBaseline(bpm.Id, BandBook.DefinitionOf(bpm, rules), now, baseline.ToBytes())], cancellationToken);
        return true;
    }
}
