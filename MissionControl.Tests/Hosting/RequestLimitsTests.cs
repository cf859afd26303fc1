using System.Net;
using System.Text;
using System.Text.Json;
using MissionControl.Bench.Hostile;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class RequestLimitsTests
{
    [Theory]
    [InlineData("/api/v1/try-usual", RequestLimits.UsualBody - 100, 200, null)]
    [InlineData("/api/v1/try-usual", RequestLimits.UsualBody + 100, 413, "The body is larger than this address takes, 64 KB; send less at once")]
    [InlineData("/api/v1/try-intake", RequestLimits.UsualBody + 100, 200, null)]
    [InlineData("/api/v1/try-intake", 100 * 1024, 413, "The body is larger than this address takes, 100 KB; send less at once")]
    public async Task A_body_may_be_as_large_as_its_address_says(string address, int bytes, int status, string? detail)
    {
        await using var app = await GuardedApp.StartAsync();
        Assert.Equal((status, detail), await PostAsync(app, address, $"[\"{new string('x', bytes)}\"]", chunked: false));
        Assert.Equal((status, detail), await PostAsync(app, address, $"[\"{new string('x', bytes)}\"]", chunked: true));
    }

    /// <summary>The sockets' buffers hold some of it; what they do not hold must be taken, or the sender sees a broken pipe instead.</summary>
    [Fact]
    public async Task Whoever_sends_far_too_much_reads_why_each_time_and_keeps_the_connection()
    {
        await using var app = await GuardedApp.StartAsync();
        foreach (var _ in Enumerable.Range(0, 20))
            Assert.Equal(413, (await PostAsync(app, "/api/v1/try-usual", $"[\"{new string('x', 7 * RequestLimits.IntakeBody)}\"]", chunked: false)).Status);
    }

    [Fact]
    public async Task Json_without_end_in_depth_or_sense_is_a_400()
    {
        await using var app = await GuardedApp.StartAsync();
        var deep = RequestLimits.JsonDepth + 1;
        Assert.Equal((400, "The request could not be understood"), await PostAsync(app, "/api/v1/try-usual", new string('[', deep) + new string(']', deep), chunked: false));
        Assert.Equal((400, "The request could not be understood"), await PostAsync(app, "/api/v1/try-usual", "{", chunked: false));
    }

    [Fact]
    public async Task Headers_above_the_limit_are_a_431()
    {
        await using var app = await GuardedApp.StartAsync();
        using var client = app.From("127.0.0.1");
        client.DefaultRequestHeaders.Add("X-Long", new string('x', RequestLimits.Headers));
        using var answer = await client.GetAsync(new Uri("/api/v1/board", UriKind.Relative));
        Assert.Equal((431, "All headers together may have 16 KB"), await ReadAsync(answer));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_a_503()
    {
        await using var app = await GuardedApp.StartAsync();
        using var client = app.From("127.0.0.1");
        using var answer = await client.GetAsync(new Uri("/api/v1/try-slow", UriKind.Relative));
        Assert.Equal(503, (await ReadAsync(answer)).Status);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_form_that_is_too_large_is_a_413_and_no_fault_of_ours(string environment)
    {
        await using var app = await GuardedApp.StartAsync(environment);
        using var client = app.From("127.0.0.1");
        using var form = new FormUrlEncodedContent([new("Email", new string('x', 2 * RequestLimits.UsualBody))]);
        using var answer = await client.PostAsync(new Uri("/try/sign-in", UriKind.Relative), form);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "many")]
    [InlineData("application/x-www-form-urlencoded", "long")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut sho")]
    public async Task A_form_that_cannot_be_read_is_a_400_and_no_fault_of_ours(string type, string body)
    {
        await using var app = await GuardedApp.StartAsync("Production");
        using var client = app.From("127.0.0.1");
        body = body switch
        {
            "many" => string.Join('&', Enumerable.Range(0, 300).Select(static number => $"f{number}=x")),
            "long" => new string('k', 300) + "=x",
            _ => body,
        };
        foreach (var address in (string[])["/try/sign-in", "/sign-in", "/sign-out", "/join", "/set-up"])
        {
            using var form = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            form.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
            Assert.Equal((address, 400), (address, (int)answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("Host: 127.0.0.1:99999", 400)]
    [InlineData("Host: -_-.:1", 400)]
    [InlineData("Host: xn--a", 400)]
    [InlineData("Host: ", 400)]
    [InlineData("Host: 127.0.0.1", 200)]
    public async Task A_host_that_is_none_is_a_400(string host, int status)
    {
        await using var app = await GuardedApp.StartAsync("Production");
        var bytes = Encoding.ASCII.GetBytes($"GET /sign-in HTTP/1.1\r\n{host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        Assert.Equal(status, (await RawCall.SendAsync(IPAddress.Loopback, app.Address, bytes, isHead: false, Hold.Open)).Status);
    }

    [Fact]
    public async Task A_chunk_larger_than_any_number_is_a_400()
    {
        await using var app = await GuardedApp.StartAsync("Production");
        var bytes = "POST /sign-out HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n7fffffffffffffff\r\na=b\r\n0\r\n\r\n"u8.ToArray();
        Assert.Equal(400, (await RawCall.SendAsync(IPAddress.Loopback, app.Address, bytes, isHead: false, Hold.Open)).Status);
    }

    private static async Task<(int Status, string? Detail)> PostAsync(GuardedApp app, string address, string body, bool chunked)
    {
        using var client = app.From("127.0.0.1");
        using var content = new StringContent(body, null, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await client.SendAsync(request);
        return await ReadAsync(answer);
    }

    private static async Task<(int Status, string? Detail)> ReadAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return ((int)answer.StatusCode, null);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("detail").GetString());
    }
}
