using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Web.Hosting;

/// <summary><c>verify-journal</c>: walks the chain of the journal. 0 whole, 1 not whole, 2 usage or no database.</summary>
internal static class VerifyJournalCommand
{
    public const string Name = "verify-journal";

    private const string Usage = "usage: MissionControl.Web verify-journal [--MissionControl:Data FOLDER]";

    /// <summary>With the settings the app would use: configuration file, environment, then <paramref name="args"/>.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        // Built, never started: the settings are the app's own.
        await using var app = MissionApp.Create(args, static builder => builder.Logging.ClearProviders());
        return await RunAsync(app.Services.GetRequiredService<StorageOptions>(), output, error);
    }

    public static async Task<int> RunAsync(StorageOptions storage, TextWriter output, TextWriter error)
    {
        try
        {
            var walk = await JournalCheck.RunAsync(storage, CancellationToken.None);
            foreach (var (sequence, words) in walk.Faults)
                await error.WriteLineAsync($"journal:{sequence}:1: error: {words}");
            await output.WriteLineAsync(Words(walk));
            return walk.Faults.IsEmpty ? 0 : 1;
        }
        catch (StorageException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static string Words(JournalWalk walk)
    {
        var entries = walk.Count == 1 ? "1 entry" : $"{walk.Count} entries";
        if (!walk.Faults.IsEmpty)
            return $"journal is not whole: {entries}, {(walk.Faults.Length == 1 ? "1 fault" : $"{walk.Faults.Length} faults")}";
        return walk.Head.IsEmpty ? "journal is whole: no entries yet" : $"journal is whole: {entries}, head {Convert.ToHexStringLower(walk.Head.AsSpan())}";
    }
}
