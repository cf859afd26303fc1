using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MissionControl.Core.Storage.Sqlite;

namespace MissionControl.Bench.StatusPages;

/// <summary>The page under load while what stands behind it fails.</summary>
internal static class StatusTrouble
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        List<Figure> figures = [await KilledAsync(app), await LockedAsync(), await AloneAsync(app)];
        if (await FullAsync() is { } full)
            figures.Add(full);
        return figures;
    }

    private static async Task<Figure> KilledAsync(string app)
    {
        using var place = new Workplace();
        var told = await ToldApp.StartAsync(place);
        await using var alone = await ServerProcess.StartAsync(app, ["status-page", "--urls", "{url}", "--from", told.Address.AbsoluteUri], static address => ServerProcess.SaysYesAsync(new Uri(address, "/status")));
        var load = Wrk.RunAsync(new Uri(alone.Address, "/status"), Options.Length);
        var kills = 0;
        while (!load.IsCompleted)
        {
            await Task.Delay(Options.Length / 20, TimeProvider.System);
            await told.Server.KillAsync();
            kills++;
            await Task.Delay(Options.Length / 20, TimeProvider.System);
            await told.StartAgainAsync();
        }

        await told.Server.DisposeAsync();
        return Of(await load, $"the app killed (kill -9) {kills} times, page in a process of its own");
    }

    private static async Task<Figure> LockedAsync()
    {
        using var place = new Workplace();
        var told = await ToldApp.StartAsync(place);
        await using var main = told.Server;
        SystemSqlite.Use();
        await using var database = new SqliteConnection($"Data Source={Path.Combine(place.Data, "mission.db")};Pooling=False");
        await database.OpenAsync();
        await using var holding = database.CreateCommand();
        holding.CommandText = "BEGIN EXCLUSIVE";
        await holding.ExecuteNonQueryAsync();
        return Of(await Wrk.RunAsync(told.Page, Options.Length), "the app's own page while its database is locked");
    }

    private static async Task<Figure> AloneAsync(string app)
    {
        using var place = new Workplace();
        Directory.CreateDirectory(place.Data);
        using var shown = new PublicPlace(place);
        await using var server = await shown.ServeAsync(app);
        return Of(await Wrk.RunAsync(new Uri(server.Address, "/status"), Options.Length), "no app at all, page in a process of its own");
    }

    /// <summary>Needs a disk that can be filled: one of memory, which only root may mount.</summary>
    private static async Task<Figure?> FullAsync()
    {
        using var place = new Workplace();
        Directory.CreateDirectory(place.Data);
        if (!await RanAsync("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", place.Data))
        {
            await Console.Error.WriteLineAsync("status-trouble: no disk to fill, since only root may mount one");
            return null;
        }

        try
        {
            var told = await ToldApp.StartAsync(place);
            await using var main = told.Server;
            Fill(Path.Combine(place.Data, "fill"));
            var load = await Wrk.RunAsync(told.Page, Options.Length);
            File.Delete(Path.Combine(place.Data, "fill"));
            return Of(load, "the app's own page while its disk is full");
        }
        finally
        {
            await RanAsync("umount", "-l", place.Data);
        }
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full, which is what it is for.
        }
    }

    private static async Task<bool> RanAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static Figure Of(Load load, string what) => new($"{what}: of {load.Requests:#,0} requests in {Options.Length.TotalSeconds:0} s, failed", load.Failed, 0, "", "–", null);
}
