using Microsoft.Playwright;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class ConnectionTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("")]
    [InlineData("wall")]
    public async Task A_restart_under_an_open_page_is_said_and_survived(string address)
    {
        var port = BoardApp.FreePort();
        var page = await chromium.OpenAsync(Screen.WallScreen, ColorScheme.Dark);
        await using (var first = await BoardApp.StartAsync(Now().With(Tile().Build()).Build(), port))
        {
            await page.GotoAsync(first.Address + address);
            await page.WaitForLiveAsync();
        }

        await Expect(page.Locator("#connection")).ToContainTextAsync("Connection lost since");
        await Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("✕ Connection lost · Mission Control");
        await Expect(page.Locator(".value")).ToHaveTextAsync("70");
        await Expect(page.Locator("#components-reconnect-modal")).ToHaveCountAsync(0);

        await using var second = await BoardApp.StartAsync(Now().With(Tile().Off().Build()).Build(), port);
        await Expect(page.Locator(".value")).ToHaveTextAsync("41.2", new() { Timeout = 20_000 });
        await page.WaitForLiveAsync();
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();

        second.Publish(Now().With(Tile().Off(0.333, TimeSpan.FromMinutes(13)).Version(2).Build()).Version(2).Build());
        await Expect(page.Locator(".value")).ToHaveTextAsync("33.3");
    }

    [Fact]
    public async Task A_network_that_comes_back_brings_the_numbers_without_a_new_page()
    {
        await using var app = await BoardApp.StartAsync(Now().With(Tile().Build()).Build());
        await using var line = new CuttableLine(app.Address.Port);
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.GotoAsync(line.Address.ToString());
        await page.WaitForLiveAsync();
        await page.EvaluateAsync("window.samePage = true");

        line.Cut();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-connection", "lost");
        app.Publish(Now().With(Tile().Off().Version(2).Build()).Version(2).Build());
        line.Mend();

        await Expect(page.Locator(".value")).ToHaveTextAsync("41.2", new() { Timeout = 20_000 });
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-connection", "live");
        Assert.True(await page.EvaluateAsync<bool>("window.samePage === true"));
    }

    [Fact]
    public async Task A_circuit_that_falls_silent_is_noticed_by_the_page_itself()
    {
        await using var app = await BoardApp.StartAsync(Now().With(Tile().Build()).Build());
        await using var line = new CuttableLine(app.Address.Port);
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.Clock.InstallAsync();
        await page.GotoAsync(line.Address.ToString());
        await page.WaitForLiveAsync();

        line.Stall();
        // As many minutes as it takes for half a minute of silence; the stalled line says nothing about being cut.
        await page.Clock.RunForAsync(45_000);

        await Expect(page.Locator("#connection")).ToContainTextAsync("numbers are from then");
    }

    private static BoardBuilder Now() => new(TimeProvider.System.GetUtcNow());

    private static TileBuilder Tile() => new(TimeProvider.System.GetUtcNow());
}
