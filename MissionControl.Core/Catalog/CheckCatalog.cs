namespace MissionControl.Core.Catalog;

/// <summary>Checks a catalog folder for the command line and for CI.</summary>
public static class CheckCatalog
{
    /// <summary>
    /// Prints one line per finding on <paramref name="error"/> (<c>file:line:col: error: words</c>, the file as seen by the
    /// caller), or one line that says what is in the catalog on <paramref name="output"/>.
    /// </summary>
    /// <returns>0 good, 1 findings, 2 no such folder.</returns>
    public static async Task<int> RunAsync(string path, TextWriter output, TextWriter error)
    {
        if (!Directory.Exists(path))
        {
            await error.WriteLineAsync(File.Exists(path)
                ? $"check-catalog: {path} is a file; give the folder it is in"
                : $"check-catalog: there is no folder {path}");
            return 2;
        }

        var reading = new CatalogReader().Read(path);
        foreach (var problem in reading.Problems)
            await error.WriteLineAsync((problem with { File = problem.File == "." ? path : Path.Combine(path, problem.File) }).ToString());
        if (reading.Loaded is not { } loaded)
            return 1;
        var (failures, expectations, held) = ExpectationCheck.Run(path, loaded.Definitions);
        foreach (var failure in failures)
            await error.WriteLineAsync((failure with { File = Path.Combine(path, failure.File) }).ToString());
        if (failures.Length > 0)
        {
            await output.WriteLineAsync($"{held} of {Counted(expectations, "expectation")} hold{(held == 1 ? "s" : "")}");
            return 1;
        }

        await output.WriteLineAsync($"{path} is good: {Summary(loaded)}{(expectations > 0 ? $"; {Counted(expectations, "expectation")} hold{(expectations == 1 ? "s" : "")}" : "")}");
        return 0;
    }

    internal static string Summary(LoadedCatalog loaded) =>
        $"{Counted(loaded.Sources.Length, "source")}, {Counted(loaded.Definitions.Services.Length, "service")}, {Counted(loaded.Definitions.Bpms.Length, "BPM")}";

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
