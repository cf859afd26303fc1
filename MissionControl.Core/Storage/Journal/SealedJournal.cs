using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>What is sealed, as the database records it, and whether that is sound.</summary>
internal static class SealedJournal
{
    /// <summary>The kind of the entry that records a segment in the chain itself. The database's triggers know it too.</summary>
    public const string Kind = "journal.sealed";

    /// <summary>Where the entries that are still in the table go on from.</summary>
    public static async Task<ChainLink> EndAsync(MissionContext context, CancellationToken cancellationToken) =>
        await context.Set<JournalSegmentRow>().AsNoTracking().OrderByDescending(row => row.First).FirstOrDefaultAsync(cancellationToken) is { } last
            ? new(last.Last, last.LastHash)
            : ChainLink.Beginning;

    /// <summary>What the chain says of a segment.</summary>
    public static JsonObject BodyOf(long first, long last, byte[] hash, byte[] file) => new()
    {
        ["file"] = Convert.ToHexStringLower(file),
        ["first"] = first,
        ["hash"] = Convert.ToHexStringLower(hash),
        ["last"] = last,
    };

    /// <summary>Walks all of it: the sealed segments by their records (with a folder, by their files too), then the entries in the table.</summary>
    /// <param name="folder">Where the exported segments lie; <see langword="null"/> when they are not at hand.</param>
    public static async Task<JournalWalk> WalkAsync(MissionContext context, string? folder, CancellationToken cancellationToken)
    {
        var segments = await context.Set<JournalSegmentRow>().AsNoTracking().OrderBy(row => row.First).ToArrayAsync(cancellationToken);
        var faults = ImmutableArray.CreateBuilder<JournalFault>();
        var seals = new Dictionary<long, JournalRow>();
        var end = ChainLink.Beginning;
        foreach (var segment in segments)
        {
            if (segment.First != end.Sequence + 1 || segment.Last < segment.First || !segment.PreviousHash.AsSpan().SequenceEqual(end.Hash))
                faults.Add(new(segment.First, "the record of the sealed segment does not continue the one before it"));
            if (folder is not null)
                faults.AddRange(await CheckFileAsync(folder, segment, row => Keep(seals, row), cancellationToken));
            end = new(segment.Last, segment.LastHash);
        }

        var chain = new JournalChain(end);
        var rows = context.Set<JournalRow>().AsNoTracking().Include(row => row.Address).OrderBy(row => row.Sequence).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            chain.Take(row);
            Keep(seals, row);
        }

        faults.AddRange(segments.Select(segment => CheckSeal(segment, seals, end, hasFiles: folder is not null)).OfType<JournalFault>());
        var walk = chain.End();
        return walk with
        {
            Faults = [.. faults.Concat(walk.Faults).OrderBy(static fault => fault.Sequence).Take(JournalChain.MostFaults)],
            Sealed = end.Sequence,
            Files = folder is null ? 0 : segments.Length,
        };
    }

    private static void Keep(Dictionary<long, JournalRow> seals, JournalRow row)
    {
        if (row.Kind == Kind)
            seals[row.Sequence] = row;
    }

    // A segment whose own record lies in a later sealed segment can be checked only with the files.
    private static JournalFault? CheckSeal(JournalSegmentRow segment, Dictionary<long, JournalRow> seals, ChainLink end, bool hasFiles)
    {
        if (seals.GetValueOrDefault(segment.SealedBy) is { } seal)
            return seal.Body == CanonicalJson.Of(BodyOf(segment.First, segment.Last, segment.LastHash, segment.FileHash))
                ? null
                : new(segment.SealedBy, $"the entry tells of another segment than the record of entries {segment.First} to {segment.Last}");
        return segment.SealedBy <= end.Sequence && !hasFiles
            ? null
            : new(segment.SealedBy, $"there is no entry that tells of sealing entries {segment.First} to {segment.Last}");
    }

    private static async Task<ImmutableArray<JournalFault>> CheckFileAsync(string folder, JournalSegmentRow segment, Action<JournalRow> take, CancellationToken cancellationToken)
    {
        var (file, problem) = await SegmentFile.OpenAsync(Path.Combine(folder, SegmentManifest.ManifestName(segment.First, segment.Last)), cancellationToken);
        if (file is null)
            return [new(segment.First, problem)];
        if (!IsOf(file.Manifest, segment))
            return [new(segment.First, $"{SegmentManifest.ManifestName(segment.First, segment.Last)}: the manifest is not that of the segment that was sealed")];
        return await file.CheckAsync(
            row =>
            {
                take(row);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    private static bool IsOf(SegmentManifest manifest, JournalSegmentRow segment) =>
        (manifest.First, manifest.Last, manifest.PreviousHash, manifest.Hash, manifest.Sha256)
        == (segment.First, segment.Last, Convert.ToHexStringLower(segment.PreviousHash), Convert.ToHexStringLower(segment.LastHash), Convert.ToHexStringLower(segment.FileHash));
}
