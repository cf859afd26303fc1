using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account;

public sealed class SignInTests
{
    [Fact]
    public async Task The_set_up_link_makes_the_first_administrator_and_then_no_other()
    {
        await using var app = await PeopleApp.StartAsync();
        var link = app.App.Services.GetRequiredService<SetUpLink>().Address;
        var browser = app.Browser();
        await browser.OpenAsync(link);
        await browser.SendAsync("welcome", ("Entry.Name", "Ada"), ("Entry.Email", " Ada@Example.org "), ("Entry.Password", "short"), ("Entry.Again", "short"));
        Assert.Contains("A password has 12 to 128 characters", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("welcome", ("Entry.Name", "Ada"), ("Entry.Email", " Ada@Example.org "), ("Entry.Password", PeopleApp.Password), ("Entry.Again", PeopleApp.Password));
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.At));
        await browser.OpenAsync("/people");
        Assert.Contains("ada@example.org", browser.Text, StringComparison.Ordinal);

        var other = app.Browser();
        await other.OpenAsync(link);
        Assert.Equal(HttpStatusCode.Gone, other.Status);
        var entry = Assert.Single(await app.JournalAsync("person.added"));
        Assert.DoesNotContain("ada", entry.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_made_up_set_up_link_opens_nothing()
    {
        await using var app = await PeopleApp.StartAsync();
        var browser = app.Browser();
        foreach (var key in (string[])["", "?key=", "?key=short", "?key=" + new string('A', 43), "?key=%00"])
        {
            await browser.OpenAsync("/set-up" + key);
            Assert.Equal(HttpStatusCode.Gone, browser.Status);
            Assert.Null(browser.Page.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task Whoever_is_refused_is_not_told_why()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var disabled = await app.AddAsync("Bob", Role.Viewer);
        await using (var scope = app.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PeopleDesk>().SetDisabledAsync(disabled.Id, isDisabled: true, Actor.System, default);
        var said = new HashSet<string>();
        foreach (var (email, password) in ((string, string)[])[("ada@example.org", "wrong"), ("nobody@example.org", "wrong"), ("bob@example.org", PeopleApp.Password), ("", ""), ("ada@example.org", new string('x', 5000))])
        {
            var browser = app.Browser();
            await browser.OpenAsync("/sign-in");
            await browser.SendAsync("password", ("Entry.Email", email), ("Entry.Password", password));
            Assert.DoesNotContain("__Host-mission", browser.Cookies.Keys);
            said.Add(browser.Page.QuerySelector("[role=alert]")!.TextContent);
        }

        Assert.Single(said);
        Assert.Equal(5, (await app.JournalAsync("sign-in.refused")).Count);
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("O'Brien")]
    public async Task Ten_wrong_passwords_from_several_addresses_lock_an_account_for_the_right_one_too(string name)
    {
        await using var app = await PeopleApp.StartAsync();
        var email = AccountRules.Email($"{name}@example.org");
        var ada = await app.AddAsync(name, Role.Viewer);
        for (var number = 0; number < 10; number++)
            await WithDeskAsync(app, desk => desk.CheckAsync(email, "wrong", new Actor("anonymous", $"127.0.0.{2 + (number % 2)}"), default));
        Assert.Null((await WithDeskAsync(app, desk => desk.CheckAsync(email, PeopleApp.Password, new Actor("anonymous", "127.0.0.9"), default))).Person);
        Assert.NotNull((await app.App.Services.GetRequiredService<IAccountStore>().FindAsync(ada.Id, default))!.LockedUntil);
    }

    [Fact]
    public async Task Guessing_from_one_address_does_not_lock_the_owner_out_at_another()
    {
        await using var app = await PeopleApp.StartAsync();
        var ada = await app.AddAsync("Ada", Role.Viewer);
        Task<SignInAnswer> TryAsync(string password, string from) => WithDeskAsync(app, desk => desk.CheckAsync("ada@example.org", password, new Actor("anonymous", from), default));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => TryAsync($"wrong {number}", "127.0.0.2")));
        Assert.Null((await TryAsync(PeopleApp.Password, "127.0.0.2")).Person);
        Assert.Equal(ada.Id, (await TryAsync(PeopleApp.Password, "127.0.0.3")).Person?.Id);
    }

    [Theory]
    [InlineData("/bpm/sign-in-success?range=3h", "/bpm/sign-in-success?range=3h")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/ok\r\nSet-Cookie: a=b", "/")]
    [InlineData("/sign-in?return=/", "/")]
    [InlineData(null, "/")]
    public void The_way_back_leads_to_our_own_pages_only(string? asked, string expected) => Assert.Equal(expected, WayIn.Back(asked));

    [Fact]
    public async Task Whoever_signs_in_goes_on_to_what_they_wanted_with_a_cookie_that_stays_with_us()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var browser = app.Browser();
        await browser.OpenAsync("/bpm/sign-in-success?range=24h");
        Assert.Equal("/sign-in?return=%2Fbpm%2Fsign-in-success%3Frange%3D24h", browser.At);
        await browser.SendAsync("password", ("Entry.Email", "ADA@example.org"), ("Entry.Password", PeopleApp.Password));
        Assert.Equal((HttpStatusCode.OK, "/bpm/sign-in-success?range=24h"), (browser.Status, browser.At));
        var cookie = Assert.Single(browser.Given, static given => given.StartsWith("__Host-mission=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.All((string[])["; secure", "; httponly", "; samesite=lax", "; path=/"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_also_for_whoever_kept_the_cookie()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        var thief = app.Browser();
        foreach (var (name, value) in browser.Cookies)
            thief.Cookies[name] = value;
        await thief.OpenAsync("/account");
        Assert.Equal("/account", thief.At);
        await browser.SendAsync(browser.Page.QuerySelector("form[action='/sign-out']")!);
        Assert.Equal("/sign-in", browser.At);
        await thief.OpenAsync("/account");
        Assert.StartsWith("/sign-in", thief.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_sign_anybody_out()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        using var nothing = new FormUrlEncodedContent([]);
        await browser.PostAsync("/sign-out", nothing);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync("/account");
        Assert.Equal("/account", browser.At);
    }

    [Fact]
    public async Task A_password_change_ends_the_other_sessions_and_not_this_one()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var (here, elsewhere) = (await app.SignInAsync("Ada"), await app.SignInAsync("Ada"));
        await here.OpenAsync("/account");
        await here.SendAsync("password", ("Password.Old", "not it"), ("Password.Chosen", "another few words here"), ("Password.Again", "another few words here"));
        Assert.Contains("That is not your present password.", here.Text, StringComparison.Ordinal);
        await here.SendAsync("password", ("Password.Old", PeopleApp.Password), ("Password.Chosen", "another few words here"), ("Password.Again", "another few words here"));
        Assert.Contains("Your password is changed", here.Text, StringComparison.Ordinal);
        await elsewhere.OpenAsync("/account");
        Assert.StartsWith("/sign-in", elsewhere.At, StringComparison.Ordinal);
        await here.OpenAsync("/account");
        Assert.Equal("/account", here.At);
    }

    [Fact]
    public async Task Whoever_sits_at_somebodys_open_page_cannot_guess_their_password()
    {
        await using var app = await PeopleApp.StartAsync("Production", "--MissionControl:RateLimits:Account:InARow", "3", "--MissionControl:RateLimits:Account:PerMinute", "1");
        await app.AddAsync("Ada", Role.Viewer);
        var thief = await app.SignInAsync("Ada");
        await thief.OpenAsync("/account");
        for (var guess = 0; guess < 3; guess++)
        {
            await thief.SendAsync("password", ("Password.Old", $"guess {guess}"), ("Password.Chosen", "another few words here"), ("Password.Again", "another few words here"));
            Assert.Equal(HttpStatusCode.OK, thief.Status);
        }

        await thief.SendAsync("password", ("Password.Old", PeopleApp.Password), ("Password.Chosen", "another few words here"), ("Password.Again", "another few words here"));
        Assert.Equal(HttpStatusCode.TooManyRequests, thief.Status);
        await thief.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.OK, thief.Status);
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing_and_each_recovery_code_opens_once()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/account");
        await browser.SendAsync("factor-begin");
        var key = browser.Page.QuerySelector(".secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await browser.SendAsync("factor-on", ("Factor.Code", "000000"));
        Assert.Contains("That code is not right", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("factor-on", ("Factor.Code", Totp(key, TimeProvider.System.GetUtcNow())));
        var codes = browser.Page.QuerySelector(".secret")!.TextContent.Split(' ');
        Assert.Equal(10, codes.Length);

        foreach (var (code, isIn) in ((string, bool)[])[("123456", false), (codes[3].ToLowerInvariant(), true), (codes[3], false)])
        {
            var other = await app.SignInAsync("Ada");
            Assert.Equal("/sign-in", other.At);
            Assert.DoesNotContain("__Host-mission", other.Cookies.Keys);
            await other.SendAsync("code", ("Second.Code", code));
            Assert.Equal(isIn ? "/" : "/sign-in", other.At);
        }
    }

    [Fact]
    public async Task A_code_of_the_second_factor_opens_once_and_not_again_in_its_half_minute()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var (key, used) = await TurnFactorOnAsync(app);
        var next = Totp(key, TimeProvider.System.GetUtcNow() + Core.People.Accounts.Totp.Step);
        foreach (var (code, isIn) in ((string, bool)[])[(used, false), (next, true), (next, false)])
        {
            var browser = await app.SignInAsync("Ada");
            await browser.SendAsync("code", ("Second.Code", code));
            Assert.Equal(isIn ? "/" : "/sign-in", browser.At);
        }
    }

    [Fact]
    public async Task Of_many_who_send_one_code_at_once_one_gets_in()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var (key, _) = await TurnFactorOnAsync(app);
        var code = Totp(key, TimeProvider.System.GetUtcNow() + Core.People.Accounts.Totp.Step);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var scope = app.App.Services.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<SignInDesk>();
            var first = await desk.CheckAsync(PeopleApp.EmailOf("Ada"), PeopleApp.Password, Actor.System, default);
            return await desk.CheckCodeAsync(first.Pending, code, Actor.System, default);
        }));
        Assert.Single(answers, static answer => answer.Person is not null);
    }

