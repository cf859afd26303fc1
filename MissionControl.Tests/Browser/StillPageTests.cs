using Microsoft.Playwright;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

/// <summary>What whoever has too many pages open gets instead of one more that is live.</summary>
[Collection(ChromiumTests.Name)]
public sealed class StillPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task One_page_too_many_shows_the_board_standing_still_and_says_why_until_there_is_room()
    {
        await using var app = await PeopleApp.StartAsync("Staging", "--MissionControl:Circuits:PerPerson", "1");
        await app.AddAsync("Ada", Role.Viewer);
        var first = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await first.GotoAsync(app.Address.AbsoluteUri);
        await first.GetByLabel("E-mail address").FillAsync(PeopleApp.EmailOf("Ada"));
        await first.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await first.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await first.WaitForLiveAsync();
        Assert.Equal(0, await first.Locator("[data-still]").CountAsync());

        var second = await first.Context.NewPageAsync();
        foreach (var address in (string[])["/", "/wall", "/bpm/sign-in-success"])
        {
            await second.GotoAsync(new Uri(app.Address, address).AbsoluteUri);
            await Assertions.Expect(second.Locator("[data-still]")).ToContainTextAsync("You have 1 live page open already");
            Assert.NotEqual("live", await second.Locator("html").GetAttributeAsync("data-connection"));
        }

        await second.GotoAsync(app.Address.AbsoluteUri);
        Assert.NotEqual(0, await second.Locator(".tile").CountAsync());
        await first.CloseAsync();
        await Eventually.Holds(async () =>
        {
            await second.ReloadAsync();
            return await second.Locator("[data-still]").CountAsync() == 0;
        });
        await second.WaitForLiveAsync();
    }
}
