using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.Catalog.Files;

/// <summary>The files of a catalog folder as they were at one look: one reading, so that check and use see the same bytes.</summary>
internal sealed record CatalogFiles(bool FolderExists, ImmutableArray<CatalogFile> Files)
{
    public const int LargestFile = 1024 * 1024;
    public const int LargestCatalog = 8 * 1024 * 1024;
    public const string RunbookFolder = "runbooks";

    /// <summary>SHA-256 over names and contents, hexadecimal.</summary>
    public string Fingerprint { get; } = FingerprintOf(FolderExists, Files);

    public IEnumerable<CatalogFile> Yaml => Files.Where(file => !file.IsRunbook);

    public IEnumerable<CatalogFile> Runbooks => Files.Where(file => file.IsRunbook);

    public static CatalogFiles Read(string folder)
    {
        if (!Directory.Exists(folder))
            return new(false, []);
        try
        {
            var yaml = Names(folder, ".yaml", ".yml").Select(name => (name, isRunbook: false));
            var runbooks = Names(Path.Combine(folder, RunbookFolder), ".md")
                .Where(name => !name.Equals("readme.md", StringComparison.OrdinalIgnoreCase))
                .Select(name => ($"{RunbookFolder}/{name}", isRunbook: true));
            return new(true, ReadAll(folder, [.. yaml, .. runbooks]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(true, [CatalogFile.Unreadable(".", isRunbook: false, $"the folder cannot be read ({error.GetType().Name})")]);
        }
    }

    private static ImmutableArray<CatalogFile> ReadAll(string folder, IEnumerable<(string Name, bool IsRunbook)> names)
    {
        var files = ImmutableArray.CreateBuilder<CatalogFile>();
        var room = LargestCatalog;
        foreach (var (name, isRunbook) in names)
        {
            var file = CatalogFile.Read(folder, name, isRunbook);
            room -= file.Bytes.Length;
            if (room < 0)
            {
                files.Add(CatalogFile.Unreadable(name, isRunbook, "with this file the catalog is larger than 8 MB in all, which is the most"));
                break;
            }

            files.Add(file);
        }

        return files.ToImmutable();
    }

    // Names that begin with a dot are editors' own: locks, swap files and copies.
    private static IEnumerable<string> Names(string folder, params string[] endings) =>
        !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.') && endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);

    private static string FingerprintOf(bool folderExists, ImmutableArray<CatalogFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([folderExists ? (byte)1 : (byte)0]);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\0{file.Bytes.Length}\0{file.Unread}\0"));
            hash.AppendData(file.Bytes.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
