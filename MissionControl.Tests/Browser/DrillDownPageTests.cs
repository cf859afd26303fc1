using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class DrillDownPageTests(ChromiumFixture chromium)
{
    private const string Drawn = ".chart[data-drawn] .plot-live svg .apexcharts-line";

    [Fact]
    public async Task The_chart_is_drawn_where_the_picture_was_and_nothing_moves()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.AddInitScriptAsync("window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });");
        await page.GotoAsync(At(app, "range=24h"));
        await DrawnAsync(page);
        Assert.True(await page.Locator(".plot .ribbon").IsVisibleAsync());
        Assert.NotEmpty(await page.Locator(".plot .ribbon").GetAttributeAsync("d") ?? "");
        Assert.False(await page.Locator(".plot svg .line").First.IsVisibleAsync());
        Assert.True(await page.EvaluateAsync<double>("() => window.shifts") < 0.05);
        Assert.Matches("outside its band for 1[0-4] min in 1 stretch", await page.Locator(".sentence").InnerTextAsync());
    }

    [Fact]
    public async Task The_pointer_reads_a_moment_in_words()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.GotoAsync(At(app, "range=3h"));
        await DrawnAsync(page);
        await page.Locator(".plot-live").HoverAsync(new() { Position = new() { X = 300, Y = 60 } });
        var tip = await page.Locator(".tip").First.InnerTextAsync();
        Assert.Matches(@"\d\d:\d\d\s+[\d.]+ %\s+expected 62 % to 78 %\s+(Off|not shown then)", tip);
    }

    [Fact]
    public async Task A_range_is_an_address_and_back_goes_back()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=24h"));
        await DrawnAsync(page);
        await page.Locator(".ranges a", new() { HasText = "7 days" }).ClickAsync();
        await page.WaitForURLAsync("**/bpm/sign-in-success?range=7d");
        await DrawnAsync(page);
        Assert.Equal("7 days", await page.Locator(".ranges [aria-current]").InnerTextAsync());
        await page.GoBackAsync();
        await page.WaitForURLAsync("**/bpm/sign-in-success?range=24h");
        await DrawnAsync(page);
        Assert.Equal("24 h", await page.Locator(".ranges [aria-current]").InnerTextAsync());
    }

    [Fact]
    public async Task Skipping_to_the_content_stays_at_the_address()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=7d"));
        await DrawnAsync(page);
        await page.Locator("a.skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.EndsWith("/bpm/sign-in-success?range=7d", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_to_this_moment_keeps_range_and_time()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=3h"));
        Assert.Matches(@"^/bpm/sign-in-success\?range=3h&to=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\dZ$", await page.Locator("[data-copy]").GetAttributeAsync("href") ?? "");
    }

    [Fact]
    public async Task The_csv_is_what_is_drawn()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, $"range=3h&to={app.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        await DrawnAsync(page);
        var drawn = await page.EvaluateAsync<double?[]>(
            "() => ApexCharts.getChartByID('past').w.config.series.find(line => line.name === 'Value').data.map(point => point.y)");
        using var client = new HttpClient { BaseAddress = app.Address };
        var csv = await client.GetStringAsync(await page.Locator("a[download]").GetAttributeAsync("href"));
        var exported = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[1]).Select(value => value.Length == 0 ? (double?)null : double.Parse(value));
        Assert.Equal(exported, drawn);
    }

    [Fact]
    public async Task The_header_follows_the_board()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Phone, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=3h"));
        await DrawnAsync(page);
        app.Publish(tile => tile.Off());
        await page.Locator(".state-word", new() { HasText = "Off" }).WaitForAsync();
        Assert.Equal("41.2", await page.Locator(".now .value").InnerTextAsync());
        Assert.True(await page.Locator(Drawn).CountAsync() > 0);
    }

    [Fact]
    public async Task Without_scripts_the_page_says_and_shows_everything()
    {
        await using var app = await DrillApp.StartAsync();
        var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(At(app, "range=24h"));
        Assert.Equal("Sign-in success", await page.Locator("h1").InnerTextAsync());
        Assert.True(await page.Locator(".plot svg .line").IsVisibleAsync());
        Assert.NotEmpty(await page.Locator(".plot svg .off").GetAttributeAsync("d") ?? "");
        await page.Locator(".past-table summary").ClickAsync();
        Assert.InRange(await page.Locator(".past-table tbody tr").CountAsync(), 24, 25);
        await context.CloseAsync();
    }

    [Fact]
    public async Task An_unknown_metric_is_a_404_with_near_names_and_a_way_back()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Phone, ColorScheme.Dark);
        var answer = await page.GotoAsync(new Uri(app.Address, "/bpm/sign-in-sucess").ToString());
        Assert.Equal(404, answer!.Status);
        Assert.Equal("/bpm/sign-in-success", await page.Locator(".near a").GetAttributeAsync("href"));
        Assert.Equal("/", await page.Locator(".plain .button").GetAttributeAsync("href"));
    }

    [Fact]
    public async Task Nonsense_in_the_address_is_told_and_the_last_day_is_shown()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=banana&to=3000-01-01"));
        await DrawnAsync(page);
        Assert.Matches("future.*'banana' is not a range.*Shown instead", await page.Locator(".bad").InnerTextAsync());
        Assert.Equal("24 h", await page.Locator(".ranges [aria-current]").InnerTextAsync());
    }

    [Fact]
    public async Task A_silent_source_takes_nothing_else_away()
    {
        await using var app = await DrillApp.StartAsync(source => source.Failure = new(FailureKind.Unreachable, "connection refused"));
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(At(app, "range=3h"));
        await DrawnAsync(page);
        Assert.Contains("connection refused", await page.Locator(".missing").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(At(app, "range=3h&to=2026-01-01T00:00:00Z"));
        Assert.Contains("nothing was shown here in this time", await page.Locator(".bad").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Sign-in success", await page.Locator("h1").InnerTextAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Dark, true)]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, true)]
    [InlineData(ColorScheme.Light, false)]
    public async Task Axe_finds_nothing_to_mend(ColorScheme theme, bool phone)
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(phone ? Screen.Phone : Screen.Laptop, theme);
        await page.GotoAsync(At(app, "range=24h"));
        await DrawnAsync(page);
        await page.Locator(".past-table summary").ClickAsync();
        await page.Locator(".facts summary").ClickAsync();
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    // A flat line has no height and never counts as visible.
    private static async Task DrawnAsync(IPage page) => await page.WaitForSelectorAsync(Drawn, new() { State = WaitForSelectorState.Attached });

    private static string At(DrillApp app, string query) => new Uri(app.Address, "/bpm/sign-in-success?" + query).ToString();
}
