using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.Incidents;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Support.Browser;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.Browser;

/// <summary>Following the page by mail in a browser, without scripts, and every page of it under axe in both languages.</summary>
[Collection(SecondChromiumTests.Name)]
public sealed class FollowerPagesTests(SecondChromiumFixture chromium)
{
    [Fact]
    public async Task Somebody_without_scripts_follows_hears_and_ends_it()
    {
        await using var app = await FollowApp.StartAsync();
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "/status?show=booking").ToString());
        await page.GetByLabel("Your e-mail address").FillAsync("ada@example.org");
        Assert.True(await page.GetByRole(AriaRole.Group, new() { Name = "About which parts" }).GetByLabel("Booking").IsCheckedAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow by e-mail" }).ClickAsync();
        Assert.Equal("Look into your mail", await page.Locator("h1").InnerTextAsync());
        await page.GotoAsync(Link(app, (await app.MailsAsync(1))[0], "confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, send me mails" }).ClickAsync();
        Assert.Equal("You follow by e-mail", await page.Locator("h1").InnerTextAsync());

        var incident = await app.DeclareAsync();
        await app.SayAsync(incident, Phase.Investigating, "Booking fails for some.", "booking");
        var mail = (await app.MailsAsync(2))[1];
        Assert.Contains("Booking fails for some.", mail.Parts()[0], StringComparison.Ordinal);
        // One click, as the mail program sends it.
        using var stranger = app.Stranger();
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        (await stranger.PostAsync(new Uri(new Uri(Link(app, mail, "stop")).PathAndQuery, UriKind.Relative), click)).EnsureSuccessStatusCode();
        await app.SayAsync(incident, Phase.Resolved, "It is over.", "booking");
        await page.GotoAsync(Link(app, mail, "stop"));
        Assert.Equal("This link is no longer good", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(2, app.Mails.Taken.Count);
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("de", ColorScheme.Light)]
    public async Task Axe_finds_nothing_on_any_page(string language, ColorScheme theme)
    {
        await using var app = await FollowApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Phone, theme);
        await OpenAsync(page, app, $"/status/follow?lang={language}");
        await page.Locator("#email").EvaluateAsync("field => field.form.noValidate = true");
        await page.Locator("#email").FillAsync("nobody");
        await SendAsync(page);
        Assert.Equal("nobody", await page.Locator("#email").InputValueAsync());
        await page.Locator("#email").FillAsync("ada@example.org");
        await SendAsync(page);
        var mail = (await app.MailsAsync(1))[0];
        await OpenAsync(page, app, Link(app, mail, "confirm"));
        await SendAsync(page);
        await OpenAsync(page, app, Link(app, mail, "parts"));
        await page.Locator("input[type=checkbox]").First.CheckAsync();
        await SendAsync(page);
        await OpenAsync(page, app, Link(app, mail, "stop"));
        await SendAsync(page);
        await OpenAsync(page, app, Link(app, mail, "stop") + "?lang=" + language);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Axe_finds_nothing_in_a_mail()
    {
        await using var app = await FollowApp.StartAsync();
        using var stranger = app.Stranger();
        using var form = new FormUrlEncodedContent([new("email", "ada@example.org"), new("lang", "de")]);
        (await stranger.PostAsync(new Uri("/status/follow", UriKind.Relative), form)).Dispose();
        var page = await chromium.OpenAsync(Screen.Phone, ColorScheme.Light);
        await page.SetContentAsync((await app.MailsAsync(1))[0].Parts()[1]);
        await AuditAsync(page);
        await page.Context.DisposeAsync();
    }

    private static async Task SendAsync(IPage page)
    {
        await page.Locator("form[method=post] button").First.ClickAsync();
        await AuditAsync(page);
    }

    private static async Task OpenAsync(IPage page, FollowApp app, string address)
    {
        await page.GotoAsync(new Uri(app.Address, address).ToString());
        await AuditAsync(page);
    }

    private static string Link(FollowApp app, Mail mail, string what) => new Uri(app.Address, $"/status/follow/{what}/{FollowerCase.TokenIn(mail, what)}").ToString();

    private static async Task AuditAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(static found => found.Nodes.Select(node => $"{found.Id}: {node.Html}: {string.Join(' ', node.Any.Select(static check => check.Message))}")));
    }
}
