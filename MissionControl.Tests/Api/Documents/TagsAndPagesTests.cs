using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Documents;

/// <summary>Conditional requests and lists, the same way everywhere that the document names them.</summary>
public sealed partial class TagsAndPagesTests(ToldApp told) : IClassFixture<ToldApp>
{
    [Fact]
    public async Task Whoever_has_an_answer_is_not_sent_it_again()
    {
        var tagged = told.Operations.Where(static operation => operation.Answers.Any(static answer => answer.Status == 304)).ToArray();
        Assert.Equal(16, tagged.Length);
        foreach (var operation in tagged)
        {
            // The board may move between the two.
            await Eventually.Holds(async () =>
            {
                using var first = await told.SendAsync(operation, operation.Address, null);
                Assert.NotNull(first.Headers.ETag);
                using var again = await AskAsync(operation, first.Headers.ETag.ToString());
                if (again.StatusCode is HttpStatusCode.OK)
                    return false;
                Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (again.StatusCode, again.Headers.ETag));
                Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
                Assert.Empty(await again.Content.ReadAsByteArrayAsync());
                return true;
            });
        }
    }

    [Fact]
    public async Task A_tag_is_compared_weakly_and_may_stand_among_others()
    {
        using var first = await told.Client.GetAsync(new Uri("/api/v1/services", UriKind.Relative));
        var operation = told.Operations.Single(static operation => operation.Path == "/api/v1/services");
        foreach (var (known, status) in ((string, HttpStatusCode)[])
        [
            ($"W/{first.Headers.ETag!.Tag}", HttpStatusCode.NotModified), ($"\"other\", {first.Headers.ETag}", HttpStatusCode.NotModified), ("*", HttpStatusCode.NotModified),
            ("\"other\"", HttpStatusCode.OK), ("nonsense", HttpStatusCode.OK), ("", HttpStatusCode.OK),
        ])
        {
            using var answer = await AskAsync(operation, known);
            Assert.Equal((known, status), (known, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Tagged_answers_may_be_kept_by_whoever_asked_but_the_audit_by_nobody()
    {
        foreach (var operation in told.Operations.Where(static operation => operation.Method == HttpMethod.Get))
        {
            using var answer = await told.SendAsync(HttpMethod.Get, operation.Address, null, null);
            var kept = answer.Headers.CacheControl!;
            Assert.Equal((operation.Name, !operation.Path.Contains("/audit", StringComparison.Ordinal)), (operation.Name, kept is { Private: true, NoCache: true, NoStore: false }));
            Assert.True(kept.NoCache || kept.NoStore);
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_by_their_Link_and_leave_nothing_out()
    {
        var paged = told.Operations.Where(static operation => operation.Answers.First().Json.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Link", out _)).ToArray();
        Assert.Equal(["/api/v1/alerts", "/api/v1/audit", "/api/v1/bpms", "/api/v1/changes", "/api/v1/incidents", "/api/v1/runbooks", "/api/v1/services"], paged.Select(static operation => operation.Path).Order());
        foreach (var operation in paged)
        {
            var whole = Assert.Single(await PagesAsync(operation.Path, 2));
            var pages = await PagesAsync(operation.Path + "?limit=1", whole.Length + 1);
            Assert.True(whole.Length > 1, operation.Name);
            Assert.All(pages, static page => Assert.Single(page));
            Assert.Equal(whole, pages.SelectMany(static page => page));
        }
    }

    [Fact]
    public async Task The_next_page_keeps_the_rest_of_the_question()
    {
        using var answer = await told.Client.GetAsync(new Uri("/api/v1/changes?service=identity&limit=1&from=2026-11-20T00:00:00%2B01:00", UriKind.Relative));
        var next = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("next").GetString();
        Assert.Equal($"</api/v1/changes?service=identity&limit=1&from=2026-11-20T00%3A00%3A00%2B01%3A00&after={next}>; rel=\"next\"", Assert.Single(answer.Headers.GetValues("Link")));
    }

    private async Task<List<string[]>> PagesAsync(string address, int most)
    {
        List<string[]> pages = [];
        string? next = address;
        while (next is not null)
        {
            Assert.True(pages.Count <= most, $"{address} does not end");
            using var answer = await told.Client.GetAsync(new Uri(next, UriKind.Relative));
            Assert.Equal((next, HttpStatusCode.OK), (next, answer.StatusCode));
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            var list = body.ValueKind is JsonValueKind.Array ? body : body.EnumerateObject().First().Value;
            pages.Add([.. list.EnumerateArray().Select(static item => item.GetProperty(((string[])["id", "sequence", "number"]).First(name => item.TryGetProperty(name, out _))).ToString())]);
            next = answer.Headers.TryGetValues("Link", out var links) ? NextLink().Match(links.Single()).Groups["address"].Value : null;
        }

        return pages;
    }

    private async Task<HttpResponseMessage> AskAsync(ToldOperation operation, string known)
    {
        using var request = new HttpRequestMessage(operation.Method, operation.Address);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await told.Client.SendAsync(request);
    }

    [GeneratedRegex("^<(?<address>[^>]+)>; rel=\"next\"$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextLink();
}
