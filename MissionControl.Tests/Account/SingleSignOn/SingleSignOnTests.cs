using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account.SingleSignOn;

/// <summary>The whole way there and back over real connections, with a provider that these tests run themselves.</summary>
public sealed class SingleSignOnTests : IAsyncLifetime
{
    private const string There = "/sign-in/provider";

    private IdentityProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await IdentityProvider.StartAsync();

    public async Task DisposeAsync()
    {
        Assert.Empty(_provider.Refused);
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_the_provider_sends_is_made_here_and_goes_on_to_what_they_wanted()
    {
        await using var app = await StartAsync();
        var browser = app.Browser();
        await browser.OpenAsync("/bpm/sign-in-success?range=24h");
        var button = Assert.Single(browser.Page.QuerySelectorAll("main a.button"));
        Assert.Equal("Sign in with Unicorn ID", button.TextContent);
        await browser.OpenAsync(button.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.OK, "/bpm/sign-in-success?range=24h"), (browser.Status, browser.At));

        var asked = QueryHelpers.ParseQuery(_provider.Asked!.Query);
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
        _provider.Person = IdentityProvider.Of("ada-7", "Ada Lovelace", "anything", "mission-editors", "operations");
        _provider.Person["email"] = "ada.lovelace@example.org";
        await ComeAsync(app);
        var then = Assert.Single(await PeopleAsync(app));
        Assert.Equal((first.Id, "Ada Lovelace", "ada.lovelace@example.org", Role.Editor), (then.Id, then.Name, then.Email, then.Role));
        Assert.EndsWith("\"after\":\"Editor\",\"before\":\"Viewer\",\"by\":\"single sign-on\"}", Assert.Single(await app.JournalAsync("person.role")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ovelace", Assert.Single(await app.JournalAsync("person.renamed")).Body, StringComparison.Ordinal);
        await ComeAsync(app);
        Assert.Single(await app.JournalAsync("person.role"));
    }

    [Fact]
    public async Task Whoever_the_provider_gives_no_role_is_refused_and_what_they_had_open_ends()
    {
        await using var app = await StartAsync();
        var before = await ComeAsync(app);
        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "MISSION-VIEWERS", "cooks");
        await AssertRefusedAsync(app, "role", "gives you no role here");
        await before.OpenAsync("/account");
        Assert.StartsWith("/sign-in", before.At, StringComparison.Ordinal);
        _provider.Person = IdentityProvider.Of("bob-1", "Bob");
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
        _provider.Person["email_verified"] = true;
        await AssertRefusedAsync(app, "email-taken", "Somebody here has your e-mail address already");
        Assert.Null(Assert.Single(await PeopleAsync(app)).ProviderKey);
        Assert.NotEmpty((await app.SignInAsync("Ada")).Cookies);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public async Task Where_the_setting_says_so_a_verified_address_makes_them_one_and_no_other_does(string verified, bool isLinked)
    {
        await using var app = await StartAsync("LinkVerifiedEmail=true");
        var ada = await app.AddAsync("Ada", Role.Editor);
        _provider.Person["email_verified"] = JsonNode.Parse(verified);
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
        _provider.Person = IdentityProvider.Of("other-8", "Ada", "mission-admins");
        _provider.Person["email_verified"] = true;
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
    public async Task Whoever_is_disabled_stays_out_and_keeps_what_they_were()
    {
        await using var app = await StartAsync();
        await ComeAsync(app);
        var ada = Assert.Single(await PeopleAsync(app));
        await WithDeskAsync(app, desk => desk.SetDisabledAsync(ada.Id, isDisabled: true, Actor.System, default));
        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
        await AssertRefusedAsync(app, "disabled", "Your account here is disabled");
        Assert.Equal(Role.Viewer, Assert.Single(await PeopleAsync(app)).Role);
        Assert.Equal(ada.Id.ToString(), (await app.JournalAsync("sign-in.refused"))[^1].Subject);
    }

    [Fact]
    public async Task The_last_administrator_is_not_made_less_by_the_provider_until_there_is_another()
    {
        await using var app = await StartAsync("LocalSignIn=false");
        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
        await ComeAsync(app);
        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-viewers");
        await AssertRefusedAsync(app, "last-administrator", "You are the last administrator here");
        _provider.Person = IdentityProvider.Of("bob-1", "Bob", "mission-admins");
        await ComeAsync(app);
        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-viewers");
        await ComeAsync(app);
        Assert.Equal(Role.Viewer, (await PeopleAsync(app)).Single(static person => person.Name == "Ada").Role);
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

        _provider.Person = IdentityProvider.Of("ada-7", "Ada", "mission-admins");
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
        await using var app = await PeopleApp.StartAsync("Development", _provider.Settings("LocalSignIn=false"));
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        await browser.SendAsync("demo-Editor");
        await browser.OpenAsync("/account");
        Assert.Contains("Demo Editor", browser.Text, StringComparison.Ordinal);
        var sso = await ComeAsync(app);
        Assert.Contains(sso.Given, static given => given.StartsWith("mission-sso.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_way_back_leads_to_our_own_pages_only()
    {
        await using var app = await StartAsync();
        foreach (var wanted in (string[])["https://evil.example/", "//evil.example", "/\\evil.example", There])
        {
            var browser = app.Browser();
            await browser.OpenAsync($"{There}?return={Uri.EscapeDataString(wanted)}");
            Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.At));
        }
    }

    [Fact]
    public async Task An_error_of_the_provider_is_said_in_plain_words_and_may_be_tried_again()
    {
        await using var app = await StartAsync();
        foreach (var (error, reason, words) in ((string, string, string)[])[("access_denied", "denied", "Unicorn ID did not let you in here"), ("server_error", "answer", "an answer that cannot be used")])
        {
            _provider.Error = error;
            await AssertRefusedAsync(app, reason, words);
            _provider.Error = null;
            await ComeAsync(app);
        }
    }

    [Fact]
    public async Task A_userinfo_that_fails_is_said_in_plain_words_and_no_redirect_is_followed()
    {
        await using var app = await StartAsync();
        foreach (var (status, reason) in ((int, string)[])[(500, "unreachable"), (403, "answer"), (302, "answer")])
        {
            _provider.MeAnswer = () => status == 302 ? Results.Redirect($"{_provider.Address}elsewhere") : Results.Text("internal-words-of-the-provider", statusCode: status);
            await AssertRefusedAsync(app, reason, "Unicorn ID");
        }

        Assert.Equal(0, _provider.Elsewhere);
        Assert.Empty(await PeopleAsync(app));
    }

    [Fact]
    public async Task A_userinfo_that_says_too_little_or_is_huge_is_refused()
    {
        await using var app = await StartAsync();
        foreach (var (userInfo, reason) in ((string, string)[])
            [
                ("not json", "answer"),
                ("[]", "incomplete"),
                ("{\"sub\":\"ada-7\",\"name\":\"Ada\"}", "incomplete"),
                ("{\"email\":\"ada@example.org\",\"name\":\"Ada\"}", "incomplete"),
                ("{\"sub\":{},\"email\":[],\"name\":7,\"realm\":\"x\"}", "incomplete"),
                ("{\"sub\":\"ada-7\",\"email\":\"ada@example.org\",\"a\":\"" + new string('a', 400_000) + "\"}", "unreachable"),
            ])
        {
            _provider.MeAnswer = () => Results.Text(userInfo, "application/json");
            await AssertRefusedAsync(app, reason, "Unicorn ID");
        }

        Assert.Empty(await PeopleAsync(app));
    }

    [Fact]
    public async Task A_token_endpoint_that_refuses_or_breaks_is_said_in_plain_words()
    {
        await using var app = await StartAsync();
        _provider.TokenAnswer = () => Results.BadRequest(new { error = "invalid_client" });
        await AssertRefusedAsync(app, "answer", "cannot be used");
        _provider.TokenAnswer = () => Results.Text("<html>", "text/html");
        await AssertRefusedAsync(app, "answer", "cannot be used");
        _provider.TokenAnswer = () => Results.Json(new { token_type = "Bearer" });
        await AssertRefusedAsync(app, "answer", "cannot be used");
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_in_plain_words()
    {
        await using var app = await StartAsync("TokenEndpoint=http://127.0.0.1:1/token");
        await AssertRefusedAsync(app, "unreachable", "Unicorn ID does not answer");
    }

    [Fact]
    public async Task A_way_back_that_this_browser_did_not_begin_opens_nothing()
    {
        await using var app = await StartAsync();
        var (mine, victim) = (app.Browser(), app.Browser());
        _provider.Error = "access_denied";
        await mine.OpenAsync(There);
        var state = QueryHelpers.ParseQuery(_provider.Asked!.Query)["state"].ToString();
        foreach (var query in (string[])["", "?code=1&state=made-up", "?error=access_denied&state=made-up", $"?code=1&state={Uri.EscapeDataString(state)}", $"?error=access_denied&state={Uri.EscapeDataString(state)}"])
        {
            await victim.OpenAsync("/sign-in/provider/back" + query);
            Assert.Equal((HttpStatusCode.OK, "/sign-in?refused=state"), (victim.Status, victim.At));
            Assert.DoesNotContain("__Host-mission", victim.Cookies.Keys);
        }

        Assert.Equal(6, (await app.JournalAsync("sign-in.refused")).Count);
    }

    [Fact]
    public async Task A_way_back_is_good_once()
    {
        await using var app = await StartAsync();
        var browser = app.Browser();
        _provider.Error = "access_denied";
        await browser.OpenAsync(There);
        var state = QueryHelpers.ParseQuery(_provider.Asked!.Query)["state"].ToString();
        await browser.OpenAsync($"/sign-in/provider/back?code=1&state={Uri.EscapeDataString(state)}");
        Assert.Equal("/sign-in?refused=state", browser.At);
    }

    [Fact]
    public async Task Coming_back_too_often_from_one_address_is_told_to_wait()
    {
        await using var app = await StartAsync();
        var browser = app.Browser();
        for (var i = 0; i < 20; i++)
            await browser.OpenAsync("/sign-in/provider/back?code=1&state=made-up");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.OpenAsync("/sign-in/provider/back?code=1&state=made-up");
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Equal(20, (await app.JournalAsync("sign-in.refused")).Count);
    }

    [Fact]
    public async Task Behind_a_proxy_the_provider_is_told_the_address_that_browsers_know()
    {
        await using var app = await StartAsync("PublicAddress=https://mission.example.org");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var answer = await client.GetAsync(new Uri(There, UriKind.Relative));
        Assert.Equal("https://mission.example.org/sign-in/provider/back", QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task Neither_the_providers_id_for_somebody_nor_a_token_of_its_is_kept()
    {
        _provider.Person = IdentityProvider.Of("subject-of-ada-7", "Ada", "mission-viewers");
        await using var app = await StartAsync();
        await ComeAsync(app);
        await using var database = new SqliteConnection($"Data Source={SqliteFile.PathIn(app.Data)};Mode=ReadOnly");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT group_concat(Email || coalesce(ProviderKey, '') || Stamp) FROM Accounts";
        Assert.DoesNotContain("subject-of-ada", (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
        Assert.Equal(64, Assert.Single(await PeopleAsync(app)).ProviderKey!.Length);
    }

    [Fact]
    public async Task Without_a_provider_there_is_nothing_at_its_addresses()
    {
        await using var app = await PeopleApp.StartAsync();
        var browser = app.Browser();
        foreach (var address in (string[])[There, "/sign-in/provider/back?code=1&state=made-up"])
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }

    private Task<PeopleApp> StartAsync(params string[] more) => PeopleApp.StartAsync("Production", _provider.Settings(more));

    /// <summary>Signs in, and is in.</summary>
    private static async Task<PlainBrowser> ComeAsync(PeopleApp app)
    {
        var browser = app.Browser();
        await browser.OpenAsync(There);
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.At));
        Assert.Contains(browser.Cookies.Keys, static name => name is "__Host-mission" or "mission");
        return browser;
    }

    /// <summary>Tries to, is not, is told so on the sign-in page, and it is in the journal.</summary>
    private static async Task AssertRefusedAsync(PeopleApp app, string reason, string words)
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

    private static Task<System.Collections.Immutable.ImmutableArray<Person>> PeopleAsync(PeopleApp app) => app.App.Services.GetRequiredService<IAccountStore>().ReadAsync(default);

    private static async Task WithDeskAsync(PeopleApp app, Func<PeopleDesk, Task> use)
    {
        await using var scope = app.App.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<PeopleDesk>());
    }
}
