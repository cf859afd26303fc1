namespace MissionControl.Bench;

/// <summary>The least an ASP.NET Core app can be: one answer, from memory.</summary>
internal static class PlainServer
{
    public static async Task<int> RunAsync(string url, string[] file)
    {
        var html = file is [var path] ? await File.ReadAllTextAsync(path) : "hello";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.MapGet("/", () => Results.Content(html, "text/html; charset=utf-8"));
        await app.RunAsync();
        return 0;
    }
}
