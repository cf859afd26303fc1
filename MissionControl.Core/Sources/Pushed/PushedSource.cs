using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Pushed;

/// <summary>Samples that applications and batch jobs push, out of our own table. Asks nobody, so what it lacks was not sent. Thread-safe.</summary>
internal sealed class PushedSource(string id, IPushedSampleStore store, TimeProvider clock) : IPushedSource
{
    private const string Never = "nothing has been pushed yet; POST /api/v1/samples feeds it";
    private const string Late = "nothing new has been pushed";

    public string Id { get; } = id;

    public async Task ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken)
    {
        foreach (var bpm in due)
            report(bpm, await ReadLatestAsync(bpm, cancellationToken));
    }

    public async Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken)
    {
        if (bpm.Kind is not BpmKind.Freshness)
            return History.Of(OnePerStep(await store.ReadAsync(bpm.Id, window.From, window.To, cancellationToken), window.Step));
        var before = await store.ReadLatestAsync(bpm.Id, window.From, cancellationToken);
        var samples = await store.ReadAsync(bpm.Id, window.From, window.To, cancellationToken);
        return History.Of(Ages(before is { } last ? samples.Insert(0, last) : samples, window, clock.GetUtcNow()));
    }

    private async Task<Reading> ReadLatestAsync(Bpm bpm, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await store.ReadLatestAsync(bpm.Id, now + PushRules.Ahead, cancellationToken) is not { } latest)
            return Reading.Of(new Failure(FailureKind.NoData, Never));
        if (bpm.Kind is BpmKind.Freshness)
            return Reading.Of(new Sample(now, Math.Max(0, latest.Value + (now - latest.At).TotalSeconds), latest.Volume));
        return now - latest.At > TileRules.StaleAfter(bpm) ? Reading.Of(new Failure(FailureKind.NoData, Late)) : Reading.Of(latest);
    }

    /// <summary>The last of each step, as it was pushed.</summary>
    private static ImmutableArray<Sample> OnePerStep(ImmutableArray<Sample> samples, TimeSpan step)
    {
        var kept = ImmutableArray.CreateBuilder<Sample>();
        foreach (var sample in samples)
            if (kept.Count > 0 && kept[^1].At.UtcTicks / step.Ticks == sample.At.UtcTicks / step.Ticks)
                kept[^1] = sample;
            else
                kept.Add(sample);
        return kept.ToImmutable();
    }

    /// <summary>How old the last success was at each whole step.</summary>
    private static ImmutableArray<Sample> Ages(ImmutableArray<Sample> pushed, Window window, DateTimeOffset now)
    {
        var ages = ImmutableArray.CreateBuilder<Sample>();
        var next = 0;
        for (var at = new DateTimeOffset(window.From.UtcTicks / window.Step.Ticks * window.Step.Ticks, TimeSpan.Zero); at <= window.To && at <= now; at += window.Step)
        {
            while (next < pushed.Length && pushed[next].At <= at)
                next++;
            if (next > 0 && at >= window.From)
                ages.Add(new(at, pushed[next - 1].Value + (at - pushed[next - 1].At).TotalSeconds));
        }

        return ages.ToImmutable();
    }
}
