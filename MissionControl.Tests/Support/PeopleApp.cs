using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support;

/// <summary>The whole app with a data folder of its own, in which people sign in.</summary>
internal sealed class PeopleApp : IAsyncDisposable
{
    public const string Password = "unicorns eat hay at noon";

    private readonly TemporaryFolder _data = new();
    private readonly List<PlainBrowser> _browsers = [];

    public WebApplication App { get; private set; } = null!;

    public Uri Address => new(App.Urls.First());

    public string Data => _data.Path;

    public static Task<PeopleApp> StartAsync() => StartAsync("Production");

    public static async Task<PeopleApp> StartAsync(string environment, params string[] more)
    {
        var people = new PeopleApp();
        people.App = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", environment, "--MissionControl:Data", people._data.Path, .. more]);
        await people.App.StartAsync();
        return people;
    }

    public PlainBrowser Browser()
    {
        var browser = new PlainBrowser(Address);
        _browsers.Add(browser);
        return browser;
    }

    public async Task<Person> AddAsync(string name, Role role)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<PeopleDesk>().AddAsync(name, EmailOf(name), Password, Password, role, isFirst: false, Actor.System, default);
        return answer.Person!;
    }

    public async Task<PlainBrowser> SignInAsync(string name)
    {
        var browser = Browser();
        await browser.OpenAsync("/sign-in");
        await browser.SendAsync("password", ("Entry.Email", EmailOf(name)), ("Entry.Password", Password));
        return browser;
    }

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@example.org";

    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(string kind) =>
        [.. (await App.Services.GetRequiredService<IJournal>().ReadAfterAsync(0, 1000, default)).Where(entry => entry.Kind == kind)];

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(static browser => browser.Dispose());
        await App.DisposeAsync();
        _data.Dispose();
    }
}
