using MissionControl.Core.Storage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Web.Hosting;

/// <summary><c>status-page</c>: the public page as a process of its own. <c>export-status</c>: the page as files. 0 done, 1 nothing to show, 2 usage.</summary>
internal static class StatusPageCommands
{
    public const string Serve = "status-page";
    public const string Export = "export-status";

    private const string ServeUsage = "usage: MissionControl.Web status-page [--urls URL] [--from https://board.example.org] [--snapshot FILE] [--export FOLDER] [--address URL] [--key-file FILE]   (--from or --snapshot, or both)";
    private const string ExportUsage = "usage: MissionControl.Web export-status PATH [--snapshot FILE] [--address URL] [--MissionControl:Data FOLDER]";

    public static async Task<int> ServeAsync(string[] args, TextWriter error)
    {
        var options = new CommandOptions(args, "--urls", "--from", "--snapshot", "--export", "--address", "--key-file");
        var (from, file) = (options.Values.GetValueOrDefault("--from"), options.Values.GetValueOrDefault("--snapshot"));
        if (options.IsWrong || !options.Words.IsEmpty || !options.Settings.IsEmpty || (from is null && file is null) || !IsAddress(from) || !IsAddress(options.Values.GetValueOrDefault("--address")))
        {
            await error.WriteLineAsync(ServeUsage);
            return 2;
        }

        if (ReadKey(options.Values.GetValueOrDefault("--key-file"), from) is var (key, wrong) && wrong is not null)
        {
            await error.WriteLineAsync($"{Serve}: {wrong}");
            return 1;
        }

        // Whatever is served lies in memory, so each answer is made on the thread that heard the question, and none is handed on: half as many again
        // a second. Read once, when the first socket is made.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        await using var app = Create(
            options.Values.GetValueOrDefault("--urls") ?? ListenAddresses.Default,
            new(from is null ? null : new Uri(from.TrimEnd('/') + SnapshotFeed.Address), file is null ? null : new(Path.GetFullPath(file))) { Key = key },
            (options.Values.GetValueOrDefault("--address") ?? "").TrimEnd('/'),
            options.Values.GetValueOrDefault("--export") is { } folder ? Path.GetFullPath(folder) : null);
        await app.RunAsync();
        return 0;
    }

    public static async Task<int> ExportAsync(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, "--snapshot", "--address");
        if (options.IsWrong || options.Words is not [var folder] || !IsAddress(options.Values.GetValueOrDefault("--address")))
        {
            await error.WriteLineAsync(ExportUsage);
            return 2;
        }

        var file = await SnapshotAsync(options);
        if (new StatusFile(file).Read() is not { } model)
        {
            await error.WriteLineAsync($"{Export}: there is no snapshot in {file}; the app writes one while it runs");
            return 1;
        }

        var count = StatusExport.Write(Path.GetFullPath(folder), StatusExport.Files(model, TimeProvider.System.GetUtcNow(), (options.Values.GetValueOrDefault("--address") ?? "").TrimEnd('/')));
        await output.WriteLineAsync($"wrote {count} files to {folder}");
        return 0;
    }

    /// <summary>Without catalog, database and accounts: what it serves is public, so it listens wherever it is told to.</summary>
    internal static WebApplication Create(string urls, StatusSource source, string origin, string? exportTo = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(MissionApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls);
        builder.AddRequestLimits();
        // Nothing here waits but for the next snapshot, and that does not block.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(source).AddStatusSite(new(origin), new(null), exportTo).AddHostedService<StatusFollower>();
        var app = builder.Build();
        app.MapGet("/healthz/live", static () => "live");
        app.MapStatusPageAlone();
        return app;
    }

    internal static bool IsAddress(string? text) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 });

    /// <summary>The key by which the app knows this process; or why there is none.</summary>
    private static (string? Key, string? Wrong) ReadKey(string? file, string? from)
    {
        if (file is null)
            return (null, null);
        if (from is null || (Uri.TryCreate(from, UriKind.Absolute, out var app) && app.Scheme != Uri.UriSchemeHttps && !app.IsLoopback))
            return (null, "a key is for --from with https:// (http:// on this machine only), or everybody on the way reads it");
        try
        {
            var key = File.ReadAllText(file).Trim();
            return key.Length >= FeedKey.Shortest ? (key, null) : (null, $"the key in {file} has {key.Length} characters; the app takes {FeedKey.Shortest} or more");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, $"the key cannot be read: {failure.Message}");
        }
    }

    private static async Task<string> SnapshotAsync(CommandOptions options)
    {
        if (options.Values.GetValueOrDefault("--snapshot") is { } named)
            return Path.GetFullPath(named);
        await using var app = JournalCommands.App(options);
        return Path.Combine(app.Services.GetRequiredService<StorageOptions>().DataFolder, StatusFile.Name);
    }
}
