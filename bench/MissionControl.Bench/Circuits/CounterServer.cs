using MissionControl.Bench.Circuits;

namespace MissionControl.Bench;

/// <summary>The yardstick: the stock template's counter page, in a server of its own.</summary>
internal static class CounterServer
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        // The product's script, from its build output: the bench has no assets of its own.
        app.MapGet("/_framework/blazor.web.js", () => Results.File(Path.Combine(Script(), "wwwroot", "_framework", "blazor.web.js"), "text/javascript"));
        app.MapGet("/memory", static () => Memory.Settled());
        app.MapRazorComponents<CounterRoot>().AddInteractiveServerRenderMode();
        await app.RunAsync();
        return 0;
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "MissionControl.Web")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "MissionControl.Web");
    }
}
