namespace MissionControl.Bench.StatusPages;

/// <summary>
/// As many requests as GOV.UK had in its busiest hour, as fast as they are answered, of the page in a process of its own, while somebody goes on
/// telling the public something and the app is restarted twice.
/// </summary>
internal static class StatusHour
{
    private const int Chunks = 6;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        var told = await ToldApp.StartAsync(place);
        await using var alone = await ServerProcess.StartAsync(
            app, ["status-page", "--urls", "{url}", "--from", told.Address.AbsoluteUri, "--snapshot", place["last.json"]], static address => ServerProcess.SaysYesAsync(new Uri(address, "/status")));
        var page = new Uri(alone.Address, "/status");
        using var stopping = new CancellationTokenSource();
        var edits = EditAsync(told, stopping.Token);
        long requests = 0, failed = 0;
        var (chunk, restarts) = (TimeSpan.FromSeconds(20), 0);
        while (requests < Options.Hits)
        {
            var load = Wrk.RunAsync(page, chunk);
            if (restarts < 2 && requests >= (restarts + 1) * (long)Options.Hits / 3)
            {
                await Task.Delay(chunk / Chunks, TimeProvider.System);
                await told.Server.DisposeAsync();
                await Task.Delay(chunk / Chunks, TimeProvider.System);
                await told.StartAgainAsync();
                restarts++;
            }

            var done = await load;
            (requests, failed) = (requests + done.Requests, failed + done.Failed);
            await Console.Error.WriteLineAsync($"{requests:#,0} of {Options.Hits:#,0} requests, {failed} failed, {restarts} restarts");
        }

        await stopping.CancelAsync();
        var (said, last) = await edits;
        var shows = await ShowsAsync(page, last);
        await told.Server.DisposeAsync();
        return
        [
            new($"of {requests:#,0} requests with {said} public updates and {restarts} restarts of the app, failed", failed, 0, "", "GOV.UK, busiest hour", 21),
            new("the last update is not on the page", shows ? 0 : 1, 0, "", "–", null),
        ];
    }

    private static async Task<(int Said, string Last)> EditAsync(ToldApp told, CancellationToken stopping)
    {
        var (said, last) = (0, "");
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                last = await told.SayAsync();
                said++;
            }
            catch (HttpRequestException)
            {
                // It is being restarted; what was not confirmed is not counted.
            }

            await Task.Delay(Between, TimeProvider.System, CancellationToken.None);
        }

        return (said, last);
    }

    private static async Task<bool> ShowsAsync(Uri page, string text)
    {
        for (var look = 0; look < 20; look++, await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System))
            if ((await ServerProcess.Http.GetStringAsync(page)).Contains(text, StringComparison.Ordinal))
                return true;
        return false;
    }
}
