using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed class RunbookRunTests(SecondChromiumFixture chromium)
{
    [Fact]
    public async Task A_step_ticked_by_keyboard_is_seen_by_another_who_takes_it_back_and_says_whether_it_helped()
    {
        await using var app = await StartAsync();
        var ada = await SignInAsync(app, "Ada", Screen.Phone, ColorScheme.Dark);
        await ada.GotoAsync(new Uri(app.Address, "/runbooks/sign-in-failures").ToString());
        await Assertions.Expect(ada.Locator(".command button").First).ToBeVisibleAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Start a run" }).ClickAsync();
        await ada.WaitForURLAsync("**/runbooks/runs/*");
        await ada.WaitForLiveAsync();
        var bob = await SignInAsync(app, "Bob", Screen.Laptop, ColorScheme.Light);
        await bob.GotoAsync(ada.Url);
        await bob.WaitForLiveAsync();

        var step = ada.GetByRole(AriaRole.Checkbox).First;
        await step.FocusAsync();
        await ada.Keyboard.PressAsync("Space");
        await Assertions.Expect(step).ToHaveAttributeAsync("aria-checked", "true");
        await Assertions.Expect(step).ToBeFocusedAsync();
        await Assertions.Expect(bob.Locator(".ticked")).ToContainTextAsync("Ada");
        Assert.Single(await app.JournalAsync("runbook.ticked"));
        Assert.True(await ada.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await MendAsync(ada));
        Assert.Empty(await MendAsync(bob));

        await bob.GetByRole(AriaRole.Checkbox).First.PressAsync("Enter");
        await Assertions.Expect(step).ToHaveAttributeAsync("aria-checked", "false");
        await Assertions.Expect(ada.Locator(".rb-acts li").First).ToContainTextAsync("Bob took back");
        await bob.GetByRole(AriaRole.Button, new() { Name = "It helped", Exact = true }).ClickAsync();
        await Assertions.Expect(ada.Locator(".outcome")).ToContainTextAsync("It helped");
        await Assertions.Expect(step).ToBeDisabledAsync();
    }

    [Theory]
    [InlineData("/runbooks?q=stable")]
    [InlineData("/runbooks/sign-in-failures")]
    [InlineData("/runbooks/health")]
    public async Task Axe_finds_nothing_to_mend(string path)
    {
        await using var app = await StartAsync();
        foreach (var (screen, theme) in new[] { (Screen.Phone, ColorScheme.Dark), (Screen.Laptop, ColorScheme.Light) })
        {
            var page = await SignInAsync(app, "Ada", screen, theme);
            await page.GotoAsync(new Uri(app.Address, path).ToString());
            Assert.Empty(await MendAsync(page));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        }
    }

    private static async Task<PeopleApp> StartAsync()
    {
        var app = await PeopleApp.StartAsync("Staging");
        await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Bob", Role.Responder);
        await Eventually.Holds(() => app.App.Services.GetRequiredService<DefinitionsFeed>().Current.Definitions.Runbooks.Count > 0);
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
