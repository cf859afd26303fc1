using Microsoft.Playwright;

namespace MissionControl.Bench;

internal static class Browser
{
    public static async Task<T> WithAsync<T>(Func<IBrowser, Task<T>> use)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return await use(browser);
    }

    public static async Task<double> FirstContentfulPaintAsync(IPage page) =>
        await page.EvaluateAsync<double>("""
            () => new Promise(done => {
              const seen = performance.getEntriesByName('first-contentful-paint')[0];
              if (seen) return done(seen.startTime);
              new PerformanceObserver(list => { for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') done(entry.startTime); })
                .observe({ type: 'paint', buffered: true });
            })
            """);
}
