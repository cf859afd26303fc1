using System.Diagnostics;

namespace MissionControl.Bench;

/// <summary>From a new sample in the source's answer to the changed tile on glass, 40 BPMs. Beside it: a counter page's push.</summary>
internal static class Glass
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(45);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var fake = await FakePrometheus.StartAsync();
        await place.WriteCatalogAsync($"prometheus: {{ url: \"{fake.Address}\", concurrency: 8 }}", 40, static i => $"    kind: count\n    query: q{i}\n    interval: 5s\n    band: {{ kind: fixed, lower: 0 }}\n");
        await SignedIn.AddAsync(app, place);
        await using var server = await ServerProcess.StartAsync(app, place.Arguments, static async address => await SignedIn.AskAsync(new Uri(address, "/api/v1/board")) is not null);
        await using var counter = await ServerProcess.StartAsync(typeof(Glass).Assembly.Location, ["serve-counter", "{url}"], ServerProcess.SaysYesAsync);
        var tiles = await WatchAsync(server.Address, ".tile .value", number => fake.Answered.TryGetValue(number, out var at) ? at : null);
        // The counter page prints the very moment it was rendered at.
        var pushes = await WatchAsync(counter.Address, "#counter", static stamp => stamp);
        var yardstick = Figure.Quantile(pushes, 0.95);
        return
        [
            new($"source's answer to tile on glass, p95 of {tiles.Count}", Figure.Quantile(tiles, 0.95), 1000, "ms", "stock counter page's push to glass, p95", yardstick),
            new("the same, median", Figure.Quantile(tiles, 0.5), 1000, "ms", "same, median", Figure.Quantile(pushes, 0.5)),
        ];
    }

    private static Task<IReadOnlyList<double>> WatchAsync(Uri address, string what, Func<long, long?> began) => Browser.WithAsync<IReadOnlyList<double>>(async browser =>
    {
        await using var context = await browser.NewContextAsync();
        await SignedIn.GiveAsync(context, address);
        var page = await context.NewPageAsync();
        var latencies = new List<double>();
        await page.ExposeFunctionAsync<double, string, bool>("seen", (epoch, text) =>
        {
            if (long.TryParse(text.Replace(",", "", StringComparison.Ordinal), out var number) && began(number) is { } at)
                lock (latencies)
                    latencies.Add(epoch - EpochOf(at));
            return true;
        });
        await page.GotoAsync(address.ToString());
        await page.EvaluateAsync("""
            what => {
              const shown = new Map();
              const look = () => requestAnimationFrame(() => {
                const at = performance.timeOrigin + performance.now();
                document.querySelectorAll(what).forEach((element, i) => {
                  const text = element.textContent;
                  if (shown.get(i) !== text) { if (shown.has(i)) window.seen(at, text); shown.set(i, text); }
                });
              });
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
              look();
            }
            """, what);
        await Task.Delay(Length, TimeProvider.System);
        lock (latencies)
            return [.. latencies];
    });

    // Both clocks of one machine, read at the same moment.
    private static double EpochOf(long timestamp) =>
        TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Stopwatch.GetElapsedTime(timestamp).TotalMilliseconds;
}
