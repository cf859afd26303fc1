using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>Pushed samples in the database. Thread-safe.</summary>
internal sealed class PushedSampleStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IPushedSampleStore, IThinned
{
    /// <summary>Younger samples are all kept; of older ones the last of each <see cref="Thinned"/>, which is what bands learn from.</summary>
    public static readonly TimeSpan Whole = TimeSpan.FromHours(48);

    private static readonly TimeSpan Thinned = TimeSpan.FromMinutes(5);

    public Task<ImmutableDictionary<string, DateTimeOffset>> SaveAsync(IReadOnlyList<PushedSample> samples, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var keys = await BpmKeys.ForAsync(context, samples.Select(static sample => sample.Bpm), cancellation);
            var before = await LatestAsync(context, [.. samples.Select(sample => keys[sample.Bpm]).Distinct()], cancellation);
            await using var upsert = new UpsertCommand(context, "PushedSamples", ["BpmKey", "Second"], ["Value", "Volume"]);
            foreach (var (bpm, sample) in samples)
                await upsert.ExecuteAsync([keys[bpm], sample.At.ToUnixTimeSeconds(), sample.Value, sample.Volume], cancellation);
            return keys.Where(pair => before.ContainsKey(pair.Value)).ToImmutableDictionary(static pair => pair.Key, pair => DateTimeOffset.FromUnixTimeSeconds(before[pair.Value]));
        },
        cancellationToken);

    public async Task<ImmutableArray<Sample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (first, last) = (Up(from), to.ToUnixTimeSeconds());
        var rows = await RowsOf(context, bpm).Where(row => row.Second >= first && row.Second <= last).OrderBy(row => row.Second).ToArrayAsync(cancellationToken);
        return [.. rows.Select(SampleOf)];
    }

    public async Task<Sample?> ReadLatestAsync(string bpm, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var last = at.ToUnixTimeSeconds();
        return await RowsOf(context, bpm).Where(row => row.Second <= last).OrderByDescending(row => row.Second).FirstOrDefaultAsync(cancellationToken) is { } row ? SampleOf(row) : null;
    }

    public async Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gone = 0;
        var (forgotten, step) = ((now - PushRules.Kept).ToUnixTimeSeconds(), (long)Thinned.TotalSeconds);
        // Only whole steps are thinned, so that one is never judged while part of it is still to be kept.
        var whole = (now - Whole).ToUnixTimeSeconds() / step * step;
        foreach (var key in await KeysAsync(cancellationToken))
        {
            gone += await writer.WriteAsync(
                async (context, cancellation) =>
                {
                    var rows = context.Set<PushedRow>().Where(row => row.BpmKey == key);
                    var old = await rows.Where(row => row.Second < forgotten).ExecuteDeleteAsync(cancellation);
                    return old + await rows.Where(row => row.Second < whole && rows.Any(later =>
                        later.Second > row.Second && later.Second < row.Second + step && later.Second < whole && later.Second / step == row.Second / step))
                        .ExecuteDeleteAsync(cancellation);
                },
                cancellationToken);
        }

        return gone;
    }

    private async Task<int[]> KeysAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<PushedRow>().Select(row => row.BpmKey).Distinct().ToArrayAsync(cancellationToken);
    }

    private static async Task<Dictionary<int, long>> LatestAsync(MissionContext context, int[] keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, long>();
        foreach (var key in keys)
            if (await context.Set<PushedRow>().Where(row => row.BpmKey == key).MaxAsync(row => (long?)row.Second, cancellationToken) is { } latest)
                found[key] = latest;
        return found;
    }

    private static IQueryable<PushedRow> RowsOf(MissionContext context, string bpm) =>
        context.Set<BpmRow>().Where(row => row.Id == bpm).SelectMany(row => context.Set<PushedRow>().Where(sample => sample.BpmKey == row.Key)).AsNoTracking();

    private static Sample SampleOf(PushedRow row) => new(DateTimeOffset.FromUnixTimeSeconds(row.Second), row.Value, row.Volume);

    private static long Up(DateTimeOffset at) => at.ToUnixTimeSeconds() + (at.UtcTicks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);
}
