using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed partial class BoardPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_first_HTML_can_be_read_with_scripts_off()
    {
        await using var app = await BoardApp.StartAsync(Now().LikeThePicture().Build());
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());

        await Expect(page).ToHaveTitleAsync("▼ Act now · Mission Control");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Act now");
        await Expect(page.Locator(".tile")).ToHaveCountAsync(12);
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = FullSentence() })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-theme-pin]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_carries_no_inline_script_or_style()
    {
        await using var app = await BoardApp.StartAsync(Now().LikeThePicture().Build());
        using var client = new HttpClient { BaseAddress = app.Address };
        foreach (var address in new[] { "/", "/wall" })
        {
            var html = await client.GetStringAsync(new Uri(address, UriKind.Relative));
            Assert.DoesNotMatch(InlineCode(), html);
        }
    }

    [Fact]
    public async Task A_new_sample_touches_only_its_own_tile()
    {
        var (still, moving) = (Tile().Named("still", "Still", "a"), Tile().Named("moving", "Moving", "b"));
        await using var app = await BoardApp.StartAsync(Now().With(still.Build(), moving.Build()).Build());
        var page = await LiveAsync(app, "");
        await page.EvaluateAsync(
            """
            () => {
                window.touched = new Set();
                new MutationObserver(records => {
                    for (const record of records) {
                        const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
                        if (element?.closest('time')) continue; // ages count up by themselves
                        const tile = element?.closest('.tile');
                        if (tile) window.touched.add(tile.getAttribute('href'));
                    }
                }).observe(document.querySelector('.tiles'), { subtree: true, childList: true, attributes: true, characterData: true });
            }
            """);

        app.Publish(Now().With(still.Build(), moving.Off().Version(2).Build()).Version(2).Build());

        await Expect(page.Locator("a[href='/bpm/moving'] .value")).ToHaveTextAsync("41.2");
        await Expect(page.Locator("a[href='/bpm/moving']")).ToHaveClassAsync("tile is-off");
        Assert.Equal(["/bpm/moving"], await page.EvaluateAsync<string[]>("[...window.touched]"));
    }

    [Fact]
    public async Task The_tab_follows_the_verdict()
    {
        await using var app = await BoardApp.StartAsync(Now().Build());
        var page = await LiveAsync(app, "");
        await Expect(page).ToHaveTitleAsync("○ All calm · Mission Control");

        app.Publish(Now().Saying(VerdictLevel.ActNow, "Sign-ins are down").Version(2).Build());

        await Expect(page).ToHaveTitleAsync("▼ Act now · Mission Control");
        await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "lib/icon-act.svg");
    }

    [Fact]
    public async Task On_a_phone_the_tiles_that_need_someone_come_first_and_nothing_runs_off_the_side()
    {
        await using var app = await BoardApp.StartAsync(Now().LikeThePicture().Build());
        var page = await chromium.OpenAsync(Screen.Phone, ColorScheme.Dark);
        await page.GotoAsync(app.Address.ToString());

        var order = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.tile')]
                .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map(tile => tile.classList[1])
            """);
        Assert.Equal(["is-off", "is-off", "is-stale", "is-watch", "is-normal"], order.Take(5));
        Assert.Equal(Screen.Phone.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var small = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a, button')].filter(e => e.getBoundingClientRect().height < 44 && !e.matches('.skip')).map(e => e.outerHTML)");
        Assert.Empty(small);
    }

    [Fact]
    public async Task A_pinned_theme_lasts()
    {
        await using var app = await BoardApp.StartAsync(Now().Build());
        var page = await LiveAsync(app, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: auto" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();
        Assert.Equal("rgb(15, 18, 21)", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
    }

    [Fact]
    public async Task An_address_without_a_page_answers_404_and_a_way_back()
    {
        await using var app = await BoardApp.StartAsync(Now().Build());
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.GetAsync(new Uri("/nowhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Go to the board", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var machine = await client.GetAsync(new Uri("/api/nowhere", UriKind.Relative));
        Assert.Equal("application/problem+json", machine.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Twelve_tiles_fit_a_wall_screen_without_scrolling()
    {
        await using var app = await BoardApp.StartAsync(Now().LikeThePicture().Build());
        var page = await chromium.OpenAsync(Screen.WallScreen, ColorScheme.Dark);
        await page.GotoAsync(app.Address + "wall");
        await Expect(page.Locator(".tile")).ToHaveCountAsync(12);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"));
        await Expect(page.Locator("header")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Forty_tiles_are_at_most_sixty_kilobytes_on_the_line()
    {
        await using var app = await BoardApp.StartAsync(Now().Of(40).Build());
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var bytes = await client.GetByteArrayAsync(new Uri("/", UriKind.Relative));
        Assert.InRange(bytes.Length, 5_000, 60 * 1024);
    }

    private static BoardBuilder Now() => new(TimeProvider.System.GetUtcNow());

    private static TileBuilder Tile() => new(TimeProvider.System.GetUtcNow());

    private async Task<IPage> LiveAsync(BoardApp app, string address)
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.GotoAsync(app.Address + address);
        await page.WaitForLiveAsync();
        return page;
    }

    [GeneratedRegex("^Sign-in success, 41.2 %, expected 62–78 %. Off: Below normal for 12 min, about 190 fewer than expected. Owner: Identity. Measured at \\d\\d:\\d\\d.$", RegexOptions.None, 1000)]
    private static partial Regex FullSentence();

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=\"", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineCode();
}
