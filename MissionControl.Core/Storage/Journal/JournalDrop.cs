using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.People;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// Takes the entries of an exported segment out of the database, once the file was found to hold exactly those. The end of the segment is
/// kept, and its sealing is an entry of its own: all in one transaction, which the database's triggers let pass only so.
/// </summary>
internal static class JournalDrop
{
    // A year of entries takes its time to go.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Everything that keeps it from being dropped; empty when it is done.</summary>
    public static async Task<ImmutableArray<JournalFault>> RunAsync(
        IDbContextFactory<MissionContext> contexts, SingleWriter writer, SegmentFile segment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var faults = await CompareAsync(context, segment, cancellationToken);
            if (!faults.IsEmpty)
                return faults;
        }

        await writer.WriteAsync((context, cancellation) => SealAsync(context, segment.Manifest, now, cancellation), cancellationToken);
        return [];
    }

    private static async Task<ImmutableArray<JournalFault>> CompareAsync(MissionContext context, SegmentFile segment, CancellationToken cancellationToken)
    {
        var manifest = segment.Manifest;
        var end = await SealedJournal.EndAsync(context, cancellationToken);
        if (manifest.First != end.Sequence + 1)
            return [new(manifest.First, $"the segment begins with entry {manifest.First}, and the journal is sealed up to {end.Sequence}: segments are dropped in their order, each once")];
        if (manifest.PreviousHash != Convert.ToHexStringLower(end.Hash))
            return [new(manifest.First, "the segment does not continue this journal")];
        await using var rows = context.Set<JournalRow>().AsNoTracking().Where(row => row.Sequence >= manifest.First && row.Sequence <= manifest.Last)
            .OrderBy(row => row.Sequence).AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
        var different = ImmutableArray.CreateBuilder<JournalFault>();
        var faults = await segment.CheckAsync(
            async entry =>
            {
                // The hash of each was computed anew over all that it holds: the same hash is the same entry.
                if (different.Count == 0 && (!await rows.MoveNextAsync() || !Same(rows.Current, entry)))
                    different.Add(new(entry.Sequence, "the entry in the database is not the one in the file"));
            },
            cancellationToken);
        return faults.IsEmpty ? different.ToImmutable() : faults;
    }

    private static bool Same(JournalRow kept, JournalRow exported) =>
        kept.Sequence == exported.Sequence && kept.Hash.AsSpan().SequenceEqual(exported.Hash) && JournalHash.Of(kept).AsSpan().SequenceEqual(exported.Hash);

    private static async Task<JournalEntry> SealAsync(MissionContext context, SegmentManifest manifest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(Patience);
        var (hash, file) = (Convert.FromHexString(manifest.Hash), Convert.FromHexString(manifest.Sha256));
        var entry = await JournalWriter.AppendAsync(
            context, new(SealedJournal.Kind, "journal", Actor.System, now, SealedJournal.BodyOf(manifest.First, manifest.Last, hash, file)), cancellationToken);
        context.Add(new JournalSegmentRow
        {
            First = manifest.First,
            Last = manifest.Last,
            PreviousHash = Convert.FromHexString(manifest.PreviousHash),
            LastHash = hash,
            FileHash = file,
            SealedAt = now.ToUniversalTime(),
            SealedBy = entry.Sequence,
        });
        await context.SaveChangesAsync(cancellationToken);
        var gone = await context.Set<JournalRow>().Where(row => row.Sequence >= manifest.First && row.Sequence <= manifest.Last).ExecuteDeleteAsync(cancellationToken);
        return gone == manifest.Last - manifest.First + 1
            ? entry
            : throw new InvalidOperationException($"Of entries {manifest.First} to {manifest.Last} only {gone} were there to be dropped.");
    }
}
