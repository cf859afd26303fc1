using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account.SingleSignOn;

/// <summary>A provider that these tests run themselves, and apps that send people there.</summary>
public abstract class SingleSignOnCase : IAsyncLifetime
{
    private protected const string There = "/sign-in/provider";

    /// <summary>What it refused must be nothing.</summary>
    private protected IdentityProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync() => Provider = await IdentityProvider.StartAsync();

    public async Task DisposeAsync()
    {
        Assert.Empty(Provider.Refused);
        await Provider.DisposeAsync();
    }

    private protected Task<PeopleApp> StartAsync(params string[] more) => PeopleApp.StartAsync("Production", Provider.Settings(more));

    /// <summary>Signs in, and is in.</summary>
    private protected static async Task<PlainBrowser> ComeAsync(PeopleApp app)
    {
        var browser = app.Browser();
        await browser.OpenAsync(There);
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.At));
        Assert.Contains(browser.Cookies.Keys, static name => name is "__Host-mission" or "mission");
        return browser;
    }

    /// <summary>Tries to, is not, is told so on the sign-in page, and it is in the journal.</summary>
    private protected static async Task AssertRefusedAsync(PeopleApp app, string reason, string words)
    {
        var before = (await app.JournalAsync("sign-in.refused")).Count;
        var browser = app.Browser();
        await browser.OpenAsync($"{There}?return=%2Faccount");
        Assert.Equal((HttpStatusCode.OK, $"/sign-in?refused={reason}&return=%2Faccount"), (browser.Status, browser.At));
        Assert.Contains(words, browser.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("internal-words", browser.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-mission", browser.Cookies.Keys);
        var entries = await app.JournalAsync("sign-in.refused");
        Assert.Equal(before + 1, entries.Count);
        Assert.EndsWith($",\"how\":\"single sign-on\",\"reason\":\"{reason}\"}}", entries[^1].Body, StringComparison.Ordinal);
    }

    private protected static Task<System.Collections.Immutable.ImmutableArray<Person>> PeopleAsync(PeopleApp app) => app.App.Services.GetRequiredService<IAccountStore>().ReadAsync(default);

    private protected static async Task WithDeskAsync(PeopleApp app, Func<PeopleDesk, Task> use)
    {
        await using var scope = app.App.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<PeopleDesk>());
    }
}
