using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class WhyTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_tile_says_why_to_who_points_at_it_tabs_to_it_or_listens_and_can_be_sent_away()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var app = await BoardApp.StartAsync(new BoardBuilder(now).LikeThePicture().Build());
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(app.Address.ToString());
        await page.WaitForLiveAsync();
        var (tile, why) = (page.Locator("a.tile").First, page.Locator("#why-sign-in-success"));
        Assert.Equal("why-sign-in-success", await tile.GetAttributeAsync("aria-describedby"));
        Assert.Matches(@"^41\.2 % of 480 counted\. For a \w+day at \d\d:\d\d we expect 62 to 78 %: the middle of the last six \w+days\. Below normal since ", await why.TextContentAsync() ?? "");
        Assert.False(await why.IsVisibleAsync());
        await tile.HoverAsync();
        await why.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await why.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator("h1, .verdict").First.HoverAsync();
        await page.Keyboard.PressAsync("Tab");
        await tile.FocusAsync();
        await why.WaitForAsync();
        Assert.Empty((await page.RunAxe()).Violations);
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task The_page_of_a_metric_begins_with_why_and_shows_what_its_band_was_computed_from(ColorScheme theme)
    {
        await using var app = await DrillApp.StartAsync();
        var basis = Some.Basis(app.Now, default, 0.62, 0.78);
        var adopted = basis with { Baseline = basis.Baseline with { Adopted = new(app.Now.AddHours(-9), new(0.8 * basis.Point.Level, 0), 0, 0) } };
        app.Learn(adopted with { Adopted = adopted.Baseline.Adopted }, tile => tile.Off());
        var page = await chromium.OpenAsync(Screen.Phone, theme);
        await page.GotoAsync(app.Address + "bpm/sign-in-success");
        await page.WaitForLiveAsync();
        Assert.Contains("New normal since", await page.Locator(".now .why").InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(await page.Locator(".plot .before").GetAttributeAsync("d") ?? "");
        Assert.Contains("band = scale⁻¹(shape + level + reach × spread)", await page.Locator(".why-panel").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty((await page.RunAxe()).Violations);
    }
}
