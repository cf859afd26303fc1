using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Web.Hosting;

/// <summary><c>verify-journal</c>: walks the chain of the journal, over what is sealed too. 0 whole, 1 not whole, 2 usage or no database.</summary>
internal static class VerifyJournalCommand
{
    public const string Name = "verify-journal";

    private const string Usage = "usage: MissionControl.Web verify-journal [--segments FOLDER] [--MissionControl:Data FOLDER]";

    /// <summary>With the settings the app would use: configuration file, environment, then <paramref name="args"/>.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, "--segments");
        var segments = options.Values.GetValueOrDefault("--segments");
        if (options.IsWrong || !options.Words.IsEmpty)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        if (segments is not null && !Directory.Exists(segments))
        {
            await error.WriteLineAsync($"verify-journal: there is no folder {segments}");
            return 2;
        }

        await using var app = JournalCommands.App(options);
        return await RunAsync(app.Services.GetRequiredService<StorageOptions>(), segments, output, error);
    }

    public static async Task<int> RunAsync(StorageOptions storage, string? segments, TextWriter output, TextWriter error)
    {
        try
        {
            var walk = await JournalCheck.RunAsync(storage, segments, CancellationToken.None);
            await JournalCommands.TellAsync(walk.Faults, error);
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
        if (walk.Sealed > 0)
            entries += $" after {walk.Sealed} sealed{(walk.Files > 0 ? $", {(walk.Files == 1 ? "1 file" : $"{walk.Files} files")} checked" : ", whose files were not looked at (--segments FOLDER)")}";
        if (!walk.Faults.IsEmpty)
            return $"journal is not whole: {entries}, {(walk.Faults.Length == 1 ? "1 fault" : $"{walk.Faults.Length} faults")}";
        return walk.Head.IsEmpty ? "journal is whole: no entries yet" : $"journal is whole: {entries}, head {Convert.ToHexStringLower(walk.Head.AsSpan())}";
    }
}