    [Fact]
    public async Task A_made_up_first_step_of_two_is_refused()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var browser = app.Browser();
        await browser.OpenAsync("/sign-in");
        var hidden = browser.Page.QuerySelectorAll("main input[type=hidden]").Where(input => input.GetAttribute("name") == "__RequestVerificationToken").Select(input => input.GetAttribute("value")!).First();
        using var forged = new FormUrlEncodedContent([new("__RequestVerificationToken", hidden), new("_handler", "code"), new("Second.Pending", "made-up"), new("Second.Code", "123456")]);
        await browser.PostAsync("/sign-in", forged);
        Assert.Contains("That took too long", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_people_are_offered_in_Development_and_nowhere_else()
    {
        await using (var home = await PeopleApp.StartAsync("Development"))
        {
            var browser = home.Browser();
            await browser.OpenAsync("/");
            Assert.Contains("whoever is at this machine may look around", browser.Page.Body!.TextContent, StringComparison.Ordinal);
            await browser.OpenAsync("/sign-in");
            await browser.SendAsync("demo-Editor");
            await browser.OpenAsync("/account");
            Assert.Contains("Demo Editor", browser.Text, StringComparison.Ordinal);
        }

        await using var live = await PeopleApp.StartAsync();
        var stranger = live.Browser();
        await stranger.OpenAsync("/");
        Assert.Equal("/sign-in", stranger.At);
        Assert.DoesNotContain("Demo", stranger.Text, StringComparison.Ordinal);
        Assert.Null(stranger.Page.QuerySelector(".visitor"));
    }

    /// <summary>The key, and the code that turned it on.</summary>
    private static async Task<(string Key, string Code)> TurnFactorOnAsync(PeopleApp app)
    {
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/account");
        await browser.SendAsync("factor-begin");
        var key = browser.Page.QuerySelector(".secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = Totp(key, TimeProvider.System.GetUtcNow());
        await browser.SendAsync("factor-on", ("Factor.Code", code));
        Assert.Contains("Your second factor is on", browser.Text, StringComparison.Ordinal);
        return (key, code);
    }

    private static string Totp(string key, DateTimeOffset at)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(at.ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps have it.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var code = ((hash[offset] & 0x7f) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (code % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<SignInAnswer> WithDeskAsync(PeopleApp app, Func<SignInDesk, Task<SignInAnswer>> work)
    {
        await using var scope = app.App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SignInDesk>());
    }
}
