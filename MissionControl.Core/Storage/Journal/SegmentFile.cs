using System.Collections.Immutable;
using System.Security.Cryptography;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Reads an exported segment and checks it by itself: manifest, file and chain.</summary>
/// <param name="folder">Where the manifest and the file lie.</param>
/// <param name="manifest">As it was read.</param>
internal sealed class SegmentFile(string folder, SegmentManifest manifest)
{
    public SegmentManifest Manifest { get; } = manifest;

    private string File => Path.Combine(folder, Manifest.File);

    /// <summary>The segment of a manifest; words when it cannot be read.</summary>
    /// <param name="path">Of the manifest, or of the file with the entries beside it.</param>
    public static async Task<(SegmentFile? Segment, string Problem)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.ChangeExtension(Path.GetFullPath(path), ".json");
        if (!System.IO.File.Exists(full))
            return (null, $"there is no manifest {full}");
        try
        {
            return SegmentManifest.Parse(await System.IO.File.ReadAllTextAsync(full, cancellationToken)) is { } manifest
                ? (new(Path.GetDirectoryName(full)!, manifest), "")
                : (null, $"{full} is no manifest of a segment, or of a newer release");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"{full} cannot be read ({exception.GetType().Name})");
        }
    }

    /// <summary>Everything that is wrong with the file; empty when it is what its manifest says, whole and in order.</summary>
    /// <param name="take">Told every entry that was read.</param>
    public async Task<ImmutableArray<JournalFault>> CheckAsync(Func<JournalRow, Task> take, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = System.IO.File.OpenRead(File);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            if (hash != Manifest.Sha256)
                return [Fault(Manifest.First, "the file was changed: its SHA-256 is not the manifest's")];
            file.Position = 0;
            return await WalkAsync(file, take, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Fault(Manifest.First, $"the file cannot be read ({exception.GetType().Name})")];
        }
    }

    private async Task<ImmutableArray<JournalFault>> WalkAsync(Stream file, Func<JournalRow, Task> take, CancellationToken cancellationToken)
    {
        var chain = new JournalChain(new(Manifest.First - 1, Hex(Manifest.PreviousHash)));
        using var reader = new StreamReader(file);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (SegmentLine.Parse(line) is not { } row)
                return [Fault(chain.Link.Sequence + 1, $"line {number} is no entry")];
            chain.Take(row);
            await take(row);
        }

        var faults = chain.End().Faults;
        if (!faults.IsEmpty)
            return [.. faults.Select(fault => Fault(fault.Sequence, fault.Words))];
        return chain.Link.Sequence == Manifest.Last && chain.Link.Hash.AsSpan().SequenceEqual(Hex(Manifest.Hash))
            ? []
            : [Fault(Manifest.Last, "the file does not end with the entry its manifest names")];
    }

    private JournalFault Fault(long sequence, string words) => new(sequence, $"{Manifest.File}: {words}");

    // What is no hash is the hash of nothing.
    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
