using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>Learned baselines in the database. Thread-safe.</summary>
internal sealed class BaselineStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IBaselineStore
{
    public Task SaveAsync(IReadOnlyList<StoredBaseline> baselines, CancellationToken cancellationToken) =>
        baselines.Count == 0 ? Task.CompletedTask : writer.WriteAsync(
            async (context, cancellation) =>
            {
                await using var upsert = new UpsertCommand(context, "Baselines", ["Bpm"], ["Definition", "LearnedAt", "Body"]);
                foreach (var (bpm, definition, learnedAt, body) in baselines)
                {
                    await upsert.ExecuteAsync([bpm, definition, context.Dialect.Moment(learnedAt), body.ToArray()], cancellation);
                }

                return baselines.Count;
            },
            cancellationToken);

    public async Task<ImmutableArray<StoredBaseline>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<BaselineRow>().AsNoTracking().OrderBy(row => row.Bpm).ToArrayAsync(cancellationToken);
        return ImmutableCollectionsMarshal.AsImmutableArray(
            Array.ConvertAll(rows, row => new StoredBaseline(row.Bpm, row.Definition, row.LearnedAt, row.Body)));
    }
}
