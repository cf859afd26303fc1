using MissionControl.Core.Journal;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary><c>verify-journal</c> walks the journal's chain and lists what is wrong with it. Starts no host.</summary>
internal static class VerifyJournalCommand
{
    public const string Name = "verify-journal";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is [var word, ..] && !word.StartsWith('-'))
        {
            await error.WriteLineAsync($"usage: {Name} [--MissionControl:Data FOLDER]");
            return 2;
        }

        // Built, never started: the settings and the storage are the app's own. Standard output holds results only.
        await using var app = MissionApp.Create(arguments, static builder => builder.Logging.ClearProviders());
        var storage = app.Services.GetRequiredService<StorageOptions>();
        if (storage.IsMissing)
        {
            await error.WriteLineAsync($"{Name}: there is no journal yet: {storage}");
            return 2;
        }

        await app.Services.MigrateStorageAsync(CancellationToken.None);
        var faults = await app.Services.GetRequiredService<IJournal>().VerifyAsync(CancellationToken.None);
        foreach (var fault in faults)
            await error.WriteLineAsync($"entry {fault.Sequence}: {fault.Words}");
        if (faults.IsEmpty)
            await output.WriteLineAsync($"The journal is whole: {storage}");
        return faults.IsEmpty ? 0 : 1;
    }
}
