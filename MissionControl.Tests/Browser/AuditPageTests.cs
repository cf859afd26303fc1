using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed class AuditPageTests(SecondChromiumFixture chromium)
{
    [Theory]
    [InlineData("phone", ColorScheme.Dark)]
    [InlineData("phone", ColorScheme.Light)]
    [InlineData("laptop", ColorScheme.Dark)]
    [InlineData("laptop", ColorScheme.Light)]
    public async Task Axe_finds_nothing_in_the_audit_and_nothing_runs_off_its_side(string screen, ColorScheme theme)
    {
        await using var app = await AuditApp.StartAsync(Role.Administrator);
        await app.Journal.AppendAsync(
            new("settings.changed", new('s', 200), new Actor("person:019aa4c2-7e14-7c3e-8fd1-2b1f6cfe3fd2", "2001:db8::1"), A.Moment, new() { ["before"] = "Normal", ["after"] = new string('x', 500), ["said"] = new string('y', 500) }),
            default);
        var page = await chromium.OpenAsync(screen == "phone" ? Screen.Phone : Screen.Laptop, theme);
        await page.GotoAsync(new Uri(app.Address, "/audit?from=nonsense").ToString());
        Assert.Empty((await page.RunAxe()).Violations);
        await page.GotoAsync(new Uri(app.Address, "/audit").ToString());
        await page.Locator(".audit-list summary").ClickAsync();
        await Assertions.Expect(page.GetByText("2001:db8::1")).ToBeVisibleAsync();
        Assert.Empty((await page.RunAxe()).Violations);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
