using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using MissionControl.Web.Shared;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed class PlannedWorkTests(SecondChromiumFixture chromium)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task On_a_phone_work_is_planned_and_strangers_see_it_on_the_status_page(ColorScheme theme)
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        await app.AddAsync("Ada", Role.Responder);
        var ada = await chromium.OpenAsync(Screen.Phone, theme);
        await ada.GotoAsync(new Uri(app.Address, "/sign-in").ToString());
        await ada.GetByLabel("E-mail address").FillAsync(PeopleApp.EmailOf("Ada"));
        await ada.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await ada.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await ada.WaitForLiveAsync();
        await ada.GotoAsync(new Uri(app.Address, "/planned").ToString());
        await ada.GetByRole(AriaRole.Link, new() { Name = "Plan work" }).ClickAsync();
        var from = TimeProvider.System.GetUtcNow().AddDays(3);
        await ada.GetByLabel("What is being done, in one line").FillAsync("Records move house");
        await ada.GetByLabel("What people will notice, and what to do").FillAsync("The list is there by 09:00 instead of 07:00.");
        await ada.GetByLabel("From", new() { Exact = true }).FillAsync(LocalTime.Write(from, London));
        await ada.GetByLabel("To", new() { Exact = true }).FillAsync(LocalTime.Write(from.AddHours(1), London));
        await ada.GetByLabel("Overnight records", new() { Exact = true }).CheckAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Check and preview" }).ClickAsync();
        await Assertions.Expect(ada.GetByText("What will be said by itself")).ToBeVisibleAsync();
        await MendAsync(ada);
        await ada.GetByRole(AriaRole.Button, new() { Name = "Announce it" }).ClickAsync();
        await ada.WaitForURLAsync("**/planned/1");
        await MendAsync(ada);

        var stranger = await chromium.OpenAsync(Screen.Phone, theme);
        await Eventually.Holds(async () =>
        {
            await stranger.GotoAsync(new Uri(app.Address, "/status").ToString());
            return await stranger.GetByRole(AriaRole.Link, new() { Name = "Records move house" }).CountAsync() == 1;
        });
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Records move house" }).ClickAsync();
        await Assertions.Expect(stranger.Locator("h1")).ToHaveTextAsync("Records move house");
        await MendAsync(stranger);

        foreach (var address in (string[])["/planned", "/planned/1/edit", "/publishing", "/publishing/write"])
        {
            await ada.GotoAsync(new Uri(app.Address, address).ToString());
            await MendAsync(ada);
        }
    }

    private static async Task MendAsync(IPage page)
    {
        Assert.Empty((await page.RunAxe()).Violations.SelectMany(static found => found.Nodes.Select(node => $"{found.Id}: {node.Html}")));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), page.Url);
    }
}
