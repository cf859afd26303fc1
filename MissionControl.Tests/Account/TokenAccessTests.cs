using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Account;

/// <summary>What the real app lets tokens do. Here a visitor without any would be a Viewer.</summary>
public sealed class TokenAccessTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private TokenBook Tokens => demo.App.Services.GetRequiredService<TokenBook>();

    [Fact]
    public async Task A_token_with_the_scope_reads_the_board_and_its_use_is_noted()
    {
        var issued = await IssueAsync("read");
        using var answer = await AskAsync($"Bearer {issued.Secret}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await demo.App.Services.GetRequiredService<TokenUses>().SaveAllAsync(default);
        await Tokens.RefreshAsync(default);
        Assert.NotNull(Tokens.All.Single(token => token.Id == issued.Token.Id).LastUsedAt);
    }

    [Fact]
    public async Task A_token_made_from_a_shell_while_the_app_runs_is_good_at_once()
    {
        using StringWriter output = new(), error = new();
        var data = demo.App.Services.GetRequiredService<StorageOptions>().DataFolder;
        Assert.Equal(0, await NewTokenCommand.RunAsync(["--name", "shell", "--scope", "read", "--MissionControl:Data", data], output, error));
        using var answer = await AskAsync($"Bearer {output.ToString().Trim()}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_which_it_lacks()
    {
        using var answer = await AskAsync($"bearer {(await IssueAsync("changes:write")).Secret}");
        await AssertProblemAsync(answer, HttpStatusCode.Forbidden, "This needs a token with the scope read, or a person who is at least Viewer");
        Assert.Contains("scope=\"read\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer mc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "There is no such API token")]
    [InlineData("Bearer x", "There is no such API token")]
    [InlineData("Bearer ", "The Authorization header must be 'Bearer' and an API token, once")]
    [InlineData("Basic dTpw", "The Authorization header must be 'Bearer' and an API token, once")]
    public async Task Whoever_sends_a_wrong_token_is_nobody_and_no_visitor(string header, string words)
    {
        using var answer = await AskAsync(header);
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, words);
        Assert.Contains("error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_token_is_a_401_that_says_so()
    {
        var issued = await IssueAsync("read");
        await Tokens.RevokeAsync(issued.Token.Id, Actor.System, default);
        using var answer = await AskAsync($"Bearer {issued.Secret}");
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "The API token has been revoked");
    }

    [Fact]
    public async Task A_wrong_token_opens_no_page_either()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var answer = await demo.Client.SendAsync(request);
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "There is no such API token");
    }

    [Fact]
    public async Task A_token_of_every_scope_is_no_person()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {(await IssueAsync([.. Scopes.Words])).Secret}");
        using var answer = await demo.Client.SendAsync(request);
        await AssertProblemAsync(answer, HttpStatusCode.Forbidden, "This needs a person who is at least Viewer; no token opens it");
    }

    [Fact]
    public async Task A_token_used_twice_in_one_header_is_nobody()
    {
        using var answer = await AskAsync($"Bearer {(await IssueAsync("read")).Secret}, Bearer x");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_keeps_nobody_from_what_is_open_to_anyone()
    {
        using var answer = await AskAsync("Bearer x", "/healthz/live");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<IssuedToken> IssueAsync(params string[] scopes) =>
        (await Tokens.IssueAsync(new("test", [.. scopes], null), Actor.System, default)).Issued!;

    private async Task<HttpResponseMessage> AskAsync(string header, string address = "/api/v1/board")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return await demo.Client.SendAsync(request);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string detail)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(detail, problem.RootElement.GetProperty("detail").GetString());
    }
}

/// <summary>The app outside Development, where a visitor is nobody.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task A_stranger_is_told_to_bring_a_token()
    {
        using var data = new TemporaryFolder();
        await using var app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Data", data.Path]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync(new Uri("/api/v1/board", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer realm=\"Mission Control\""), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            "This needs a token with the scope read, or a person who is at least Viewer: send 'Authorization: Bearer TOKEN'",
            problem.RootElement.GetProperty("detail").GetString());
        var issued = await app.Services.GetRequiredService<TokenBook>().IssueAsync(new("reader", ["read"], null), Actor.System, default);
        client.DefaultRequestHeaders.Authorization = new("Bearer", issued.Issued!.Secret);
        using var welcome = await client.GetAsync(new Uri("/api/v1/board", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
    }
}
