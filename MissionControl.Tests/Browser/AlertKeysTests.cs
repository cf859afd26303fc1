using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Browser;

/// <summary>A list of alerts that is longer than what is drawn of it, gone through by keys.</summary>
[Collection(ChromiumTests.Name)]
public sealed class AlertKeysTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const int Many = 120;

    // Beyond those that stay in the document.
    private const int FarDown = 40;
    private PeopleApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        await _app.AddAsync("Ana", Role.Responder);
        var now = TimeProvider.System.GetUtcNow();
        AlertBatch batch = new("alertmanager", null, now, [.. Enumerable.Range(1, Many).Select(number => Queue(number, now))]);
        Assert.Equal(TakeAnswer.Taken, await _app.App.Services.GetRequiredService<IAlertIntake>().TakeAsync(batch, Actor.System, default));
        await Eventually.Holds(() => _app.App.Services.GetRequiredService<AlertFeed>().Current.Open.Length >= Many);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_next_alert_is_the_next_even_when_the_last_has_left_the_document()
    {
        var page = await OpenAsync();
        await GoToAsync(page, FarDown);

        // The list measured its rows anew and turned: no hand did it.
        await page.EvaluateAsync("() => window.scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(Row(page, FarDown)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("j");
        await Expect(Focused(page)).ToHaveTextAsync($"Queue {FarDown + 1} is long");

        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("k");
        await Expect(Focused(page)).ToHaveTextAsync($"Queue {FarDown - 1} is long");
    }

    [Fact]
    public async Task An_act_reaches_the_alert_it_was_meant_for_though_it_has_left_the_document()
    {
        var page = await OpenAsync();
        await GoToAsync(page, FarDown);
        await page.EvaluateAsync("() => window.scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(Row(page, FarDown)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("[data-alert]", new() { HasText = "You look after it" }).Locator("[data-open]")).ToHaveTextAsync($"Queue {FarDown} is long");
    }

    [Fact]
    public async Task The_first_alerts_stay_where_they_are_from_the_first_moment()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await page.AddInitScriptAsync("""
            window.fewest = Infinity;
            const look = () => { window.fewest = Math.min(window.fewest, document.querySelectorAll('[data-alert]').length); };
            document.addEventListener('DOMContentLoaded', () => { look(); new MutationObserver(look).observe(document, { childList: true, subtree: true }); });
            """);
        await SignInAsync(page);
        await page.GotoAsync(new Uri(_app.Address, "/alerts?q=zebra").AbsoluteUri);
        await page.WaitForLiveAsync();
        await GoToAsync(page, FarDown);
        Assert.InRange(await page.EvaluateAsync<int>("() => window.fewest"), 24, Many);
    }

    [Fact]
    public async Task Whoever_looks_after_an_alert_reads_that_it_is_they()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".alert-meta", new() { HasText = "You look after it" })).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Whoever_is_at_an_alert_stays_there_when_another_comes_before_it()
    {
        var page = await OpenAsync();
        await GoToAsync(page, 3);
        await page.EvaluateAsync("() => { window.stayed = document.activeElement; }");
        var now = TimeProvider.System.GetUtcNow();
        AlertBatch batch = new("alertmanager", null, now, [Queue(Many + 1, now) with { StartsAt = now }]);
        Assert.Equal(TakeAnswer.Taken, await _app.App.Services.GetRequiredService<IAlertIntake>().TakeAsync(batch, Actor.System, default));
        await Expect(Row(page, Many + 1)).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === window.stayed"));
        await Expect(Focused(page)).ToHaveTextAsync("Queue 3 is long");
    }

    [Fact]
    public async Task Somebody_who_turned_the_wheel_goes_on_where_they_look()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("j");
        await page.Mouse.MoveAsync(700, 500);
        for (var turn = 0; turn < 40; turn++)
            await page.Mouse.WheelAsync(0, 800);
        await Expect(Row(page, Many)).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(Focused(page)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Quick_keys_pass_over_no_alert()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("() => { window.passed = new Set(); document.addEventListener('focusin', event => { const row = event.target.closest('[data-alert]'); if (row) window.passed.add(row.dataset.alert); }); }");
        for (var key = 0; key < 10 * Many; key++)
        {
            await page.Keyboard.PressAsync("j");
            if (await page.EvaluateAsync<bool>($"() => document.activeElement?.closest('[data-alert]')?.innerText.includes('Queue {Many} is long') ?? false"))
                break;
        }

        Assert.Equal(Many, await page.EvaluateAsync<int>("() => window.passed.size"));
    }

    [Fact]
    public async Task The_tab_of_a_page_that_does_not_say_how_things_are_keeps_its_name_and_has_an_icon()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        List<string> missing = [];
        page.Response += (_, response) =>
        {
            if (response.Status == 404)
                missing.Add(response.Url);
        };
        await SignInAsync(page);
        await page.GotoAsync(new Uri(_app.Address, "/alerts").AbsoluteUri);
        await page.WaitForLiveAsync();
        await Expect(page).ToHaveTitleAsync("Alerts · Mission Control");
        Assert.EndsWith(".svg", await page.Locator("link[rel~=icon]").Last.GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Empty(missing);
    }

    // Of uneven height, and each a group of its own: the first is the newest.
    private static AlertSignal Queue(int number, DateTimeOffset now) => new()
    {
        Labels = LabelSet.Of(("alertname", $"Zebra{number.ToString("000", CultureInfo.InvariantCulture)}"), ("severity", "critical")),
        Annotations = LabelSet.Of(("summary", $"Queue {number} is long"), ("description", string.Concat(Enumerable.Repeat("Work waits and nobody knows for how long. ", number * 7 % 12)))),
        IsFiring = true,
        StartsAt = now.AddMinutes(-number),
    };

    private static ILocator Row(IPage page, int number) => page.Locator("[data-open]").GetByText($"Queue {number} is long", new() { Exact = true });

    private static async Task GoToAsync(IPage page, int number)
    {
        for (var key = 0; key < number; key++)
            await page.Keyboard.PressAsync("j");
        await Expect(Focused(page)).ToHaveTextAsync($"Queue {number} is long");
    }

    private static ILocator Focused(IPage page) => page.Locator("[data-open]:focus");

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Light);
        await SignInAsync(page);
        await page.GotoAsync(new Uri(_app.Address, "/alerts?q=zebra").AbsoluteUri);
        await page.WaitForLiveAsync();
        return page;
    }

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(new Uri(_app.Address, "/sign-in").AbsoluteUri);
        await page.FillAsync("[name='Entry.Email']", PeopleApp.EmailOf("Ana"));
        await page.FillAsync("[name='Entry.Password']", PeopleApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".who")).ToContainTextAsync("Ana");
    }
}
