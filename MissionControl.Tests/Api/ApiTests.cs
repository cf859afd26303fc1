using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

/// <summary>The API of the real app.</summary>
public sealed class ApiTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task The_board_holds_every_metric_of_the_catalog()
    {
        using var answer = await GetAsync("/api/v1/board");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var board = await ReadAsync(answer);
        using var list = await GetAsync("/api/v1/bpms");
        var defined = (await ReadAsync(list)).EnumerateArray().Select(static bpm => bpm.GetProperty("id").GetString());
        Assert.Equal(defined, board.GetProperty("tiles").EnumerateArray().Select(static tile => tile.GetProperty("id").GetString()));
        Assert.Contains("sign-in-success", defined);
    }

    [Fact]
    public async Task A_board_that_has_not_moved_is_not_sent_again()
    {
        // It may move between the two questions: then the tag has moved as well.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        HttpStatusCode again;
        do
        {
            using var first = await GetAsync("/api/v1/board");
            Assert.True(first.Headers.ETag?.IsWeak);
            Assert.True(first.Headers.CacheControl?.NoCache);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/board");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await demo.Client.SendAsync(request, deadline.Token);
            again = second.StatusCode;
        }
        while (again is HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotModified, again);
    }

    [Fact]
    public async Task Another_tag_gets_the_board()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/board");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"yesterday-1\"", isWeak: true));
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_metric_is_found_by_its_id()
    {
        using var answer = await GetAsync("/api/v1/bpms/sign-in-success");
        Assert.Equal("ratio", (await ReadAsync(answer)).GetProperty("kind").GetString());
        Assert.True(answer.Headers.CacheControl is { NoCache: true, Private: true });
    }

    [Fact]
    public async Task An_unknown_id_is_a_404_that_names_the_near_one() =>
        await AssertProblemAsync(HttpMethod.Get, "/api/v1/bpms/sign-in-succes", 404, "There is no BPM 'sign-in-succes'; did you mean 'sign-in-success'?");

    [Fact]
    public async Task An_absurd_id_is_echoed_in_part_only() =>
        Assert.StartsWith(
            $"There is no BPM '{new string('x', 64)}…'; there are ",
            await ProblemAsync(HttpMethod.Get, "/api/v1/bpms/" + new string('x', 3000), 404),
            StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_address_is_a_problem_even_for_whoever_wants_a_page() =>
        await AssertProblemAsync(HttpMethod.Get, "/api/v2/nothing", 404, "There is nothing at /api/v2/nothing");

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones() =>
        await AssertProblemAsync(HttpMethod.Delete, "/api/v1/board", 405, "DELETE is not possible here; this address takes GET, HEAD");

    [Fact]
    public async Task A_fault_of_ours_tells_nothing_of_our_insides() =>
        await AssertProblemAsync(HttpMethod.Get, "/api/v1/broken", 500, "The answer could not be made; what went wrong has been logged");

    [Fact]
    public async Task A_wrong_argument_is_a_400() =>
        await AssertProblemAsync(HttpMethod.Get, "/api/v1/number?n=many", 400, "The request could not be understood");

    [Fact]
    public async Task The_running_app_is_alive_and_ready()
    {
        Assert.Equal("live", await demo.Client.GetStringAsync("/healthz/live"));
        Assert.Equal("ready", await demo.Client.GetStringAsync("/healthz/ready"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/board")]
    [InlineData("/api/v1/broken")]
    [InlineData("/nowhere")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        using var answer = await GetAsync(address);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.StartsWith("accelerometer=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?guess=kRZ7q")]
    [InlineData("/bpm/sign-in-success?guess=kRZ7q")]
    [InlineData("/nowhere?guess=kRZ7q")]
    public async Task A_page_repeats_nothing_of_the_query_it_does_not_know(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        using var answer = await demo.Client.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Skip to the content", page, StringComparison.Ordinal);
        Assert.DoesNotContain("kRZ7q", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/wall", HttpStatusCode.OK)]
    [InlineData("/bpm/sign-in-success", HttpStatusCode.OK)]
    [InlineData("/bpm/nothing", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/board", HttpStatusCode.OK)]
    [InlineData("/api/v1/bpms/nothing", HttpStatusCode.NotFound)]
    [InlineData("/healthz/ready", HttpStatusCode.OK)]
    [InlineData("/lib/mission.css", HttpStatusCode.OK)]
    public async Task HEAD_is_answered_as_GET_without_a_body(string address, HttpStatusCode status)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, address);
        using var get = new HttpRequestMessage(HttpMethod.Get, address);
        head.Headers.Add("Accept", "text/html");
        get.Headers.Add("Accept", "text/html");
        using var bodiless = await demo.Client.SendAsync(head);
        using var full = await demo.Client.SendAsync(get);
        Assert.Equal((status, status), (bodiless.StatusCode, full.StatusCode));
        Assert.Equal(full.Content.Headers.ContentType, bodiless.Content.Headers.ContentType);
        Assert.Empty(await bodiless.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await full.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task A_page_from_elsewhere_opens_no_circuit(string origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin.Length == 0 ? demo.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task AssertProblemAsync(HttpMethod method, string address, int status, string detail) =>
        Assert.Equal(detail, await ProblemAsync(method, address, status));

    private async Task<string?> ProblemAsync(HttpMethod method, string address, int status)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Accept", "text/html");
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var problem = await ReadAsync(answer);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString();
    }

    private Task<HttpResponseMessage> GetAsync(string address) => demo.Client.GetAsync(new Uri(address, UriKind.Relative));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
}
