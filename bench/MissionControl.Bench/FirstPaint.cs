using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MissionControl.Bench;

/// <summary>A board of 40 tiles, cold, in Chromium. Beside it: the same HTML without scripts and styles from the least server there is.</summary>
internal static partial class FirstPaint
{
    private const int Runs = 7;

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await place.WriteCatalogAsync("demo: { seed: 7 }", 40, static i => $"    kind: rate\n    query: q{i}\n    unit: / hour\n    owner: team\n");
        await SignedIn.AddAsync(app, place);
        await using var server = await ServerProcess.StartAsync(app, place.Arguments, HasBandsAsync);
        var html = await ServerProcess.Http.GetStringAsync(server.Address);
        await File.WriteAllTextAsync(place["plain.html"], Bare(html));
        await using var plain = await ServerProcess.StartAsync(typeof(FirstPaint).Assembly.Location, ["serve-plain", "{url}", place["plain.html"]], ServerProcess.SaysYesAsync);
        return await Browser.WithAsync<IReadOnlyList<Figure>>(async browser =>
        {
            var loads = new List<Load>();
            var yardsticks = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                loads.Add(await LoadAsync(browser, server.Address));
                yardsticks.Add(await PaintAsync(browser, plain.Address));
            }

            var yardstick = Figure.Quantile(yardsticks, 0.5);
            return
            [
                new("first contentful paint of 40 tiles, cold, median of 7", Figure.Quantile(loads.Select(static load => load.Paint), 0.5), 400, "ms", "same HTML, no styles or scripts, least server", yardstick),
                new("the same, worst of 7", loads.Max(static load => load.Paint), 400, "ms", "same, worst", yardsticks.Max()),
                new("compressed HTML", loads.Max(static load => load.Html) / 1024.0, 60, "KB", "uncompressed", html.Length / 1024.0),
                new("everything over the wire until the circuit is live", loads.Max(static load => load.All) / 1024.0, 160, "KB", "–", null),
            ];
        });
    }

    private static async Task<bool> HasBandsAsync(Uri address)
    {
        var board = await SignedIn.AskAsync(new Uri(address, "/api/v1/board"));
        return board is not null && board.Split("\"lower\":").Length > 40 && !board.Contains("\"lower\":null", StringComparison.Ordinal);
    }

    private static async Task<Load> LoadAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await SignedIn.GiveAsync(context, address);
        var page = await context.NewPageAsync();
        var wire = await context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        var documents = new HashSet<string>();
        double html = 0, all = 0;
        wire.Event("Network.responseReceived").OnEvent += (_, said) =>
        {
            if (said?.GetProperty("type").GetString() == "Document")
                documents.Add(said.Value.GetProperty("requestId").GetString()!);
        };
        wire.Event("Network.loadingFinished").OnEvent += (_, said) =>
        {
            var bytes = said?.GetProperty("encodedDataLength").GetDouble() ?? 0;
            all += bytes;
            if (documents.Contains(said?.GetProperty("requestId").GetString() ?? ""))
                html += bytes;
        };
        await page.GotoAsync(address.ToString());
        var paint = await Browser.FirstContentfulPaintAsync(page);
        await page.Locator("html[data-connection=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return new(paint, html, all);
    }

    /// <summary>The HTML without its styles and scripts.</summary>
    public static string Bare(string html) => Extras().Replace(html, "");

    public static async Task<double> PaintAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString());
        return await Browser.FirstContentfulPaintAsync(page);
    }

    private sealed record Load(double Paint, double Html, double All);

    [GeneratedRegex("<(script|link)[^>]*>(</script>)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Extras();
}
