using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class StretchPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_stretch_declared_on_a_phone_is_listed_drawn_and_seen_by_others_and_can_be_taken_back()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await OpenAsync(app, Screen.Phone, ColorScheme.Dark);
        var other = await OpenAsync(app, Screen.Laptop, ColorScheme.Light);
        await page.Locator(".stretches summary").ClickAsync();
        await page.GetByLabel("What it is").SelectOptionAsync("Campaign");
        await page.GetByLabel("In words").FillAsync("Half price unicorns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Declare", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".stretch-list li")).ToContainTextAsync("Half price unicorns");
        await Assertions.Expect(page.Locator(".plot .declared")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".declared-label")).ToHaveTextAsync("Campaign");
        await Assertions.Expect(page.Locator(".sentence")).ToContainTextAsync("Declared: campaign");
        await Assertions.Expect(other.Locator(".declared-label")).ToHaveTextAsync("Campaign");
        // A circuit knows who began it and from where.
        Assert.Equal(new("person:7", "127.0.0.1"), app.Kept.LastBy);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

        await page.Locator(".stretch-list .take-back").ClickAsync();
        await Assertions.Expect(other.Locator(".declared-label")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".stretch-list .take-back")).ToHaveTextAsync("Undo");
        await Assertions.Expect(page.Locator(".stretch-list .take-back")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(other.Locator(".declared-label")).ToHaveTextAsync("Campaign");
    }

    [Fact]
    public async Task A_mistake_is_told_beside_its_field_which_takes_the_focus_and_nothing_moves()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await OpenAsync(app, Screen.Phone, ColorScheme.Light);
        await page.Locator(".stretches summary").ClickAsync();
        var words = page.GetByLabel("In words");
        var before = (await words.BoundingBoxAsync())!.Y + await page.EvaluateAsync<double>("() => scrollY");
        await page.GetByLabel("To (").FillAsync("2020-01-01T00:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Declare", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#stretch-to-says")).ToHaveTextAsync("The end must lie after the beginning.");
        await Assertions.Expect(page.GetByLabel("To (")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("To (")).ToHaveValueAsync("2020-01-01T00:00");
        Assert.Equal(before, (await words.BoundingBoxAsync())!.Y + await page.EvaluateAsync<double>("() => scrollY"), 1.0);
    }

    [Fact]
    public async Task What_is_declared_is_changed_with_the_keyboard_alone_and_changed_back()
    {
        await using var app = await DrillApp.StartAsync();
        await app.Stretches.DeclareAsync(Outage(app), default);
        var page = await OpenAsync(app, Screen.Phone, ColorScheme.Dark);
        await page.Locator(".stretches summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Outage" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#change-kind")).ToBeFocusedAsync();
        await page.Locator("#change-kind").SelectOptionAsync("BadData");
        await page.Locator("#change-words").FillAsync("Meter was wrong");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".stretch-list li")).ToContainTextAsync("Meter was wrong");
        await Assertions.Expect(page.Locator(".declared-label")).ToHaveTextAsync("Bad data");
        await Assertions.Expect(page.Locator("#stretch-declared")).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo change" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".declared-label")).ToHaveTextAsync("Outage");
        await Assertions.Expect(page.Locator("#stretch-declared")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_pointer_reads_what_was_declared()
    {
        await using var app = await DrillApp.StartAsync();
        await app.Stretches.DeclareAsync(Outage(app), default);
        var page = await OpenAsync(app, Screen.Laptop, ColorScheme.Dark);
        var plot = (await page.Locator(".plot-live").BoundingBoxAsync())!;
        await page.Locator(".plot-live").HoverAsync(new() { Position = new() { X = plot.Width * 20.5f / 24, Y = 60 } });
        await Assertions.Expect(page.Locator(".tip-declared").First).ToHaveTextAsync("Outage: Cold cache");
    }

    [Fact]
    public async Task A_time_dragged_over_on_the_chart_is_in_the_form_and_is_declared_only_when_it_is_sent()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await OpenAsync(app, Screen.Laptop, ColorScheme.Light);
        await Assertions.Expect(page.GetByText("Drag over the chart")).ToBeVisibleAsync();
        var plot = (await page.Locator(".plot-live").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 20 / 24), plot.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 18 / 24), plot.Y + 80, new() { Steps = 4 });
        await Assertions.Expect(page.Locator(".taken")).ToContainTextAsync(" to ");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".taken")).ToHaveCountAsync(0);
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#stretch-kind")).Not.ToBeVisibleAsync();

        // From right to left is as good.
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 20 / 24), plot.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 18 / 24), plot.Y + 80, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#stretch-kind")).ToBeFocusedAsync();
        var (from, to) = (await TypedAsync(page, "#stretch-from"), await TypedAsync(page, "#stretch-to"));
        Assert.InRange((to - from).TotalMinutes, 118, 124);
        Assert.Empty(app.Stretches.Current.All);

        await page.GetByRole(AriaRole.Button, new() { Name = "Declare", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".declared-label")).ToHaveTextAsync("Outage");
        var declared = Assert.Single(app.Stretches.Current.All);
        Assert.Equal(to - from, declared.To - declared.From);
        Assert.InRange((app.Now.AddHours(-6) - declared.From).TotalMinutes, -6, 6);
    }

    [Theory]
    [InlineData(ColorScheme.Dark, true)]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, true)]
    [InlineData(ColorScheme.Light, false)]
    public async Task Axe_finds_nothing_to_mend(ColorScheme theme, bool phone)
    {
        await using var app = await DrillApp.StartAsync();
        await app.Stretches.DeclareAsync(Outage(app), default);
        await app.Stretches.DeclareAsync(new() { Kind = StretchKind.BankHoliday, Bpm = null, From = app.Now.AddDays(2), To = app.Now.AddDays(3), Words = "Spring Bank Holiday" }, default);
        app.Publish(tile => tile.Off(0.41, TimeSpan.FromHours(3)));
        var page = await OpenAsync(app, phone ? Screen.Phone : Screen.Laptop, theme);
        await page.Locator(".stretches summary").ClickAsync();
        await page.GetByLabel("To (").FillAsync("2020-01-01T00:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Declare", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#stretch-to-says")).ToHaveTextAsync("The end must lie after the beginning.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Outage" }).ClickAsync();
        await Assertions.Expect(page.Locator("#change-kind")).ToBeFocusedAsync();
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    private static async Task<DateTime> TypedAsync(IPage page, string field) => DateTime.Parse(await page.InputValueAsync(field), CultureInfo.InvariantCulture);

    private static StretchDraft Outage(DrillApp app) => new()
    {
        Kind = StretchKind.Outage, Bpm = "sign-in-success", From = app.Now.AddHours(-5), To = app.Now.AddHours(-2), Words = "Cold cache",
    };

    private async Task<IPage> OpenAsync(DrillApp app, Screen screen, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(screen, theme);
        await page.GotoAsync(new Uri(app.Address, "/bpm/sign-in-success?range=24h").ToString());
        await page.WaitForLiveAsync();
        await page.WaitForSelectorAsync(".chart[data-drawn] .plot-live svg .apexcharts-line", new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
