using System.Diagnostics;
using Microsoft.Playwright;

namespace MissionControl.Bench.Alerts;

/// <summary>A page with a long list in Chromium: cold, and scrolled to its end.</summary>
/// <param name="Item">Selects each item of the list.</param>
/// <param name="Last">What only the last item says.</param>
internal sealed record LongList(Uri Address, string Item, string Last)
{
    private const int MostSteps = 600;

    public async Task<Loaded> LoadAsync(IBrowser browser)
    {
        await using var context = await OpenAsync(browser);
        var page = await context.NewPageAsync();
        var wire = await context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        double html = 0;
        var document = "";
        wire.Event("Network.responseReceived").OnEvent += (_, said) =>
        {
            if (said?.GetProperty("type").GetString() == "Document")
                document = said.Value.GetProperty("requestId").GetString()!;
        };
        wire.Event("Network.loadingFinished").OnEvent += (_, said) => html += said?.GetProperty("requestId").GetString() == document ? said.Value.GetProperty("encodedDataLength").GetDouble() : 0;
        var began = Stopwatch.GetTimestamp();
        await page.GotoAsync(Address.ToString());
        var paint = await Browser.FirstContentfulPaintAsync(page);
        var drawn = await page.Locator(Item).CountAsync();
        await LiveAsync(page);
        return new(paint, html / 1024, drawn, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>As somebody does who turns the wheel to the end: so many steps of a screen, and how many items there were at most.</summary>
    public async Task<Scrolled> ScrollAsync(IBrowser browser)
    {
        await using var context = await OpenAsync(browser);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address.ToString());
        await LiveAsync(page);
        var most = await page.Locator(Item).CountAsync();
        var last = page.Locator(Item).Filter(new() { HasText = Last });
        var began = Stopwatch.GetTimestamp();
        for (var step = 1; step <= MostSteps; step++)
        {
            await page.Mouse.MoveAsync(700, 500);
            await page.Mouse.WheelAsync(0, 800);
            most = Math.Max(most, await page.Locator(Item).CountAsync());
            if (await last.CountAsync() > 0 && await last.Last.IsVisibleAsync() && await IsInViewAsync(last.Last))
                return new(true, step, Stopwatch.GetElapsedTime(began).TotalMilliseconds, most);
        }

        return new(false, MostSteps, Stopwatch.GetElapsedTime(began).TotalMilliseconds, most);
    }

    /// <summary>From the top to the end at once: until the last item stands there.</summary>
    public async Task<double?> JumpAsync(IBrowser browser)
    {
        await using var context = await OpenAsync(browser);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address.ToString());
        await LiveAsync(page);
        var last = page.Locator(Item).Filter(new() { HasText = Last });
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10))
        {
            await page.EvaluateAsync("() => window.scrollTo(0, document.documentElement.scrollHeight)");
            if (await last.CountAsync() > 0 && await IsInViewAsync(last.Last))
                return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        return null;
    }

    /// <summary>By the key j alone: how many items were passed until the last had the keyboard.</summary>
    public async Task<int?> KeysAsync(IBrowser browser, int most)
    {
        await using var context = await OpenAsync(browser);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address.ToString());
        await LiveAsync(page);
        await page.EvaluateAsync("() => { window.passed = new Set(); document.addEventListener('focusin', event => { const row = event.target.closest('[data-alert]'); if (row) window.passed.add(row.dataset.alert); }); }");
        for (var key = 0; key < most; key++)
        {
            await page.Keyboard.PressAsync("j");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            var here = await page.EvaluateAsync<string?>("() => { const row = document.activeElement?.closest('[data-alert]'); return row ? row.innerText : null; }");
            if (here is null)
                continue;
            if (here.Contains(Last, StringComparison.OrdinalIgnoreCase))
                return await page.EvaluateAsync<int>("() => window.passed.size");
        }

        return null;
    }

    private async Task<IBrowserContext> OpenAsync(IBrowser browser)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await SignedIn.GiveAsync(context, Address);
        return context;
    }

    private static Task LiveAsync(IPage page) => page.Locator("html[data-connection=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    private static Task<bool> IsInViewAsync(ILocator item) => item.EvaluateAsync<bool>("element => { const box = element.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; }");
}

/// <param name="Paint">First contentful paint, ms.</param>
/// <param name="Html">Compressed, KB.</param>
/// <param name="Drawn">Items in the first HTML.</param>
/// <param name="Live">Until the circuit is live, ms.</param>
internal sealed record Loaded(double Paint, double Html, int Drawn, double Live);

/// <param name="Most">Items in the document at once.</param>
internal sealed record Scrolled(bool IsThere, int Steps, double Took, int Most);
