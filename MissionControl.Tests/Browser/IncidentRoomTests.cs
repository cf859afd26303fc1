using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Incidents;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

/// <summary>An outage in two browsers: declared from a metric, led, written, told to the public, resolved.</summary>
[Collection(SecondChromiumTests.Name)]
public sealed class IncidentRoomTests(SecondChromiumFixture chromium) : IAsyncLifetime
{
    private PeopleApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        await _app.AddAsync("Ana", Role.Responder);
        await _app.AddAsync("Ravi", Role.Responder);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Two_people_run_an_outage_and_see_the_same_at_once()
    {
        var ana = await OpenAsync("Ana", Screen.Phone, ColorScheme.Dark);
        await GoAsync(ana, "/incidents/new?bpm=sign-in-success");
        await ana.GetByLabel("What is wrong, in plain words").FillAsync("Some people cannot sign in");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Declare", Exact = true }).ClickAsync();
        await Assertions.Expect(ana.Locator("h1")).ToHaveTextAsync("Some people cannot sign in");
        var ravi = await OpenAsync("Ravi", Screen.Laptop, ColorScheme.Light);
        await GoAsync(ravi, new Uri(ana.Url).AbsolutePath);
        await Assertions.Expect(ana.Locator(".chips")).ToContainTextAsync("2 people here");

        await ravi.GetByRole(AriaRole.Button, new() { Name = "Take command" }).ClickAsync();
        await Assertions.Expect(ana.Locator(".chips")).ToContainTextAsync("Commander: Ravi");
        await Assertions.Expect(ana.Locator(".timeline")).ToContainTextAsync("Ravi took command");

        await ana.GetByLabel("A note", new() { Exact = true }).FillAsync("38 % of sign-ins <b>recovered</b>");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();
        await Assertions.Expect(ravi.Locator(".timeline .words")).ToContainTextAsync("38 % of sign-ins <b>recovered</b>");
        await Assertions.Expect(ana.GetByLabel("A note", new() { Exact = true })).ToHaveValueAsync("");

        // What is typed survives a reload.
        await ana.GetByLabel("A note", new() { Exact = true }).FillAsync("half a thought");
        await ana.ReloadAsync();
        await Assertions.Expect(ana.GetByLabel("A note", new() { Exact = true })).ToHaveValueAsync("half a thought");

        await ravi.GetByRole(AriaRole.Button, new() { Name = "Public update", Exact = true }).ClickAsync();
        await ravi.GetByLabel("In one line").FillAsync("Some people cannot sign in");
        await ravi.GetByLabel("What the public should know").FillAsync("It is probably the directory.");
        await Assertions.Expect(ravi.Locator(".findings")).ToContainTextAsync("“probably”: A guess.");
        await ravi.GetByLabel("What the public should know").FillAsync("Some people cannot sign in since about two.");
        await ravi.GetByLabel("What you can tell your users").FillAsync("You need not do anything.");
        await ravi.GetByRole(AriaRole.Button, new() { Name = "Tell the public" }).ClickAsync();
        await Assertions.Expect(ana.Locator(".clocks")).ToContainTextAsync("to the next public update");
        foreach (var page in new[] { ana, ravi })
        {
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty((await page.RunAxe()).Violations);
        }

        await ravi.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Assertions.Expect(ana.Locator(".chips")).ToContainTextAsync("Resolved");
        await Assertions.Expect(ana.Locator(".story")).ToContainTextAsync("Over since");
    }

