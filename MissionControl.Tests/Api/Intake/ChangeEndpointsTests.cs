using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Intake;

/// <summary>Telling changes to the real app.</summary>
public sealed class ChangeEndpointsTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private const string Address = "/api/v1/changes";

    [Fact]
    public async Task A_change_is_answered_once_kept_and_soon_on_the_board()
    {
        var (status, told) = await TellAsync("""{"kind":"deploy","title":"identity-web 4.18.0","service":"identity","by":"ci","link":"https://ci.example.org/1","id":"e2e-1"}""");
        Assert.Equal((HttpStatusCode.OK, "e2e-1", "deploy"), (status, told.GetProperty("id").GetString(), told.GetProperty("kind").GetString()));
        await Eventually.Holds(async () =>
        {
            var board = await GetAsync("/api/v1/board");
            return board.GetProperty("changes").EnumerateArray().Any(change => change.GetProperty("title").GetString() == "identity-web 4.18.0");
        });
    }

    [Fact]
    public async Task Told_again_it_is_the_same_and_the_first_telling_stands()
    {
        var token = await TokenAsync("changes:write");
        var (_, first) = await TellAsync("""{"kind":"flag","title":"first","id":"e2e-2"}""", token);
        var (status, again) = await TellAsync("""{"kind":"deploy","title":"second","id":"e2e-2"}""", token);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        // The name is the sender's own: another's is another change.
        var (_, others) = await TellAsync("""{"kind":"deploy","title":"another's","id":"e2e-2"}""", await TokenAsync("changes:write"));
        Assert.Equal("another's", others.GetProperty("title").GetString());
    }

    [Fact]
    public async Task PagerDutys_shape_is_taken_and_answered_as_PagerDuty_does()
    {
        var (status, answer) = await TellAsync(
            """
            {"routing_key":"R0","payload":{"summary":"Build Success: increase snapshot create timeout","timestamp":"2099-01-01T00:00:00Z","source":"identity","custom_details":{"id":"e2e-pd"}},
             "links":[{"href":"https://acme.example/pull/2","text":"View on GitHub"}]}
            """);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["payload.timestamp"], answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        (status, answer) = await TellAsync(
            """
            {"routing_key":"R0","payload":{"summary":"Build Success: increase snapshot create timeout","source":"identity","custom_details":{"id":"e2e-pd"}},
             "links":[{"href":"https://acme.example/pull/2","text":"View on GitHub"}]}
            """);
        Assert.Equal((HttpStatusCode.Accepted, "success"), (status, answer.GetProperty("status").GetString()));
        var kept = (await GetAsync(Address)).GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("id").GetString() == "e2e-pd");
        Assert.Equal(("deploy", "identity", "https://acme.example/pull/2"), (kept.GetProperty("kind").GetString(), kept.GetProperty("service").GetString(), kept.GetProperty("link").GetString()));
    }

    [Theory]
    [InlineData("""{"kind":"deploy"}""", "title")]
    [InlineData("""{"title":"x"}""", "kind")]
    [InlineData("""{"kind":1,"title":["x"]}""", "kind,title")]
    [InlineData("""{"kind":"deploy","title":"x","at":1795226640}""", "at")]
    [InlineData("""{"kind":"deploy","title":"x","untill":"2026-11-21T02:04:00Z"}""", "untill")]
    [InlineData("""{"kind":"deploy","title":"\ud800"}""", "title")]
    [InlineData("""{"payload":7}""", "payload")]
    [InlineData("""{"payload":{"summary":7,"source":{}},"links":"https://x"}""", "payload.source,payload.summary,links")]
    [InlineData("""{"payload":{"summary":"x"},"links":[{"href":"javascript:x"}]}""", "links[0].href")]
    [InlineData("[]", "")]
    [InlineData("7", "")]
    public async Task Every_malformed_field_is_named(string body, string fields)
    {
        var (status, problem) = await TellAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields, string.Join(',', problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)));
    }

    [Theory]
    [InlineData("{", 400, "application/json")]
    [InlineData("", 400, "application/json")]
    [InlineData("""{"title":"x","title":"y"}""", 400, "application/json")]
    [InlineData("title=x", 415, "application/x-www-form-urlencoded")]
    public async Task What_is_no_JSON_is_refused(string body, int status, string type)
    {
        using var answer = await SendAsync(new StringContent(body, Encoding.UTF8, type), await TokenAsync("changes:write"));
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_not_read(bool isChunked)
    {
        using var content = new StringContent($$"""{"kind":"deploy","title":"{{new string('x', 70_000)}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.Authorization = new("Bearer", await TokenAsync("changes:write"));
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_visitor_and_another_scope_may_not_tell()
    {
        using var visitor = await SendAsync(new StringContent("{}", Encoding.UTF8, "application/json"), null);
        Assert.Equal(HttpStatusCode.Forbidden, visitor.StatusCode);
        using var reader = await SendAsync(new StringContent("{}", Encoding.UTF8, "application/json"), await TokenAsync("read"));
        Assert.Equal(HttpStatusCode.Forbidden, reader.StatusCode);
    }

    [Fact]
    public async Task They_are_asked_for_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await TellAsync($$"""{"kind":"configuration","title":"page {{i}}","service":"paged","at":"{{TimeProvider.System.GetUtcNow().AddMinutes(-i):yyyy-MM-ddTHH:mm:ssZ}}"}""");
        List<string> titles = [];
        string? after = null;
        do
        {
            var page = await GetAsync($"{Address}?service=paged&limit=2{(after is null ? "" : $"&after={after}")}");
            titles.AddRange(page.GetProperty("changes").EnumerateArray().Where(change => change.GetProperty("service").GetString() == "paged").Select(change => change.GetProperty("title").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(["page 0", "page 1", "page 2", "page 3", "page 4"], titles);
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?after=x", "after")]
    [InlineData("?after=99999999999999999999-x", "after")]
    [InlineData("?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z", "from")]
    public async Task A_question_that_cannot_be_understood_names_the_field(string query, string field)
    {
        using var answer = await demo.Client.GetAsync(new Uri(Address + query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(field, Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject()).Name);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(string body) => await TellAsync(body, await TokenAsync("changes:write"));

    private async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(string body, string token)
    {
        using var answer = await SendAsync(new StringContent(body, Encoding.UTF8, "application/json"), token);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent content, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await demo.Client.SendAsync(request);
    }

    private async Task<JsonElement> GetAsync(string address) => JsonElement.Parse(await demo.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private async Task<string> TokenAsync(string scope) =>
        (await demo.App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", [scope], null), Actor.System, default)).Issued!.Secret;
}
