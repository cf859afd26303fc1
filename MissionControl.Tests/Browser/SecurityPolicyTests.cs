using Microsoft.Playwright;
using MissionControl.Tests.Support.Browser;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Browser;

[Collection(ChromiumTests.Name)]
public sealed class SecurityPolicyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/wall")]
    public async Task A_live_page_needs_nothing_the_policy_forbids(string address)
    {
        await using var app = await BoardApp.StartAsync(A.Board().LikeThePicture().Version(1).Build());
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync(new Uri(app.Address, address).AbsoluteUri);
        // The number of a later board is on glass: the circuit runs.
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        app.Publish(A.Board().LikeThePicture().Version(2).Build());
        await page.WaitForSelectorAsync("[data-live][data-version='2']");

        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
