using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed class IncidentAfterTests(SecondChromiumFixture chromium)
{
    [Fact]
    public async Task A_picture_shown_by_one_is_seen_by_another_at_once()
    {
        await using var app = await StartAsync();
        var bob = await SignInAsync(app, "Bob", Screen.Laptop, ColorScheme.Light);
        await bob.GotoAsync(new Uri(app.Address, "/incidents/1").ToString());
        await bob.WaitForLiveAsync();
        var ada = await SignInAsync(app, "Ada", Screen.Phone, ColorScheme.Dark);
        await ada.GotoAsync(new Uri(app.Address, "/incidents/1").ToString());
        await ada.WaitForLiveAsync();
        await ada.GetByRole(AriaRole.Link, new() { Name = "Show a picture" }).ClickAsync();
        await ada.WaitForURLAsync("**/images/new");
        Assert.Empty(await MendAsync(ada));
        await ada.GetByLabel("The picture").SetInputFilesAsync(new FilePayload { Name = "shot.png", MimeType = "image/png", Buffer = await bob.ScreenshotAsync() });
        await ada.GetByLabel("What it shows").FillAsync("Sign-ins fall at 01:52");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await ada.WaitForURLAsync("**/incidents/1#entry-*");
        var image = bob.GetByRole(AriaRole.Img, new() { Name = "Sign-ins fall at 01:52" });
        await image.ScrollIntoViewIfNeededAsync();
        await bob.WaitForFunctionAsync("() => [...document.images].some(image => image.alt.startsWith('Sign-ins fall') && image.naturalWidth === 1440)");
        Assert.True(await ada.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task A_draft_of_a_review_survives_a_reload_and_never_goes_over_what_another_wrote_meanwhile()
    {
        await using var app = await StartAsync();
        var ada = await SignInAsync(app, "Ada", Screen.Laptop, ColorScheme.Dark);
        await ada.GotoAsync(new Uri(app.Address, "/incidents/1/review").ToString());
        Assert.Empty(await MendAsync(ada));
        var field = ada.GetByRole(AriaRole.Textbox, new() { Name = "What helped" });
        await field.FillAsync("The runbook");
        await ada.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync("The runbook");

        var bob = await SignInAsync(app, "Bob", Screen.Phone, ColorScheme.Light);
        await bob.GotoAsync(new Uri(app.Address, "/incidents/1/review").ToString());
        await bob.GetByRole(AriaRole.Textbox, new() { Name = "What helped" }).FillAsync("The graph");
        await bob.Locator("#part-1").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(bob.Locator("#part-1")).ToContainTextAsync("Written by Bob");
        Assert.True(await bob.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await MendAsync(bob));

        await ada.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync("The runbook");
        await ada.Locator("#part-1").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(ada.Locator("#part-1 .theirs")).ToHaveTextAsync("The graph");
        await Assertions.Expect(field).ToHaveValueAsync("The runbook");
        await field.FillAsync("The graph, and the runbook");
        await ada.Locator("#part-1").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(ada.Locator("#part-1")).ToContainTextAsync("Written by Ada");
        await ada.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync("The graph, and the runbook");
    }

    [Fact]
    public async Task An_incident_is_renamed_closed_to_others_and_somebody_asked_in()
    {
        await using var app = await StartAsync();
        var ada = await SignInAsync(app, "Ada", Screen.Laptop, ColorScheme.Light);
        await ada.GotoAsync(new Uri(app.Address, "/incidents/1").ToString());
        await ada.WaitForLiveAsync();
        await ada.GetByText("Title, who sees it, part of another").ClickAsync();
        await ada.GetByLabel("Title", new() { Exact = true }).FillAsync("Nobody can sign in");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Assertions.Expect(ada.Locator("h1")).ToHaveTextAsync("Nobody can sign in");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Make it private" }).ClickAsync();
        await ada.GetByLabel("Ask somebody in").SelectOptionAsync(new SelectOptionValue { Label = "Bob" });
        await Assertions.Expect(ada.Locator(".members")).ToContainTextAsync("Bob");
        Assert.Empty(await MendAsync(ada));
    }

    private static async Task<PeopleApp> StartAsync()
    {
        var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Bob", Role.Responder);
        var declared = new Declared("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false);
        Assert.True((await app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(declared, new(ada.ActorId, null), Guid.NewGuid(), default)).IsDone);
        return app;
    }

    private static async Task<IEnumerable<string>> MendAsync(IPage page) =>
        (await page.RunAxe()).Violations.Select(static violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(static node => node.Html))}");

    private async Task<IPage> SignInAsync(PeopleApp app, string name, Screen screen, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(screen, theme);
        await page.GotoAsync(new Uri(app.Address, "/sign-in").ToString());
        await page.GetByLabel("E-mail address").FillAsync(PeopleApp.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLiveAsync();
        return page;
    }
}
