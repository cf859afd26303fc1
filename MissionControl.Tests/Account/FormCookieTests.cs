using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account;

public sealed class FormCookieTests
{
    [Fact]
    public async Task The_cookie_of_forms_stays_with_us_also_where_a_proxy_ends_encryption()
    {
        await using var app = await PeopleApp.StartAsync("Production");
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        var cookie = Assert.Single(browser.Given).ToLowerInvariant();
        Assert.StartsWith("__host-mission-form=", cookie, StringComparison.Ordinal);
        Assert.All((string[])["; secure", "; httponly", "; samesite=strict", "; path=/"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_it_needs_no_encryption()
    {
        await using var app = await PeopleApp.StartAsync("Development");
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        var cookie = Assert.Single(browser.Given).ToLowerInvariant();
        Assert.StartsWith("mission-form=", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("; secure", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
    }
}