    [Fact]
    public async Task A_note_that_is_too_long_stays_where_it_was_typed_and_the_longest_is_taken_in_any_script()
    {
        await _app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Some people cannot sign in", Severity.Sev3, [], [], null, null, IsPrivate: false), new("person:1", null), Guid.NewGuid(), default);
        var ana = await OpenAsync("Ana", Screen.Phone, ColorScheme.Light);
        await GoAsync(ana, "/incidents/1");
        var (note, write) = (ana.GetByLabel("A note", new() { Exact = true }), ana.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }));
        await Assertions.Expect(write).ToBeEnabledAsync();
        await note.FillAsync(new string('x', 50_000));
        await Assertions.Expect(ana.Locator(".too-long")).ToContainTextAsync("A note: it may have 20,000 characters, and these are 50,000.");
        await write.ClickAsync();
        await ana.ReloadAsync();
        await Assertions.Expect(ana.Locator(".too-long")).ToContainTextAsync("50,000");
        Assert.Equal(50_000, (await note.InputValueAsync()).Length);
        var longest = new string('ж', 10_000) + new string('馬', 10_000);
        await Assertions.Expect(write).ToBeEnabledAsync();
        await note.FillAsync(longest);
        await Assertions.Expect(ana.Locator(".too-long")).ToBeEmptyAsync();
        await write.ClickAsync();
        await Assertions.Expect(ana.Locator(".timeline .words")).ToHaveCountAsync(1);
        Assert.Equal(longest, _app.App.Services.GetRequiredService<IncidentFeed>().Current.Find(1)!.Timeline[^1].Text);
        await Assertions.Expect(note).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Command_is_handed_over_on_a_phone_and_an_update_begins_with_what_the_last_one_was_about()
    {
        await _app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], [], null, null, IsPrivate: false), new("person:1", null), Guid.NewGuid(), default);
        var (ana, ravi) = (await OpenAsync("Ana", Screen.Phone, ColorScheme.Light), await OpenAsync("Ravi", Screen.Laptop, ColorScheme.Dark));
        await GoAsync(ana, "/incidents/1");
        await GoAsync(ravi, "/incidents/1");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Take command" }).ClickAsync();
        await Assertions.Expect(ana.Locator(".chips")).ToContainTextAsync("2 people here");
        await ana.GetByLabel("Hand commander over to").SelectOptionAsync(new SelectOptionValue { Label = "Ravi" });
        await Assertions.Expect(ravi.Locator(".chips")).ToContainTextAsync("Commander: Ravi");
        await Assertions.Expect(ravi.Locator(".timeline")).ToContainTextAsync("Ana handed command over to Ravi");

        await ana.GetByRole(AriaRole.Button, new() { Name = "Public update", Exact = true }).ClickAsync();
        await ana.GetByLabel("In one line").FillAsync("Some people cannot sign in");
        await ana.GetByLabel("What the public should know").FillAsync("Some people cannot sign in since about two.");
        await Assertions.Expect(ana.Locator(".findings")).ToContainTextAsync("Nothing is ticked under “About”");
        await ana.GetByLabel("Sign-in", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(ana.Locator(".findings")).Not.ToContainTextAsync("Nothing is ticked under “About”");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Tell the public" }).ClickAsync();
        await Assertions.Expect(ravi.Locator(".timeline .update")).ToContainTextAsync("About: Sign-in");
        await ravi.GetByRole(AriaRole.Button, new() { Name = "Public update", Exact = true }).ClickAsync();
        await Assertions.Expect(ravi.GetByLabel("Sign-in", new() { Exact = true })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_correction_of_an_updates_title_is_seen_by_all_with_the_first_one()
    {
        var desk = _app.App.Services.GetRequiredService<IncidentDesk>();
        await desk.DeclareAsync(new("Some people cannot sign in", Severity.Sev3, [], [], null, null, IsPrivate: false), new("person:1", null), Guid.NewGuid(), default);
        await desk.DoAsync(1, new MissionControl.Core.Incidents.Timeline.Updated("Nobody can sign in", "We look.", "", Phase.Investigating, null, []), new("person:1", null), null, Guid.NewGuid(), default);
        var (ana, ravi) = (await OpenAsync("Ana", Screen.Phone, ColorScheme.Dark), await OpenAsync("Ravi", Screen.Laptop, ColorScheme.Light));
        await GoAsync(ana, "/incidents/1");
        await GoAsync(ravi, "/incidents/1");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await ana.GetByLabel("In one line").FillAsync("Some people cannot sign in");
        await ana.Locator("form.correct").GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Assertions.Expect(ravi.Locator(".update")).ToContainTextAsync("“Some people cannot sign in”");
        await ravi.GetByText("Corrected").ClickAsync();
        await Assertions.Expect(ravi.Locator(".timeline")).ToContainTextAsync("First: “Nobody can sign in” We look.");
        Assert.Empty((await ana.RunAxe()).Violations);
    }

    [Fact]
    public async Task Who_waits_at_the_door_of_a_private_one_is_in_it_as_soon_as_they_are_asked_in()
    {
        var desk = _app.App.Services.GetRequiredService<IncidentDesk>();
        await desk.DeclareAsync(new("Something delicate", Severity.Sev3, [], [], null, null, IsPrivate: true), new("person:1", null), Guid.NewGuid(), default);
        var (ana, ravi) = (await OpenAsync("Ana", Screen.Laptop, ColorScheme.Dark), await OpenAsync("Ravi", Screen.Laptop, ColorScheme.Light));
        await GoAsync(ravi, "/incidents/1");
        await Assertions.Expect(ravi.Locator("h1")).ToHaveTextAsync("No such incident");
        await using var scope = _app.App.Services.CreateAsyncScope();
        foreach (var person in await scope.ServiceProvider.GetRequiredService<MissionControl.Core.People.Accounts.IAccountStore>().ReadAsync(default))
            await desk.DoAsync(1, new MissionControl.Core.Incidents.Timeline.MemberAsked(person.ActorId), new("person:1", null), null, Guid.NewGuid(), default);
        await Assertions.Expect(ravi.Locator("h1")).ToHaveTextAsync("Something delicate");
        await Assertions.Expect(ravi.Locator(".timeline")).ToContainTextAsync("asked Ravi in");
        await GoAsync(ana, "/incidents/1");
        await Assertions.Expect(ana.Locator(".chips")).ToContainTextAsync("2 people here");
    }

    [Fact]
    public async Task Who_was_not_asked_into_a_private_one_sees_nothing_of_it()
    {
        var desk = _app.App.Services.GetRequiredService<IncidentDesk>();
        var hidden = await desk.DeclareAsync(new("Something delicate", Severity.Sev3, [], [], null, null, IsPrivate: true), new("person:somebody-else", null), Guid.NewGuid(), default);
        var ana = await OpenAsync("Ana", Screen.Laptop, ColorScheme.Dark);
        foreach (var address in new[] { $"/incidents/{hidden.Incident!.Number}", "/incidents", "/" })
        {
            await GoAsync(ana, address);
            Assert.DoesNotContain("delicate", await ana.ContentAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<IPage> OpenAsync(string name, Screen screen, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(screen, theme);
        await GoAsync(page, "/sign-in");
        await page.FillAsync("[name='Entry.Email']", PeopleApp.EmailOf(name));
        await page.FillAsync("[name='Entry.Password']", PeopleApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".who")).ToContainTextAsync(name);
        return page;
    }

    private Task<IResponse?> GoAsync(IPage page, string address) => page.GotoAsync(new Uri(_app.Address, address).AbsoluteUri);
}
