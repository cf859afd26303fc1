using System.Globalization;
using System.Text.Json;

namespace MissionControl.Core.Storage.Journal;

/// <summary>What lies beside an exported segment and says what it is. Hashes in hexadecimal, small letters.</summary>
/// <param name="Format">1. A newer release may write another.</param>
/// <param name="From">When its first entry happened, UTC.</param>
/// <param name="To">When its last entry happened, UTC.</param>
/// <param name="PreviousHash">Before the first entry.</param>
/// <param name="Hash">Of the last entry.</param>
/// <param name="File">The name of the file with the entries, in the same folder.</param>
/// <param name="Sha256">Of that file.</param>
internal sealed record SegmentManifest(int Format, long First, long Last, string From, string To, string PreviousHash, string Hash, string File, string Sha256)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Of the file with the entries; names sort as the segments follow each other.</summary>
    public static string FileName(long first, long last) => string.Create(CultureInfo.InvariantCulture, $"journal-{first:D12}-{last:D12}.jsonl");

    public static string ManifestName(long first, long last) => Path.ChangeExtension(FileName(first, last), ".json");

    /// <summary><see langword="null"/> for what is no manifest of a format we know.</summary>
    public static SegmentManifest? Parse(string text)
    {
        try
        {
            // The file stands beside its manifest and nowhere else, whatever the manifest says.
            return JsonSerializer.Deserialize<SegmentManifest>(text, _json) is { Format: CurrentFormat } manifest && manifest.File == FileName(manifest.First, manifest.Last) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, _json) + "\n";
}
