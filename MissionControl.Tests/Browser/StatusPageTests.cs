using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Incidents;
using MissionControl.Core.Services;
using MissionControl.Tests.Support.Browser;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.Browser;

/// <summary>The public page in a browser: with and without scripts, small and large.</summary>
[Collection(SecondChromiumTests.Name)]
public sealed class StatusPageTests(SecondChromiumFixture chromium) : IAsyncLifetime
{
    private readonly WebApplication _app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, null), "");

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Show(TimeProvider.System.GetUtcNow());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("", ColorScheme.Dark)]
    [InlineData("", ColorScheme.Light)]
    [InlineData("status?lang=de", ColorScheme.Light)]
    [InlineData("status/history", ColorScheme.Dark)]
    [InlineData("status/history", ColorScheme.Light)]
    [InlineData("status/incidents/1", ColorScheme.Dark)]
    [InlineData("status/incidents/1", ColorScheme.Light)]
    [InlineData("status/incidents/99", ColorScheme.Light)]
    public async Task Axe_finds_nothing(string address, ColorScheme theme)
    {
        foreach (var screen in (Screen[])[Screen.Phone, Screen.Laptop])
        {
            var page = await OpenAsync(address, screen, theme);
            foreach (var strip in await page.Locator("summary").AllAsync())
                await strip.ClickAsync();
            await AuditAsync(page);
            await page.Context.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Axe_finds_nothing_when_the_news_is_old(ColorScheme theme)
    {
        Show(TimeProvider.System.GetUtcNow().AddHours(-2));
        var page = await OpenAsync("", Screen.Laptop, theme);
        Assert.Equal("We cannot see at the moment whether things are working.", await page.Locator("h1").InnerTextAsync());
        await AuditAsync(page);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Everything_is_there_without_scripts_and_in_one_request()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        var asked = 0;
        page.Request += (_, _) => asked++;
        await page.GotoAsync(Address(""));
        Assert.Equal("Some things are working. Some people cannot sign in. We cannot see whether Overnight records is working.", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("Please wait.", await page.Locator("blockquote").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await page.Locator("button[data-copied]").IsVisibleAsync());
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.GetByText("No outage in the days").First.IsVisibleAsync() || await page.GetByText("No data recorded on").First.IsVisibleAsync());
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("status/history")]
    [InlineData("status/incidents/1")]
    public async Task At_400_percent_nothing_runs_out_of_the_side(string address)
    {
        // 1280 pixels at four times their size.
        var page = await OpenAsync(address, new Screen(320, 256), ColorScheme.Light);
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("", 390)]
    [InlineData("status?lang=de", 320)]
    public async Task Under_the_bars_their_words_stay_in_their_place_on_a_phone(string address, int width)
    {
        var page = await OpenAsync(address, new Screen(width, 700), ColorScheme.Light);
        var row = page.Locator("summary .q").First;
        var (first, last) = ((await row.Locator("span").First.BoundingBoxAsync())!, (await row.Locator("span").Last.BoundingBoxAsync())!);
        Assert.True(Math.Abs(first.Y - last.Y) < 1 && first.X < last.X, $"The first day is at {first.X}, {first.Y}, and today at {last.X}, {last.Y}.");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task It_prints_on_one_page()
    {
        var page = await OpenAsync("", Screen.Laptop, ColorScheme.Dark);
        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
        Assert.Contains("/Type /Pages\n/Count 1\n", pdf, StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task What_to_tell_users_is_copied_and_the_policy_lets_the_script_run()
    {
        var page = await OpenAsync("", Screen.Laptop, ColorScheme.Light);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.ReloadAsync();
        await page.Locator("button[data-copied]").ClickAsync();
        await page.GetByText("Copied", new() { Exact = true }).WaitForAsync();
        Assert.Equal("Please wait.", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Context.DisposeAsync();
    }

    private void Show(DateTimeOffset at) => _app.Services.GetRequiredService<StatusSite>().Show(new PublicCase().With("identity", Health.PartialOutage).With("records-sync", Health.Unknown)
        .With(new IncidentBuilder(1, Severity.Sev2, at.AddMinutes(-14)).Says(Phase.Investigating, "We are looking.", at.AddMinutes(-9)).Says(Phase.Identified, "About six in ten fail.", at.AddMinutes(-5), at.AddMinutes(36), tell: "Please wait."))
        .With(new IncidentBuilder(2, Severity.Sev3, at.AddDays(-1)).Says(Phase.Resolved, "We are sorry. It is over.", at.AddDays(-1), component: "booking"))
        .Make() with { At = at });

    private string Address(string address) => new Uri(new Uri(_app.Urls.First()), address).ToString();

    private async Task<IPage> OpenAsync(string address, Screen screen, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(screen, theme);
        await page.GotoAsync(Address(address));
        return page;
    }

    private static async Task AuditAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(static found => found.Nodes.Select(node => $"{found.Id}: {node.Html}: {string.Join(' ', node.Any.Select(static check => check.Message))}")));
    }
}
