using Microsoft.AspNetCore.Http;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Tests.Sources.Prometheus;

public sealed class PrometheusAnswersTests : PrometheusTest
{
    [Theory]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"a"},"value":[1795228460.5,"0.25"]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1795228460.5,"0.25"]}}""")]
    [InlineData("""{"new":{"keys":[1]},"data":{"stats":{},"result":[{"value":[1795228460.5,0.25],"metric":{}}],"resultType":"vector"},"status":"success"}""")]
    public async Task One_series_is_a_sample(string json)
    {
        Fake.Answers(json);
        Assert.Equal(Reading.Of(new Sample(DateTimeOffset.FromUnixTimeMilliseconds(1795228460500), 0.25)), await ReadAsync(ValueOf("x")));
    }

    [Theory]
    [InlineData("vector", "[]", FailureKind.NoData, "The query answers nothing at the moment; nothing is not zero.")]
    [InlineData("vector", """[{"metric":{},"value":[1795228460,"NaN"]}]""", FailureKind.BadAnswer, "The query is not a number (NaN); mostly that is 0 divided by 0.")]
    [InlineData("scalar", """[1795228460,"+Inf"]""", FailureKind.BadAnswer, "The query is infinite (+Inf); mostly that is a division by 0.")]
    [InlineData("scalar", """[1795228460,"-Inf"]""", FailureKind.BadAnswer, "The query is infinite (-Inf); mostly that is a division by 0.")]
    [InlineData("string", """[1795228460,"hello"]""", FailureKind.BadAnswer, "The query answers a text, not a number.")]
    [InlineData("vector", """[{"metric":{},"histogram":[1795228460,{"count":"1"}]}]""", FailureKind.BadAnswer, "The query answers a histogram, not a number. Take one number from it, for example with histogram_quantile(...) or histogram_count(...).")]
    [InlineData("matrix", """[{"metric":{},"values":[[1795228460,"1"],[1795228461,"2"]]}]""", FailureKind.BadAnswer, "The query answers a stretch of time, not one number: put a function such as rate(...) or increase(...) around it.")]
    [InlineData("streams", "[]", FailureKind.BadAnswer, "The answer has the result type 'streams', which Mission Control does not know.")]
    [InlineData("vector", """[{"metric":{},"value":[1795228460,"one"]}]""", FailureKind.BadAnswer, "The answer holds something other than pairs of a time and a number.")]
    [InlineData("vector", """[{"metric":{},"value":[1e300,"1"]}]""", FailureKind.BadAnswer, "The answer holds something other than pairs of a time and a number.")]
    [InlineData("vector", """[{"metric":{"code":"200","job":"a"},"value":[1,"1"]},{"metric":{"code":"500"},"value":[1,"1"]},{"metric":{},"value":[1,"1"]}]""", FailureKind.BadAnswer,
        "The query answers 3 series where one is needed, for example {code=\"200\", job=\"a\"} and {code=\"500\"}. Make them one, for example with sum(...).")]
    public async Task An_answer_that_is_not_one_number_says_what_it_is(string type, string result, FailureKind kind, string detail)
    {
        Fake.Answers($$$"""{"status":"success","data":{"resultType":"{{{type}}}","result":{{{result}}}}}""");
        Assert.Equal(Reading.Of(new Failure(kind, detail)), await ReadAsync(ValueOf("x")));
    }

    [Theory]
    [InlineData(200, "text/html", "<html>Sign in</html>", FailureKind.BadAnswer, "The source answers a web page (text/html) instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "text/plain", """{"status":"success"}""", FailureKind.BadAnswer, "The source answers content of the type 'text/plain' instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "application/json", "", FailureKind.BadAnswer, "The source answers an empty body instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "application/json", """{"status":"success","data":{"resu""", FailureKind.BadAnswer, "The source answers broken JSON (line 1, byte 33) instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "application/json", "[1]", FailureKind.BadAnswer, "The source answers JSON of something else instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "application/json", """{"status":"success","data":{"resultType":"\ud800","result":[]}}""", FailureKind.BadAnswer, "The source answers JSON that is not UTF-8 instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?")]
    [InlineData(200, "application/json", """{"status":"error","errorType":"internal","error":"oh"}""", FailureKind.Unreachable, "Prometheus is not able to answer: oh")]
    [InlineData(400, "application/json", """{"status":"error","errorType":"bad_data","error":"1:12: parse error: unclosed left parenthesis"}""", FailureKind.BadQuery, "Prometheus refuses the query: 1:12: parse error: unclosed left parenthesis")]
    [InlineData(422, "application/json", """{"status":"error","errorType":"execution","error":"multiple matches for labels"}""", FailureKind.BadQuery, "Prometheus refuses the query: multiple matches for labels")]
    [InlineData(503, "application/json", """{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}""", FailureKind.Timeout, "Prometheus gave up on the query: query timed out in expression evaluation")]
    [InlineData(500, "application/json", """{"status":"error","errorType":"unavailable","error":"TSDB not ready"}""", FailureKind.Unreachable, "Prometheus is not able to answer: TSDB not ready")]
    [InlineData(503, "text/plain", "Service Unavailable", FailureKind.Unreachable, "The source answers 503 Service Unavailable.")]
    [InlineData(502, "text/html", "<html>", FailureKind.Unreachable, "The source answers 502 Bad Gateway.")]
    [InlineData(404, "text/plain", "404 page not found", FailureKind.BadAnswer, "There is no Prometheus API at this address (404 Not Found): check the path in the source's url.")]
    [InlineData(401, "text/plain", "", FailureKind.Auth, "The source refuses us (401 Unauthorized): check the token or password, and the tenant header if it wants one.")]
    [InlineData(403, "text/html", "<html>", FailureKind.Auth, "The source refuses us (403 Forbidden): check the token or password, and the tenant header if it wants one.")]
    [InlineData(418, "application/json", "{}", FailureKind.BadAnswer, "The source answers 418 I'm a teapot, with JSON of something else.")]
    public async Task A_refusal_or_a_foreign_answer_gives_a_clear_message(int status, string type, string body, FailureKind kind, string detail)
    {
        Fake.Answers(status, type, body);
        Assert.Equal(Reading.Of(new Failure(kind, detail)), await ReadAsync(ValueOf("x")));
    }

    [Fact]
    public async Task A_hundred_thousand_series_are_explained()
    {
        var series = string.Join(',', Enumerable.Range(0, 100_000).Select(number => $$"""{"metric":{"user":"{{number}}"},"value":[1,"1"]}"""));
        Fake.Answers($$$"""{"status":"success","data":{"resultType":"vector","result":[{{{series}}}]}}""");
        var reading = await ReadAsync(ValueOf("x"));
        Assert.Equal("The query answers 100,000 series where one is needed, for example {user=\"0\"} and {user=\"1\"}. Make them one, for example with sum(...).", reading.Failure?.Detail);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_on()
    {
        using var endless = new EndlessStream();
        using var source = Source(Definition, new Answering(endless));
        var failure = (await ReadAsync(source, ValueOf("x"))).Failure;
        Assert.Equal(new Failure(FailureKind.BadAnswer, "The answer is larger than 8 MB and was not read on. One series is needed: make them one, for example with sum(...)."), failure);
        Assert.InRange(endless.Taken, 8 << 20, 17 << 20);
    }

    [Fact]
    public async Task An_answer_announced_as_too_large_is_not_even_begun()
    {
        Fake.Script = async (_, response) =>
        {
            response.ContentLength = (8 << 20) + 1;
            response.ContentType = "application/json";
            await response.Body.FlushAsync();
            await FakePrometheus.Hang(response);
        };
        Assert.StartsWith("The answer is larger than 8 MB", (await ReadAsync(ValueOf("x"))).Failure?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_broken_connection()
    {
        Fake.Script = async (_, response) =>
        {
            response.ContentType = "application/json";
            response.ContentLength = 1000;
            await response.WriteAsync("""{"status":""");
            await response.Body.FlushAsync();
            response.HttpContext.Abort();
        };
        var failure = (await ReadAsync(ValueOf("x"))).Failure;
        Assert.Equal(FailureKind.Unreachable, failure?.Kind);
        Assert.StartsWith($"The connection to {Fake.Url.Authority} broke", failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_say_for_how_long_to_wait()
    {
        Fake.Script = (_, response) =>
        {
            response.Headers.RetryAfter = "17";
            return FakePrometheus.Write(response, 429, "text/plain", "slow down");
        };
        Assert.Equal(new Failure(FailureKind.RateLimited, "The source says we ask too often (429).", TimeSpan.FromSeconds(17)), (await ReadAsync(ValueOf("x"))).Failure);
    }

    [Fact]
    public async Task A_partial_answer_keeps_its_warning()
    {
        Fake.Answers("""{"status":"success","warnings":["store b is down"],"infos":["metric might not be a counter"],"data":{"resultType":"scalar","result":[1795228460,"2"]}}""");
        var reading = await ReadAsync(ValueOf("x"));
        Assert.Equal(2, reading.Sample?.Value);
        Assert.Equal("store b is down; metric might not be a counter", reading.Warning);
    }

    [Theory]
    [InlineData(-600, "The source's clock is 10 min behind ours, so its answers are about another time. Set the clocks right (NTP).")]
    [InlineData(90, "The source's clock is 2 min ahead of ours, so its answers are about another time. Set the clocks right (NTP).")]
    public async Task A_skewed_clock_makes_the_answer_bad(int seconds, string detail)
    {
        Fake.Skew = TimeSpan.FromSeconds(seconds);
        Assert.Equal(Reading.Of(new Failure(FailureKind.BadAnswer, detail)), await ReadAsync(ValueOf("x")));
    }

    private sealed class Answering(Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage { Content = new StreamContent(body) };
            response.Content.Headers.ContentType = new("application/json");
            return Task.FromResult(response);
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Taken { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Taken += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
