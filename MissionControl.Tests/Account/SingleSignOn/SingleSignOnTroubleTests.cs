using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account.SingleSignOn;

/// <summary>What goes wrong on the way there and back, at the provider or by somebody's doing.</summary>
public sealed class SingleSignOnTroubleTests : SingleSignOnCase
{
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
    public async Task An_error_of_theProvider_is_said_in_plain_words_and_may_be_tried_again()
    {
        await using var app = await StartAsync();
        foreach (var (error, reason, words) in ((string, string, string)[])[("access_denied", "denied", "Unicorn ID did not let you in here"), ("server_error", "answer", "an answer that cannot be used")])
        {
            Provider.Error = error;
            await AssertRefusedAsync(app, reason, words);
            Provider.Error = null;
            await ComeAsync(app);
        }
    }

    [Fact]
    public async Task A_userinfo_that_fails_is_said_in_plain_words_and_no_redirect_is_followed()
    {
        await using var app = await StartAsync();
        foreach (var (status, reason) in ((int, string)[])[(500, "unreachable"), (403, "answer"), (302, "answer")])
        {
            Provider.MeAnswer = () => status == 302 ? Results.Redirect($"{Provider.Address}elsewhere") : Results.Text("internal-words-of-the-provider", statusCode: status);
            await AssertRefusedAsync(app, reason, "Unicorn ID");
        }

        Assert.Equal(0, Provider.Elsewhere);
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
            Provider.MeAnswer = () => Results.Text(userInfo, "application/json");
            await AssertRefusedAsync(app, reason, "Unicorn ID");
        }

        Assert.Empty(await PeopleAsync(app));
    }

    [Fact]
    public async Task A_token_endpoint_that_refuses_or_breaks_is_said_in_plain_words()
    {
        await using var app = await StartAsync();
        Provider.TokenAnswer = () => Results.BadRequest(new { error = "invalid_client" });
        await AssertRefusedAsync(app, "answer", "cannot be used");
        Provider.TokenAnswer = () => Results.Text("<html>", "text/html");
        await AssertRefusedAsync(app, "answer", "cannot be used");
        Provider.TokenAnswer = () => Results.Json(new { token_type = "Bearer" });
        await AssertRefusedAsync(app, "answer", "cannot be used");
    }

    [Fact]
    public async Task AProvider_that_is_away_is_said_in_plain_words()
    {
        await using var app = await StartAsync("TokenEndpoint=http://127.0.0.1:1/token");
        await AssertRefusedAsync(app, "unreachable", "Unicorn ID does not answer");
    }

    [Fact]
    public async Task A_way_back_that_this_browser_did_not_begin_opens_nothing()
    {
        await using var app = await StartAsync();
        var (mine, victim) = (app.Browser(), app.Browser());
        Provider.Error = "access_denied";
        await mine.OpenAsync(There);
        var state = QueryHelpers.ParseQuery(Provider.Asked!.Query)["state"].ToString();
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
        Provider.Error = "access_denied";
        await browser.OpenAsync(There);
        var state = QueryHelpers.ParseQuery(Provider.Asked!.Query)["state"].ToString();
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
    public async Task Behind_a_proxy_theProvider_is_told_the_address_that_browsers_know()
    {
        await using var app = await StartAsync("PublicAddress=https://mission.example.org");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var answer = await client.GetAsync(new Uri(There, UriKind.Relative));
        Assert.Equal("https://mission.example.org/sign-in/provider/back", QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task Without_aProvider_there_is_nothing_at_its_addresses()
    {
        await using var app = await PeopleApp.StartAsync();
        var browser = app.Browser();
        foreach (var address in (string[])[There, "/sign-in/provider/back?code=1&state=made-up"])
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }
}
