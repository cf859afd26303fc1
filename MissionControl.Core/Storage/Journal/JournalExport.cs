using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Writes the oldest entries that are not sealed yet into a segment: a file of JSON lines and its manifest. The database stays as it is.</summary>
internal static class JournalExport
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Entries up to the first that happened at <paramref name="until"/> or later.</summary>
    /// <exception cref="IOException">The folder cannot be written, or holds this segment already.</exception>
    public static async Task<JournalExported> RunAsync(MissionContext context, DateTimeOffset until, string folder, CancellationToken cancellationToken)
    {
        var start = await SealedJournal.EndAsync(context, cancellationToken);
        var rows = context.Set<JournalRow>().AsNoTracking().Where(row => row.Sequence > start.Sequence);
        var later = await JournalSearch.Range(context, new() { From = until }).ToListAsync(cancellationToken);
        var last = later is [var range] ? range.First - 1 : await rows.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
        if (last <= start.Sequence)
            return new(null, []);
        CreateFolder(folder);
        var path = Path.Combine(folder, SegmentManifest.FileName(start.Sequence + 1, last));
        var part = path + ".part";
        try
        {
            var written = await WriteAsync(rows.Where(row => row.Sequence <= last).OrderBy(row => row.Sequence), start, part, cancellationToken);
            if (!written.Faults.IsEmpty || written.Link.Sequence != last)
                return new(null, written.Faults.IsEmpty ? [new(last, "the entries before it went while they were exported")] : written.Faults);
            File.Move(part, path);
            var manifest = new SegmentManifest(
                SegmentManifest.CurrentFormat, start.Sequence + 1, last, SegmentLine.Time(written.From), SegmentLine.Time(written.To),
                Convert.ToHexStringLower(start.Hash), Convert.ToHexStringLower(written.Link.Hash), Path.GetFileName(path), written.Sha256);
            // Last, so that a manifest always speaks of a whole file.
            await using var file = Create(Path.ChangeExtension(path, ".json"));
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(manifest.Write()), cancellationToken);
            file.Flush(flushToDisk: true);
            return new(manifest, []);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<Written> WriteAsync(IQueryable<JournalRow> rows, ChainLink start, string path, CancellationToken cancellationToken)
    {
        var chain = new JournalChain(start);
        var (from, to) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        await using var file = Create(path);
        var output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            chain.Take(row);
            if (!chain.IsWhole)
                return new(chain.Link, from, to, "", chain.End().Faults);
            from = from == DateTimeOffset.MaxValue ? row.At : from;
            to = row.At;
            SegmentLine.Write(output, row);
            await output.FlushAsync(cancellationToken);
        }

        await output.CompleteAsync();
        file.Flush(flushToDisk: true);
        file.Position = 0;
        return new(chain.Link, from, to, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), []);
    }

    // What the journal holds is for this user alone, as the database is.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    private sealed record Written(ChainLink Link, DateTimeOffset From, DateTimeOffset To, string Sha256, ImmutableArray<JournalFault> Faults);
}

/// <param name="Manifest"><see langword="null"/> when there was nothing to export, or what there was is not whole.</param>
/// <param name="Faults">Why nothing was exported.</param>
internal sealed record JournalExported(SegmentManifest? Manifest, ImmutableArray<JournalFault> Faults);
