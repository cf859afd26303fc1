using Microsoft.Playwright;

namespace MissionControl.Bench.StatusPages;

/// <summary>The page, cold, in Chromium on a slow line.</summary>
internal static class StatusSlow
{
    private const int Runs = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        Directory.CreateDirectory(place.Data);
        using var shown = new PublicPlace(place);
        await using var server = await shown.ServeAsync(app);
        var page = new Uri(server.Address, "/status");
        return await Browser.WithAsync<IReadOnlyList<Figure>>(async browser =>
        {
            // 400 kbit/s and 400 ms are what WebPageTest calls slow 3G; 2 s before each answer is what Chromium's own tools call so.
            var loads = await LoadsAsync(browser, page, latency: 400, bytesPerSecond: 400_000 / 8);
            var slower = await LoadsAsync(browser, page, latency: 2000, bytesPerSecond: 50_000);
            return
            [
                new($"cold on slow 3G (400 kbit/s, 400 ms), first contentful paint, median of {Runs}", Figure.Quantile(loads.Select(static load => load.Paint), 0.5), 2000, "ms", "worst", loads.Max(static load => load.Paint)),
                new("requests until it is there", loads.Max(static load => load.Requests), 2, "", "–", null),
                new("the same by Chromium's own setting, which waits 2 s before each answer", Figure.Quantile(slower.Select(static load => load.Paint), 0.5), double.PositiveInfinity, "ms", "–", null),
            ];
        });
    }

    private static async Task<List<(double Paint, int Requests)>> LoadsAsync(IBrowser browser, Uri address, int latency, int bytesPerSecond)
    {
        var loads = new List<(double, int)>();
        for (var run = 0; run < Runs; run++)
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
            var page = await context.NewPageAsync();
            var wire = await context.NewCDPSessionAsync(page);
            await wire.SendAsync("Network.enable");
            await wire.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = latency, ["downloadThroughput"] = bytesPerSecond, ["uploadThroughput"] = bytesPerSecond });
            var requests = 0;
            page.Request += (_, request) => requests += request.Url.StartsWith("data:", StringComparison.Ordinal) ? 0 : 1;
            await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
            loads.Add((await Browser.FirstContentfulPaintAsync(page), requests));
        }

        return loads;
    }
}
