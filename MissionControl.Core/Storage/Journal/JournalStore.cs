using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>The journal in the database. Thread-safe.</summary>
internal sealed class JournalStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IJournal
{
    public Task<JournalEntry> AppendAsync(JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => JournalWriter.AppendAsync(context, fact, cancellation), cancellationToken);

    public async Task<ImmutableArray<JournalEntry>> ReadAfterAsync(long sequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<JournalRow>().AsNoTracking().Include(row => row.Address).Where(row => row.Sequence > sequence)
            .OrderBy(row => row.Sequence).Take(limit).ToArrayAsync(cancellationToken);
        return ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(rows, Entry));
    }

    public async Task<ImmutableArray<JournalFault>> VerifyAsync(CancellationToken cancellationToken) =>
        (await WalkAsync(cancellationToken)).Faults;

    /// <summary>As <see cref="VerifyAsync"/>, with what was walked.</summary>
    public async Task<JournalWalk> WalkAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SealedJournal.WalkAsync(context, folder: null, cancellationToken);
    }

    internal static JournalEntry Entry(JournalRow row) => new(
        row.Sequence,
        row.At,
        row.Kind,
        row.Subject,
        row.Actor,
        row.Body,
        [.. row.PreviousHash],
        [.. row.Hash])
    {
        From = row.Address?.Address,
    };
}
