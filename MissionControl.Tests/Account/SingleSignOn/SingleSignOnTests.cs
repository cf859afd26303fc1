using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account.SingleSignOn;

/// <summary>The whole way there and back over real connections: who comes in, and as what.</summary>
public sealed class SingleSignOnTests : SingleSignOnCase
{
    [Fact]
    public async Task Whoever_theProvider_sends_is_made_here_and_goes_on_to_what_they_wanted()
    {
        await using var app = await StartAsync();
        var browser = app.Browser();
        await browser.OpenAsync("/bpm/sign-in-success?range=24h");
        var button = Assert.Single(browser.Page.QuerySelectorAll("main a.button"));
        Assert.Equal("Sign in with Unicorn ID", button.TextContent);
        await browser.OpenAsync(button.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.OK, "/bpm/sign-in-success?range=24h"), (browser.Status, browser.At));

        var asked = QueryHelpers.ParseQuery(Provider.Asked!.Query);
        Assert.Equal($"{app.Address}sign-in/provider/back", asked["redirect_uri"]);
        var ada = Assert.Single(await PeopleAsync(app));
        Assert.Equal(("Ada", "ada@example.org", Role.Viewer, null), (ada.Name, ada.Email, ada.Role, ada.PasswordHash));
        var added = Assert.Single(await app.JournalAsync("person.added"));
        Assert.Equal((ada.Id.ToString(), "system", "127.0.0.1"), (added.Subject, added.Actor, added.From));
        Assert.DoesNotContain("ada", added.Body, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(",\"how\":\"single sign-on\"}", Assert.Single(await app.JournalAsync("session.began")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_cookies_stay_with_us_and_the_one_of_the_way_is_gone_afterwards()
    {
        await using var app = await StartAsync();
        var browser = await ComeAsync(app);
        foreach (var given in browser.Given.Where(static given => !given.Contains("1970", StringComparison.Ordinal) && !given.Contains("Antiforgery", StringComparison.Ordinal)))
        {
            Assert.StartsWith("__Host-mission", given, StringComparison.Ordinal);
            Assert.DoesNotContain("samesite=none", given, StringComparison.OrdinalIgnoreCase);
            Assert.All((string[])["; secure", "; httponly", "; samesite=", "; path=/"], part => Assert.Contains(part, given.ToLowerInvariant(), StringComparison.Ordinal));
        }

        Assert.Contains(browser.Given, static given => given.StartsWith("__Host-mission-sso.", StringComparison.Ordinal));
        Assert.Equal(["__Host-mission", "__Host-mission-form"], browser.Cookies.Keys.Where(static name => name.StartsWith("__Host", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Name_address_and_role_are_taken_anew_at_every_sign_in_and_the_highest_role_holds()
    {
        await using var app = await StartAsync();
        await ComeAsync(app);
        var first = Assert.Single(await PeopleAsync(app));
        Provider.Person = IdentityProvider.Of("ada-7", "Ada Lovelace", "anything", "mission-editors", "operations");
        Provider.Person["email"] = "ada.lovelace@example.org";
        await ComeAsync(app);
        var then = Assert.Single(await PeopleAsync(app));
        Assert.Equal((first.Id, "Ada Lovelace", "ada.lovelace@example.org", Role.Editor), (then.Id, then.Name, then.Email, then.Role));
        Assert.EndsWith("\"after\":\"Editor\",\"before\":\"Viewer\",\"by\":\"single sign-on\"}", Assert.Single(await app.JournalAsync("person.role")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ovelace", Assert.Single(await app.JournalAsync("person.renamed")).Body, StringComparison.Ordinal);
        await ComeAsync(app);
        Assert.Single(await app.JournalAsync("person.role"));
    }

    [Fact]
    public async Task Whoever_theProvider_gives_no_role_is_refused_and_what_they_had_open_ends()
    {
        await using var app = await StartAsync();
        var before = await ComeAsync(app);
        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "MISSION-VIEWERS", "cooks");
        await AssertRefusedAsync(app, "role", "gives you no role here");
        await before.OpenAsync("/account");
        Assert.StartsWith("/sign-in", before.At, StringComparison.Ordinal);
        Provider.Person = IdentityProvider.Of("bob-1", "Bob");
        await AssertRefusedAsync(app, "role", "gives you no role here");
        Assert.Single(await PeopleAsync(app));
    }

    [Fact]
    public async Task With_a_default_role_and_no_field_of_roles_administrators_set_them_and_they_stay()
    {
        await using var app = await StartAsync("RoleField=", "Roles:Viewer=", "Roles:Responder:0=", "Roles:Responder:1=", "Roles:Editor=", "Roles:Administrator=", "DefaultRole=Responder");
        await ComeAsync(app);
        var ada = Assert.Single(await PeopleAsync(app));
        Assert.Equal(Role.Responder, ada.Role);
        await WithDeskAsync(app, desk => desk.SetRoleAsync(ada.Id, Role.Editor, Actor.System, default));
        await ComeAsync(app);
        Assert.Equal(Role.Editor, Assert.Single(await PeopleAsync(app)).Role);
    }

    [Fact]
    public async Task Somebody_with_the_e_mail_address_of_a_person_here_is_not_taken_for_them()
    {
        await using var app = await StartAsync();
        await app.AddAsync("Ada", Role.Administrator);
        Provider.Person["email_verified"] = true;
        await AssertRefusedAsync(app, "email-taken", "Somebody here has your e-mail address already");
        Assert.Null(Assert.Single(await PeopleAsync(app)).ProviderKey);
        Assert.NotEmpty((await app.SignInAsync("Ada")).Cookies);
    }

    [Fact]
    public async Task Whoever_is_disabled_stays_out_and_keeps_what_they_were()
    {
        await using var app = await StartAsync();
        await ComeAsync(app);
        var ada = Assert.Single(await PeopleAsync(app));
        await WithDeskAsync(app, desk => desk.SetDisabledAsync(ada.Id, isDisabled: true, Actor.System, default));
        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
        await AssertRefusedAsync(app, "disabled", "Your account here is disabled");
        Assert.Equal(Role.Viewer, Assert.Single(await PeopleAsync(app)).Role);
        Assert.Equal(ada.Id.ToString(), (await app.JournalAsync("sign-in.refused"))[^1].Subject);
    }

    [Fact]
    public async Task The_last_administrator_is_not_made_less_by_theProvider_until_there_is_another()
    {
        await using var app = await StartAsync("LocalSignIn=false");
        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
        await ComeAsync(app);
        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-viewers");
        await AssertRefusedAsync(app, "last-administrator", "You are the last administrator here");
        Provider.Person = IdentityProvider.Of("bob-1", "Bob", "mission-admins");
        await ComeAsync(app);
        Provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-viewers");
        await ComeAsync(app);
        Assert.Equal(Role.Viewer, (await PeopleAsync(app)).Single(static person => person.Name == "Ada").Role);
    }

    [Fact]
    public async Task Neither_theProviders_id_for_somebody_nor_a_token_of_its_is_kept()
    {
        Provider.Person = IdentityProvider.Of("subject-of-ada-7", "Ada", "mission-viewers");
        await using var app = await StartAsync();
        await ComeAsync(app);
        await using var database = new SqliteConnection($"Data Source={SqliteFile.PathIn(app.Data)};Mode=ReadOnly");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT group_concat(Email || coalesce(ProviderKey, '') || Stamp) FROM Accounts";
        Assert.DoesNotContain("subject-of-ada", (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
        Assert.Equal(64, Assert.Single(await PeopleAsync(app)).ProviderKey!.Length);
    }
}
