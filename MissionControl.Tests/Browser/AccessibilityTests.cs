using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class AccessibilityTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("", "phone", ColorScheme.Dark)]
    [InlineData("", "phone", ColorScheme.Light)]
    [InlineData("", "laptop", ColorScheme.Dark)]
    [InlineData("", "laptop", ColorScheme.Light)]
    [InlineData("wall", "phone", ColorScheme.Dark)]
    [InlineData("wall", "wall", ColorScheme.Dark)]
    [InlineData("wall", "wall", ColorScheme.Light)]
    [InlineData("nowhere", "phone", ColorScheme.Light)]
    [InlineData("nowhere", "laptop", ColorScheme.Dark)]
    [InlineData("alerts/words", "phone", ColorScheme.Light)]
    [InlineData("alerts/words", "laptop", ColorScheme.Dark)]
    [InlineData("services", "phone", ColorScheme.Light)]
    [InlineData("services", "laptop", ColorScheme.Dark)]
    public async Task Axe_finds_nothing(string address, string screen, ColorScheme theme) =>
        await AuditAsync(Now().LikeThePicture().WithCatalogProblems("bpms.yaml:1:1: error: words").Build(), address, screen, theme);

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Axe_finds_nothing_on_an_empty_board(ColorScheme theme) => await AuditAsync(Now().Empty().Build(), "", "phone", theme);

    [Theory]
    [InlineData(VerdictLevel.Blind, ColorScheme.Dark)]
    [InlineData(VerdictLevel.Blind, ColorScheme.Light)]
    [InlineData(VerdictLevel.Watch, ColorScheme.Dark)]
    [InlineData(VerdictLevel.Watch, ColorScheme.Light)]
    [InlineData(VerdictLevel.AllCalm, ColorScheme.Dark)]
    [InlineData(VerdictLevel.AllCalm, ColorScheme.Light)]
    public async Task Axe_finds_nothing_in_any_verdict(VerdictLevel level, ColorScheme theme) =>
        await AuditAsync(Now().Saying(level, "Something is so", new("One reason", "sign-in-success"), new("Another")).Build(), "", "laptop", theme);

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Axe_finds_nothing_when_the_connection_is_lost(ColorScheme theme)
    {
        var page = await chromium.OpenAsync(Screen.Laptop, theme);
        await using (var app = await BoardApp.StartAsync(Now().LikeThePicture().Build()))
        {
            await page.GotoAsync(app.Address.ToString());
            await page.WaitForLiveAsync();
        }

        await page.Locator("html[data-connection=lost]").WaitForAsync();
        await AuditAsync(page);
    }

    private static BoardBuilder Now() => new(TimeProvider.System.GetUtcNow());

    private static async Task AuditAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(found => found.Nodes.Select(node => $"{found.Id}: {node.Html}: {string.Join(' ', node.Any.Select(check => check.Message))}")));
    }

    private async Task AuditAsync(BoardSnapshot board, string address, string screen, ColorScheme theme)
    {
        await using var app = await BoardApp.StartAsync(board);
        var page = await chromium.OpenAsync(screen switch { "phone" => Screen.Phone, "wall" => Screen.WallScreen, _ => Screen.Laptop }, theme);
        await page.GotoAsync(app.Address + address);
        await AuditAsync(page);
        await page.Context.DisposeAsync();
    }
}
