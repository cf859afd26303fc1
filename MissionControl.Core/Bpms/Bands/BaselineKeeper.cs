using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Sees to it that every BPM has a band and a recent past: from the database at once, from its source's last weeks where
/// the database has none, and again every few hours. Off the hot path: the board goes on meanwhile.
/// </summary>
internal sealed partial class BaselineKeeper(
    DefinitionsFeed definitions, ISources sources, BandBook bands, StretchBook stretches, IBaselineStore baselines, ISampleStore samples, BoardInbox inbox, TimeProvider clock, ILogger<BaselineKeeper> logger)
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
        while (true)
        {
            var (running, declared) = (definitions.Current, stretches.Current);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var keeping = KeepAsync(running.Definitions, declared, round.Token);
            // Another catalog, or a stretch marked or taken back: what that concerns is learned again.
            await Task.WhenAny(definitions.NextAsync(running.Version, round.Token), stretches.NextAsync(declared.Version, round.Token));
            await round.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task KeepAsync(Definitions running, DeclaredStretches declared, CancellationToken cancellationToken)
    {
        bands.KeepOnly(running.Bpms);
        var plans = running.Bpms.ToDictionary(bpm => bpm.Id, bpm => PlanOf(bpm, running, declared));
        var known = await RememberAsync(running, plans, cancellationToken);
        using var slots = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(running.Bpms.Select(bpm => KeepAsync(bpm, plans[bpm.Id], known.GetValueOrDefault(bpm.Id), slots, cancellationToken)));
    }

    /// <summary>What the database knows: when each BPM was last learned, with bands and the recent past put back.</summary>
    private async Task<Dictionary<string, DateTimeOffset>> RememberAsync(
        Definitions running, Dictionary<string, Plan?> plans, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, DateTimeOffset>();
        try
        {
            foreach (var stored in await baselines.ReadAllAsync(cancellationToken))
                if (running.FindBpm(stored.Bpm) is { } bpm && plans[bpm.Id] is { } own && stored.Definition == own.Definition
                    && Baseline.FromBytes(stored.Body.Span) is { } baseline)
                {
                    bands.Put(bpm, baseline, own.Rules);
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

    private async Task KeepAsync(Bpm bpm, Plan? plan, DateTimeOffset? learnedAt, SemaphoreSlim slots, CancellationToken cancellationToken)
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
                    learnedAt = await LearnAsync(bpm, plan, cancellationToken) ? clock.GetUtcNow() : learnedAt;
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

    private async Task<bool> LearnAsync(Bpm bpm, Plan? plan, CancellationToken cancellationToken)
    {
        if (plan is null)
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

        var usual = history.Samples.RemoveAll(sample => plan.Exceptions.Any(stretch => stretch.Covers(sample.At)));
        var baseline = BaselineLearner.DaysIn(usual) < BaselineLearner.DaysNeeded(plan.Rules.Kind) - 0.5
            ? null
            : await Task.Run(() => BaselineLearner.Learn(plan.Rules, usual.AsSpan(), marked: history.Samples.Length - usual.Length), cancellationToken);
        if (baseline is null)
        {
            bands.PutProgress(bpm, BaselineLearner.DaysIn(usual));
            inbox.Post(new BoardFact.Learned(bpm));
            return false;
        }

        bands.Put(bpm, baseline, plan.Rules);
        inbox.Post(new BoardFact.Learned(bpm));
        await baselines.SaveAsync([new StoredBaseline(bpm.Id, plan.Definition, now, baseline.ToBytes())], cancellationToken);
        return true;
    }

    private Plan? PlanOf(Bpm bpm, Definitions running, DeclaredStretches declared)
    {
        var now = clock.GetUtcNow();
        ImmutableArray<Stretch> exceptions = [.. declared.For(bpm.Id).Where(stretch => stretch.IsException && stretch.Overlaps(now - Learned, now))];
        return BandBook.RulesOf(bpm, running.Organisation.Zone, running.Holidays, declared.NewNormalAt(bpm.Id, now)?.From) is { } rules
            ? new(rules, exceptions, BandBook.DefinitionOf(bpm, rules, exceptions))
            : null;
    }

    /// <param name="Rules">How it is learned.</param>
    /// <param name="Exceptions">What of its history does not count.</param>
    /// <param name="Definition">A fingerprint of both.</param>
    private sealed record Plan(LearningRules Rules, ImmutableArray<Stretch> Exceptions, string Definition);
}
