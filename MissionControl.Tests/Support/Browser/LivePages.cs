using Microsoft.Playwright;

namespace MissionControl.Tests.Support.Browser;

/// <summary>How a browser test knows that a page is live.</summary>
public static class LivePages
{
    /// <summary>The circuit has started: mission.js says so.</summary>
    public static Task WaitForLiveAsync(this IPage page) => page.Locator("html[data-connection=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
}
