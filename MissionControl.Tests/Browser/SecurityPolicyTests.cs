using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed partial class SecurityPolicyTests(SecondChromiumFixture chromium)
{
    // What the policy forbade, from the first script on: a violation is not always an error on the console.
    private const string Watch = "window.forbidden = []; document.addEventListener('securitypolicyviolation', e => window.forbidden.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));";

    [Theory]
    [InlineData("/")]
    [InlineData("/wall")]
    public async Task A_live_page_needs_nothing_the_policy_forbids(string address)
    {
        await using var app = await BoardApp.StartAsync(A.Board().LikeThePicture().Version(1).Build());
        var (page, errors) = await OpenAsync();
        await page.GotoAsync(new Uri(app.Address, address).AbsoluteUri);
        // The number of a later board is on glass: the circuit runs.
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        app.Publish(A.Board().LikeThePicture().Version(2).Build());
        await page.WaitForSelectorAsync("[data-live][data-version='2']");

        Assert.Empty(await ForbiddenAsync(page));
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_chart_is_drawn_pointed_at_and_painted_anew_within_the_policy()
    {
        await using var app = await DrillApp.StartAsync();
        var (page, errors) = await OpenAsync();
        await page.GotoAsync(new Uri(app.Address, "/bpm/sign-in-success?range=24h").AbsoluteUri);
        await page.WaitForLiveAsync();
        await page.WaitForSelectorAsync(".chart[data-drawn] .plot-live svg .apexcharts-line", new() { State = WaitForSelectorState.Attached });
        await page.Locator(".plot-live").HoverAsync();
        await page.Locator(".plot-live .tip").WaitForAsync();
        await page.Locator("[data-theme-pin]").ClickAsync();
        await page.WaitForSelectorAsync(".chart[data-drawn] .plot-live svg .apexcharts-line", new() { State = WaitForSelectorState.Attached });
        app.Publish(tile => tile.Version(3));

        Assert.Empty(await ForbiddenAsync(page));
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task No_page_there_is_holds_or_does_what_the_policy_forbids()
    {
        await using var app = await DrillApp.StartAsync();
        var (page, _) = await OpenAsync();
        var pages = typeof(MissionApp).Assembly.GetTypes()
            .SelectMany(static type => type.GetCustomAttributes<RouteAttribute>())
            .Select(static route => Parameter().Replace(route.Template, "sign-in-success"))
            .Concat(["/nowhere", "/bpm/unknown", "/?at=never"]);
        foreach (var address in pages)
        {
            await page.GotoAsync(new Uri(app.Address, address).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.Empty((await ForbiddenAsync(page)).Select(found => $"{address}: {found}"));
            // Import maps and handlers in attributes are scripts as well.
            Assert.Equal(0, await page.Locator("script:not([src])").CountAsync());
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_watch_of_these_tests_sees_an_inline_script_and_an_inline_style_sheet()
    {
        await using var app = await BoardApp.StartAsync(A.Board().LikeThePicture().Version(1).Build());
        var (page, _) = await OpenAsync();
        await page.GotoAsync(app.Address.AbsoluteUri);
        await page.EvaluateAsync("() => { for (const name of ['script', 'style']) { const element = document.createElement(name); element.textContent = 'a{}'; document.head.append(element); } }");
        await page.WaitForFunctionAsync("() => window.forbidden.length === 2");
        await page.Context.CloseAsync();
    }

    private async Task<(IPage Page, List<string> Errors)> OpenAsync()
    {
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.AddInitScriptAsync(Watch);
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        return (page, errors);
    }

    private static Task<string[]> ForbiddenAsync(IPage page) => page.EvaluateAsync<string[]>("() => window.forbidden");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
