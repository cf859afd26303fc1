using System.Net;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Browser;

/// <summary>The page of one metric, on the running demo.</summary>
[Collection(ChromiumTests.Name)]
public sealed class BpmPageTests(ChromiumFixture chromium, DemoApp demo) : IClassFixture<DemoApp>
{
    private string Address => demo.Client.BaseAddress!.ToString();

    [Fact]
    public async Task The_chart_is_drawn_with_band_value_and_the_week_before_and_the_address_is_its_state()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(Address);
        await page.Locator("a[href='/bpm/sign-in-success']").First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign-in success");
        await DrawnAsync(page, 720);
        await Expect(page.Locator(".apexcharts-rangearea-series path, .apexcharts-line-series path").First).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "7 days" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("range=7d", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await DrawnAsync(page, 1000);
        await page.GoBackAsync();
        await DrawnAsync(page, 720);
    }

    [Fact]
    public async Task Earlier_and_a_link_to_this_moment_pin_the_end()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.GotoAsync(Address + "bpm/sign-ups?range=3h");
        await page.GetByRole(AriaRole.Link, new() { Name = "Earlier" }).ClickAsync();
        Assert.Contains("&to=", page.Url, StringComparison.Ordinal);
        await DrawnAsync(page, 170);
        Assert.Contains("&to=", await page.Locator("a[data-copy]").GetAttributeAsync("href") ?? "", StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Now" }).ClickAsync();
        Assert.DoesNotContain("to=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_the_picture_and_the_words_are_there()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address + "bpm/payments-taken?range=24h");
        await Expect(page.Locator(".past-still .line")).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("figcaption")).ToContainTextAsync("Over these 1 day: lowest");
        await Expect(page.Locator(".bpm-why").First).ToContainTextAsync("Compared with a");
    }

    [Fact]
    public async Task A_range_that_cannot_be_is_explained_and_the_last_day_is_shown()
    {
        var page = await chromium.OpenAsync(Screen.Phone, ColorScheme.Dark);
        await page.GotoAsync(Address + "bpm/sign-ups?range=900y&to=never");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“to” must be a time like");
        await DrawnAsync(page, 700);
    }

    [Fact]
    public async Task An_unknown_metric_is_not_found_and_a_near_one_is_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bpm/sign-upps");
        request.Headers.Add("Accept", "text/html");
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("href=\"/bpm/sign-ups\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign-in-success?range=24h", ColorScheme.Dark)]
    [InlineData("sign-in-success?range=3h", ColorScheme.Light)]
    [InlineData("overnight-record-sync?range=5w", ColorScheme.Dark)]
    [InlineData("basket-value", ColorScheme.Light)]
    [InlineData("nothing-like-it", ColorScheme.Light)]
    public async Task Axe_finds_nothing(string address, ColorScheme theme)
    {
        foreach (var screen in new[] { Screen.Phone, Screen.Laptop })
        {
            var page = await chromium.OpenAsync(screen, theme);
            await page.GotoAsync(Address + "bpm/" + address);
            if (address != "nothing-like-it")
                await DrawnAsync(page, 1);
            var result = await page.RunAxe();
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(static found => $"{found.Id}: {found.Help} {found.Nodes[0].Html}")));
        }
    }

    private static async Task DrawnAsync(IPage page, int least)
    {
        var figure = page.Locator("figure[data-drawn]");
        await figure.WaitForAsync(new() { Timeout = 20_000 });
        Assert.True(int.Parse(await figure.GetAttributeAsync("data-drawn") ?? "0") >= least);
    }
}
