using MissionControl.Core.Catalog;

namespace MissionControl.Web.Hosting;

/// <summary><c>check-catalog PATH</c> checks a catalog folder; <c>check-catalog --schema</c> prints the JSON Schema of its files.</summary>
internal static class CheckCatalogCommand
{
    public const string Name = "check-catalog";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        switch (arguments)
        {
            case ["--schema"]:
                await output.WriteAsync(CatalogSchema.Write());
                return 0;
            case [var path] when !path.StartsWith('-'):
                return await CheckCatalog.RunAsync(path, output, error);
            default:
                await error.WriteLineAsync("usage: check-catalog PATH | check-catalog --schema");
                return 2;
        }
    }
}
