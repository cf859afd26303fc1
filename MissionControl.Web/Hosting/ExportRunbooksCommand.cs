using MissionControl.Core.Catalog;
using MissionControl.Web.Runbooks;
using MissionControl.Web.StatusPage;

namespace MissionControl.Web.Hosting;

/// <summary><c>export-runbooks PATH</c>: all runbooks of the catalog as files to read, without the database. 0 done, 1 nothing was written, 2 usage.</summary>
internal static class ExportRunbooksCommand
{
    public const string Name = "export-runbooks";

    private const string Usage = "usage: MissionControl.Web export-runbooks PATH [--address URL] [--MissionControl:Catalog FOLDER]   (--address: of the app, for links to its pages)";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, "--address");
        if (options.IsWrong || options.Words is not [var folder] || !StatusPageCommands.IsAddress(options.Values.GetValueOrDefault("--address")))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var catalog = await CatalogAsync(options);
        // Secrets are not needed for reading, and need not be where this runs.
        var reading = new CatalogReader(static name => Environment.GetEnvironmentVariable(name) ?? "not here").Read(catalog);
        foreach (var problem in reading.Problems)
            await error.WriteLineAsync((problem with { File = problem.File == "." ? catalog : Path.Combine(catalog, problem.File) }).ToString());
        if (reading.Loaded is not { Definitions: { Runbooks.Count: > 0 } definitions })
        {
            await error.WriteLineAsync($"{Name}: {(reading.Loaded is null ? "the catalog cannot be read" : $"there are no runbooks in {catalog}")}; nothing was written, and what was there before stays");
            return 1;
        }

        try
        {
            var count = StatusExport.Write(Path.GetFullPath(folder), RunbookExport.Files(definitions, TimeProvider.System.GetUtcNow(), (options.Values.GetValueOrDefault("--address") ?? "").TrimEnd('/')));
            await output.WriteLineAsync($"wrote {count} files to {folder}: internal, keep them where the public cannot read them");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{Name}: {failure.Message}");
            return 1;
        }
    }

    private static async Task<string> CatalogAsync(CommandOptions options)
    {
        await using var app = JournalCommands.App(options);
        return app.Services.GetRequiredService<CatalogOptions>().Folder;
    }
}
