using Microsoft.AspNetCore.Builder;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support.Browser;

/// <summary>The whole app as it ships, on a free port, with a catalog and a data folder of its own.</summary>
public sealed class LivingApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mission-control-app-").FullName;
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.First());

    public string Catalog => Path.Combine(_folder, "catalog");

    public static async Task<LivingApp> StartAsync(string catalog)
    {
        var living = new LivingApp();
        Directory.CreateDirectory(living.Catalog);
        await File.WriteAllTextAsync(Path.Combine(living.Catalog, "catalog.yaml"), catalog);
        living._app = MissionApp.Create(
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Development",
            "--MissionControl:Catalog", living.Catalog, "--MissionControl:Data", Path.Combine(living._folder, "data"),
        ]);
        await living._app.StartAsync();
        return living;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
