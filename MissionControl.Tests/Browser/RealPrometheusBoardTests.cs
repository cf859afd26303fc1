using Microsoft.Playwright;
using MissionControl.Tests.Support.Browser;
using MissionControl.Tests.Support.Prometheus;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Browser;

/// <summary>The main promise, end to end: a real Prometheus with six weeks of history, the app as it ships, a real browser.</summary>
[Collection(RealPrometheus.Name)]
public sealed class RealPrometheusBoardTests(PrometheusServer prometheus, OwnChromiumFixture chromium) : IClassFixture<OwnChromiumFixture>
{
    private const float WithinAMinute = 60_000;

    [Fact]
    public async Task Sign_ins_that_drop_are_watched_then_off_then_act_now_and_all_of_it_comes_back()
    {
        prometheus.Exporter.Reset();
        await using var app = await LivingApp.StartAsync(Catalog());
        var page = await OpenAsync(app);
        var tile = page.Locator("a.tile", new() { HasText = "Sign-in success" });
        await Expect(tile).ToHaveClassAsync(Has("is-normal"), new() { Timeout = WithinAMinute });
        await Expect(tile).ToContainTextAsync("expected");

        // Within the five minutes that the query looks back over, half as many again fail.
        var recent = Rentals.SignInPagesPerMinute(prometheus.Time.GetUtcNow()) * 5;
        prometheus.Exporter.Burst(recent * 1.5, 0);
        await Expect(tile).ToHaveClassAsync(Has("is-watch"), new() { Timeout = WithinAMinute });
        await Expect(tile).ToHaveClassAsync(Has("is-off"), new() { Timeout = WithinAMinute });
        await Expect(page.Locator("#verdict-word")).ToHaveTextAsync("Act now");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Sign-in success is below normal");
        await Expect(page).ToHaveTitleAsync(Has("Act now"));

        // The same number of people succeed without opening the page again: the share is what it was.
        prometheus.Exporter.Burst(0, recent * 1.5 * Rentals.SignInSuccessShare);
        await Expect(tile).ToHaveClassAsync(Has("is-normal"), new() { Timeout = WithinAMinute });
        await Expect(page.Locator("#verdict-word")).ToHaveTextAsync("All calm");
    }

    [Fact]
    public async Task Killing_prometheus_turns_tiles_stale_and_the_verdict_blind_and_never_normal()
    {
        prometheus.Exporter.Reset();
        await using var app = await LivingApp.StartAsync(Catalog());
        var page = await OpenAsync(app);
        var tile = page.Locator("a.tile", new() { HasText = "Sign-ups" });
        await Expect(tile).ToHaveClassAsync(Has("is-normal"), new() { Timeout = WithinAMinute });
        var value = await tile.Locator(".value").TextContentAsync();

        await prometheus.KillAsync();
        try
        {
            await Expect(tile).ToHaveClassAsync(Has("is-stale"), new() { Timeout = WithinAMinute });
            await Expect(page.Locator("a.tile.is-normal")).ToHaveCountAsync(0, new() { Timeout = WithinAMinute });
            await Expect(page.Locator("#verdict-word")).ToHaveTextAsync("Blind");
            await Expect(tile).ToContainTextAsync("Cannot see since");
            Assert.NotEmpty(value!);
            await Expect(tile.Locator(".value")).Not.ToBeEmptyAsync();
        }
        finally
        {
            await prometheus.RestartAsync();
        }

        await Expect(tile).ToHaveClassAsync(Has("is-normal"), new() { Timeout = 2 * WithinAMinute });
    }

    [Fact]
    public async Task A_catalog_that_breaks_keeps_the_board_and_says_where()
    {
        await using var app = await LivingApp.StartAsync(Catalog());
        var page = await OpenAsync(app);
        await Expect(page.Locator("a.tile.is-normal")).ToHaveCountAsync(2, new() { Timeout = WithinAMinute });
        await File.WriteAllTextAsync(Path.Combine(app.Catalog, "catalog.yaml"), Catalog().Replace("interval:", "intervall:", StringComparison.Ordinal));
        await Expect(page.GetByText("catalog.yaml:").First).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await Expect(page.GetByText("interval").First).ToBeVisibleAsync();
        await Expect(page.Locator("a.tile.is-normal")).ToHaveCountAsync(2);
        await File.WriteAllTextAsync(Path.Combine(app.Catalog, "catalog.yaml"), Catalog().Replace("name: Sign-ups", "name: New renters", StringComparison.Ordinal));
        await Expect(page.Locator("a.tile", new() { HasText = "New renters" })).ToBeVisibleAsync(new() { Timeout = 10_000 });
    }

    private async Task<IPage> OpenAsync(LivingApp app)
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(app.Address.ToString());
        return page;
    }

    private static System.Text.RegularExpressions.Regex Has(string words) => new(System.Text.RegularExpressions.Regex.Escape(words), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private string Catalog() =>
        $$"""
        organisation: { name: Rentals, zone: Europe/London }
        sources:
          - id: main
            prometheus: { url: "{{prometheus.Url}}", timeout: 5s }
        bpms:
          - id: sign-in-success
            name: Sign-in success
            means: Of those who open the sign-in page, the share that reaches the dashboard.
            kind: ratio
            source: main
            numerator: sum(increase({{RentalsCounters.FirstViewsName}}[5m]))
            denominator: sum(increase({{RentalsCounters.SignInPagesName}}[5m]))
            unit: "%"
            interval: 5s
            hurts: below
            patience: 10s
            tier: critical
          - id: sign-ups
            name: Sign-ups
            means: New accounts per hour.
            kind: rate
            source: main
            query: sum(rate({{RentalsCounters.SignUpsName}}[1h])) * 3600
            unit: / hour
            interval: 5s
            patience: 1m
        """;
}
