using Microsoft.Playwright;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

/// <summary>That our own policies let a real browser go to another site and come back from it.</summary>
[Collection(ChromiumTests.Name)]
public sealed class SingleSignOnTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_browser_goes_to_the_provider_and_comes_back_to_a_live_board_within_the_policy()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var app = await PeopleApp.StartAsync("Staging", provider.Settings());
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            // A browser also asks for an icon that we do not have.
            if (message.Type == "error" && !message.Location.Contains("/favicon.ico", StringComparison.Ordinal))
                errors.Add($"{message.Text} {message.Location}");
        };
        // A name of its own, so that the provider is another site than the app.
        await page.GotoAsync(app.Address.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Unicorn ID" }).ClickAsync();
        await page.WaitForLiveAsync();
        Assert.Equal(("localhost", "/"), (new Uri(page.Url).Host, new Uri(page.Url).AbsolutePath));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ada", Exact = true })).ToHaveCountAsync(1);
        Assert.True(errors.Count == 0, string.Join("; ", errors));
        Assert.Empty(provider.Refused);
        // Whoever clicks is asked for once: the page's own scripts do not follow the link before or besides.
        Assert.Equal(1, provider.Visits);
        await page.Context.CloseAsync();
    }
}
