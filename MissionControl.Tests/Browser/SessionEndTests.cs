using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Browser;

/// <summary>What happens to open pages when whoever opened them may no longer.</summary>
[Collection(ChromiumTests.Name)]
public sealed class SessionEndTests(ChromiumFixture chromium)
{
    private const float TenSeconds = 10_000;

    [Fact]
    public async Task The_open_board_of_a_person_who_is_disabled_ends_within_ten_seconds()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var page = await OpenBoardAsync(app);
        await using (var scope = app.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PeopleDesk>().SetDisabledAsync(ada.Id, isDisabled: true, Actor.System, default);
        await page.WaitForURLAsync("**/sign-in*", new() { Timeout = TenSeconds });
    }

    [Fact]
    public async Task A_board_that_is_signed_out_elsewhere_ends_and_a_role_that_changes_loads_it_again()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var page = await OpenBoardAsync(app);
        var loads = 0;
        page.Load += (_, _) => loads++;
        await using var scope = app.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PeopleDesk>().SetRoleAsync(ada.Id, Role.Administrator, Actor.System, default);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "People" })).ToHaveCountAsync(1, new() { Timeout = TenSeconds });
        await page.WaitForLiveAsync();
        await app.App.Services.GetRequiredService<SessionBook>().EndAsync(ada.Id, null, null, Actor.System, default);
        await page.WaitForURLAsync("**/sign-in*", new() { Timeout = TenSeconds });
    }

    private async Task<IPage> OpenBoardAsync(PeopleApp app)
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(app.Address.AbsoluteUri);
        await page.GetByLabel("E-mail address").FillAsync(PeopleApp.EmailOf("Ada"));
        await page.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLiveAsync();
        return page;
    }
}
