using System.Diagnostics;

namespace MissionControl.Bench.StatusPages;

/// <summary>From a public update's confirmation to its words in the bytes that are served: by the app, and by the page in a process of its own.</summary>
internal static class StatusChange
{
    private const int Changes = 60;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        var told = await ToldApp.StartAsync(place);
        await using var main = told.Server;
        await using var alone = await ServerProcess.StartAsync(app, ["status-page", "--urls", "{url}", "--from", told.Address.AbsoluteUri], static address => ServerProcess.SaysYesAsync(new Uri(address, "/status")));
        List<double> here = [], there = [];
        for (var change = 0; change < Changes; change++)
        {
            var text = await told.SayAsync();
            var began = Stopwatch.GetTimestamp();
            var times = await Task.WhenAll(UntilAsync(told.Page, text, began), UntilAsync(new Uri(alone.Address, "/status"), text, began));
            // The first ones compile what renders.
            if (change >= Changes / 6)
            {
                here.Add(times[0]);
                there.Add(times[1]);
            }

            await Task.Delay(Between, TimeProvider.System);
        }

        return
        [
            new($"confirmed to served by the app, p95 of {here.Count} changes", Figure.Quantile(here, 0.95), 200, "ms", "median", Figure.Quantile(here, 0.5)),
            new("confirmed to served by the page in a process of its own, p95", Figure.Quantile(there, 0.95), 200, "ms", "median", Figure.Quantile(there, 0.5)),
        ];
    }

    private static async Task<double> UntilAsync(Uri page, string text, long began)
    {
        while (!(await ServerProcess.Http.GetStringAsync(page)).Contains(text, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
