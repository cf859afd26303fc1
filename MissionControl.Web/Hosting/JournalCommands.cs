using System.Globalization;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Web.Hosting;

/// <summary>
/// <c>export-journal</c> writes old entries into a sealed segment, <c>drop-journal</c> takes those of a segment out of the database. 0 done, 1
/// findings, 2 usage or no database.
/// </summary>
internal static class JournalCommands
{
    public const string Export = "export-journal";
    public const string Drop = "drop-journal";

    private const string ExportUsage = "usage: MissionControl.Web export-journal --until TIME --to FOLDER [--MissionControl:Data FOLDER]     (TIME like 2026-11-21 or 2026-11-21T02:04:00Z)";
    private const string DropUsage = "usage: MissionControl.Web drop-journal SEGMENT [--MissionControl:Data FOLDER]     (SEGMENT: the manifest that export-journal wrote)";
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static async Task<int> ExportAsync(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, "--until", "--to");
        if (options is { IsWrong: false, Words.IsEmpty: true } && options.Values.TryGetValue("--to", out var folder) && folder.Length > 0
            && DateTimeOffset.TryParseExact(options.Values.GetValueOrDefault("--until"), TimeFormats, CultureInfo.InvariantCulture, Styles, out var until))
        {
            await using var app = App(options);
            return await ExportAsync(app.Services.GetRequiredService<StorageOptions>(), until, Path.GetFullPath(folder), output, error);
        }

        await error.WriteLineAsync(ExportUsage);
        return 2;
    }

    public static async Task<int> DropAsync(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args);
        if (options is { IsWrong: false, Words: [var segment] })
        {
            await using var app = App(options);
            return await DropAsync(app.Services.GetRequiredService<StorageOptions>(), segment, TimeProvider.System, output, error);
        }

        await error.WriteLineAsync(DropUsage);
        return 2;
    }

    internal static async Task<int> ExportAsync(StorageOptions storage, DateTimeOffset until, string folder, TextWriter output, TextWriter error)
    {
        try
        {
            var exported = await JournalCheck.ExportAsync(storage, until, folder, CancellationToken.None);
            await TellAsync(exported.Faults, error);
            if (!exported.Faults.IsEmpty)
                await output.WriteLineAsync("nothing was exported: the journal is not whole");
            else if (exported.Manifest is { } manifest)
                await output.WriteLineAsync($"exported entries {manifest.First} to {manifest.Last}: {Path.Combine(folder, SegmentManifest.ManifestName(manifest.First, manifest.Last))}, hash {manifest.Hash}");
            else
                await output.WriteLineAsync("nothing to export: no entry is that old that is not sealed already");
            return exported.Faults.IsEmpty ? 0 : 1;
        }
        catch (StorageException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    internal static async Task<int> DropAsync(StorageOptions storage, string path, TimeProvider clock, TextWriter output, TextWriter error)
    {
        var (segment, problem) = await SegmentFile.OpenAsync(path, CancellationToken.None);
        if (segment is null)
        {
            await error.WriteLineAsync($"drop-journal: {problem}");
            return 2;
        }

        try
        {
            var faults = await JournalCheck.DropAsync(storage, segment, clock.GetUtcNow(), CancellationToken.None);
            await TellAsync(faults, error);
            await output.WriteLineAsync(faults.IsEmpty
                ? $"dropped entries {segment.Manifest.First} to {segment.Manifest.Last}; keep {segment.Manifest.File} and its manifest"
                : "nothing was dropped: the segment is not what the database holds");
            return faults.IsEmpty ? 0 : 1;
        }
        catch (StorageException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    /// <summary>Built, never started: the settings are the app's own.</summary>
    internal static WebApplication App(CommandOptions options) => MissionApp.Create([.. options.Settings], static builder => builder.Logging.ClearProviders());

    internal static async Task TellAsync(IEnumerable<JournalFault> faults, TextWriter error)
    {
        foreach (var (sequence, words) in faults)
            await error.WriteLineAsync($"journal:{sequence}:1: error: {words}");
    }
}
