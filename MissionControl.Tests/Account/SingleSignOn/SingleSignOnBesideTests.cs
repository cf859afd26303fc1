using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account.SingleSignOn;

/// <summary>Single sign-on beside people who are here already, links, passwords, and without any of them.</summary>
public sealed class SingleSignOnBesideTests : SingleSignOnCase
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public async Task Where_the_setting_says_so_a_verified_address_makes_them_one_and_no_other_does(string verified, bool isLinked)
    {
        await using var app = await StartAsync("LinkVerifiedEmail=true");
        var ada = await app.AddAsync("Ada", Role.Editor);
        Provider.Person["email_verified"] = JsonNode.Parse(verified);
        if (!isLinked)
        {
            await AssertRefusedAsync(app, "email-taken", "already");
            return;
        }

        var old = await app.SignInAsync("Ada");
        await ComeAsync(app);
        var linked = Assert.Single(await PeopleAsync(app));
        Assert.Equal((ada.Id, null, Role.Viewer), (linked.Id, linked.PasswordHash, linked.Role));
        Assert.Single(await app.JournalAsync("person.linked"));
        await old.OpenAsync("/account");
        Assert.StartsWith("/sign-in", old.At, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await app.SignInAsync("Ada")).At, StringComparison.Ordinal);

        // The address passes to a colleague: they are not Ada, however verified it is.
        Provider.Person = IdentityProvider.Of("other-8", "Ada", "mission-admins");
        Provider.Person["email_verified"] = true;
        await AssertRefusedAsync(app, "email-taken", "already");
    }

    [Fact]
    public async Task An_administrator_lets_single_sign_on_in_for_one_person_and_sees_who_comes_by_it()
    {
        await using var app = await StartAsync();
        await app.AddAsync("Root", Role.Administrator);
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var root = await app.SignInAsync("Root");
        await root.OpenAsync("/people");
        await root.SendAsync($"AwaitProvider-{ada.Id}");
        Assert.Contains("Single sign-on, from the next time on", root.Text, StringComparison.Ordinal);
        await ComeAsync(app);
        await root.OpenAsync("/people");
        Assert.Contains("Viewer, as Unicorn ID says", root.Text, StringComparison.Ordinal);
        var forms = root.Page.QuerySelectorAll("[name=_handler]").Select(static handler => handler.GetAttribute("value")!).Where(handler => handler.EndsWith(ada.Id.ToString(), StringComparison.Ordinal)).Select(static handler => handler.Split('-')[0]);
        Assert.Equal(["AwaitProvider", "Unlink", "EndSessions", "Disable"], forms);
        await WithDeskAsync(app, async desk =>
        {
            Assert.Contains("word of Unicorn ID", Assert.Single((await desk.SetRoleAsync(ada.Id, Role.Editor, Actor.System, default)).Problems).Words, StringComparison.Ordinal);
            Assert.Contains("no password here", Assert.Single((await desk.LinkAsync(ada.Id, Actor.System, default)).Problems).Words, StringComparison.Ordinal);
        });
        await root.SendAsync($"Unlink-{ada.Id}");
        await AssertRefusedAsync(app, "email-taken", "already");
    }

    [Fact]
    public async Task A_link_for_a_password_is_void_once_its_person_comes_by_single_sign_on()
    {
        await using var app = await StartAsync();
        string? secret = null;
        await WithDeskAsync(app, async desk =>
        {
            var invited = await desk.InviteAsync("Ada", "ada@example.org", Role.Administrator, Actor.System, default);
            secret = invited.Link;
            await desk.AwaitProviderAsync(invited.Person!.Id, Actor.System, default);
        });
        await ComeAsync(app);
        var browser = app.Browser();
        await browser.OpenAsync("/join?key=" + secret);
        Assert.Equal(HttpStatusCode.Gone, browser.Status);
        Assert.Null(Assert.Single(await PeopleAsync(app)).PasswordHash);
    }

    [Fact]
    public async Task Without_local_sign_in_no_password_opens_anything_and_nobody_is_asked_for_one()
    {
        await using var app = await StartAsync("LocalSignIn=false");
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        Assert.Empty(browser.Page.QuerySelectorAll("main form, main input"));
        Assert.Single(browser.Page.QuerySelectorAll("main a.button"));
        foreach (var address in (string[])[app.App.Services.GetRequiredService<SetUpLink>().Address, "/join?key=" + LinkSecret.New()])
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.Gone, browser.Status);
            Assert.Contains("Passwords are switched off here: people sign in with Unicorn ID.", browser.Text, StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("main form"));
        }

        await WithDeskAsync(app, async desk =>
        {
            Assert.Contains("switched off", Assert.Single((await desk.AddAsync("Eve", "eve@example.org", PeopleApp.Password, PeopleApp.Password, Role.Administrator, isFirst: false, Actor.System, default)).Problems).Words, StringComparison.Ordinal);
            Assert.Contains("switched off", Assert.Single((await desk.InviteAsync("Eve", "eve@example.org", Role.Administrator, Actor.System, default)).Problems).Words, StringComparison.Ordinal);
        });
        Assert.Empty(await PeopleAsync(app));

        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
        var ada = await ComeAsync(app);
        await ada.OpenAsync("/people");
        Assert.Empty(ada.Page.QuerySelectorAll("[name='Entry.Email']"));
        Assert.Contains("Whoever Unicorn ID lets in here", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_from_before_opens_nothing_once_local_sign_in_is_off()
    {
        await using var app = await StartAsync("LocalSignIn=false");
        await using var scope = app.App.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IPasswordHasher<Person>>();
        var eve = new Person { Id = Guid.NewGuid(), Name = "Eve", Email = "eve@example.org", Role = Role.Administrator, Stamp = "s", CreatedAt = A.Moment };
        eve.PasswordHash = hasher.HashPassword(eve, PeopleApp.Password);
        await app.App.Services.GetRequiredService<IAccountStore>().AddAsync(eve, isFirst: false, [], default);
        var answer = await scope.ServiceProvider.GetRequiredService<SignInDesk>().CheckAsync("eve@example.org", PeopleApp.Password, Actor.Anonymous, default);
        Assert.Null(answer.Person);
        // And she is not the one who lets others in.
        Assert.False(await app.App.Services.GetRequiredService<IAccountStore>().HasAdministratorAsync(default));
    }

    [Fact]
    public async Task Demo_people_stay_in_Development_without_local_sign_in()
    {
        await using var app = await PeopleApp.StartAsync("Development", Provider.Settings("LocalSignIn=false"));
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        await browser.SendAsync("demo-Editor");
        await browser.OpenAsync("/account");
        Assert.Contains("Demo Editor", browser.Text, StringComparison.Ordinal);
        var sso = await ComeAsync(app);
        Assert.Contains(sso.Given, static given => given.StartsWith("mission-sso.", StringComparison.Ordinal));
    }
}
