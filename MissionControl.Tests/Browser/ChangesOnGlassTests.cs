using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

/// <summary>What a deploy script tells is on open pages without loading them again.</summary>
[Collection(ChromiumTests.Name)]
public sealed class ChangesOnGlassTests(ChromiumFixture chromium, DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task A_change_appears_on_an_open_board_and_on_the_open_page_of_its_metric()
    {
        var board = await OpenAsync("/", Screen.Phone, ColorScheme.Dark);
        var metric = await OpenAsync("/bpm/sign-in-success?range=3h", Screen.Laptop, ColorScheme.Light);
        await Assertions.Expect(metric.Locator(".chart[data-drawn]")).ToHaveCountAsync(1);
        await TellAsync(new { kind = "deploy", title = "identity-web 4.18.0", service = "identity", link = "https://ci.example.org/418", id = "glass-1" });
        await Assertions.Expect(board.Locator(".changed li").First).ToContainTextAsync("identity-web 4.18.0");
        await Assertions.Expect(board.Locator("a[href='/bpm/sign-in-success'] .spark .changes")).ToHaveCountAsync(1);
        await Assertions.Expect(metric.Locator(".change-label")).ToHaveTextAsync("identity-web 4.18.0");
        await Assertions.Expect(metric.Locator(".plot .changes")).ToHaveAttributeAsync("d", "M1000 0V400");
        await Assertions.Expect(metric.Locator(".past-changes a")).ToHaveAttributeAsync("href", "https://ci.example.org/418");
        foreach (var page in new[] { board, metric })
        {
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty((await page.RunAxe()).Violations);
        }
    }

    private async Task<IPage> OpenAsync(string address, Screen screen, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(screen, theme);
        await page.GotoAsync(new Uri(demo.Client.BaseAddress!, address).AbsoluteUri);
        return page;
    }

    private async Task TellAsync(object change)
    {
        var issued = await demo.App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", ["changes:write"], null), Actor.System, default);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/changes") { Content = JsonContent.Create(change) };
        request.Headers.Authorization = new("Bearer", issued.Issued!.Secret);
        using var answer = await demo.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
