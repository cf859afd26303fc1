using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Tests.Support;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Tests.Api.Documents;

/// <summary>Whatever is refused is refused as the document says: with that status, as a problem document.</summary>
public sealed class RefusalsTests(ToldApp told) : IClassFixture<ToldApp>
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private readonly List<string> _found = [];

    [Fact]
    public async Task A_wrong_token_is_a_401_everywhere()
    {
        foreach (var operation in told.Operations)
        {
            using var request = new HttpRequestMessage(operation.Method, operation.Address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "mc_wrong");
            await ExpectAsync(operation, await told.Client.SendAsync(request), 401);
        }

        Assert.Empty(_found);
    }

    [Fact]
    public async Task A_token_of_another_scope_is_a_403_everywhere()
    {
        foreach (var operation in told.Operations)
            await ExpectAsync(operation, await told.SendAsync(operation.Method, operation.Address, "{}", ToldApp.ScopeOf(operation) == "logs:write" ? "read" : "logs:write"), 403);
        Assert.Empty(_found);
    }

    [Fact]
    public async Task An_unknown_id_is_a_404_everywhere()
    {
        foreach (var operation in told.Operations.Where(static operation => operation.IsInPath))
            await ExpectAsync(operation, await told.SendAsync(operation, operation.AddressWith(static _ => "no-such-thing"), null), 404);
        Assert.Empty(_found);
    }

    [Fact]
    public async Task Everything_that_may_be_asked_is_checked_and_named_when_it_is_wrong()
    {
        foreach (var operation in told.Operations)
        {
            foreach (var parameter in operation.Query)
            {
                var name = ToldOperation.Text(parameter, "name");
                foreach (var wrong in Wrong(parameter.GetProperty("schema")))
                {
                    using var answer = await told.SendAsync(operation, $"{operation.Address}?{name}={wrong}", null);
                    var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
                    if (!problem.TryGetProperty("errors", out var errors) || !errors.TryGetProperty(name, out _))
                        _found.Add($"{operation.Name}?{name}={wrong} is not refused by that name: {problem}");
                    await ExpectAsync(operation, answer, 400);
                }
            }
        }

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("{}", "application/json", 400)]
    [InlineData("{", "application/json", 400)]
    [InlineData("x", "text/plain", 415)]
    public async Task A_body_that_cannot_be_taken_is_refused(string body, string type, int status)
    {
        foreach (var operation in told.Operations.Where(static operation => operation.Bodies.Any()))
            await ExpectAsync(operation, await PostAsync(operation, body, type), status);
        Assert.Empty(_found);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_413()
    {
        foreach (var operation in told.Operations.Where(static operation => operation.Bodies.Any()))
            await ExpectAsync(operation, await PostAsync(operation, new string(' ', 1_100_000), "application/json"), 413);
        Assert.Empty(_found);
    }

    [Fact]
    public async Task More_than_can_be_kept_up_with_is_a_503_that_says_when_to_come_again()
    {
        var gate = told.App.Services.GetRequiredService<IntakeGate>();
        var held = new TaskCompletionSource<IResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = Enumerable.Range(0, IntakeGate.Slots).Select(_ => gate.EnterAsync(new DefaultHttpContext(), () => held.Task)).ToArray();
        foreach (var operation in told.Operations.Where(static operation => operation.Bodies.Any()))
        {
            using var answer = await PostAsync(operation, operation.Bodies.First().GetRawText(), "application/json");
            Assert.NotNull(answer.Headers.RetryAfter);
            await ExpectAsync(operation, answer, 503);
        }

        held.SetResult(Results.Empty);
        await Task.WhenAll(inside);
        Assert.Empty(_found);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_a_405_that_names_those_it_takes()
    {
        var taken = told.Operations.GroupBy(static operation => operation.Address, static operation => operation.Method.Method)
            .Append(new[] { "GET" }.GroupBy(static _ => "/openapi/v1.json").Single()).Append(new[] { "GET" }.GroupBy(static _ => "/healthz/live").Single());
        foreach (var address in taken)
        {
            string[] allowed = address.Contains("GET") ? [.. address, "HEAD"] : [.. address];
            foreach (var method in Methods.Except(allowed))
            {
                using var answer = await told.SendAsync(new HttpMethod(method), address.Key, null, null);
                var problem = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode is not HttpStatusCode.MethodNotAllowed || !answer.Content.Headers.Allow.Order().SequenceEqual(allowed.Order()) || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                    _found.Add($"{method} {address.Key}: {answer.StatusCode}, Allow: {string.Join(", ", answer.Content.Headers.Allow)}: {problem}");
            }
        }

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/board/more")]
    [InlineData("/api/v9/board")]
    [InlineData("/openapi")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/healthz")]
    public async Task An_address_that_does_not_exist_is_a_404_that_is_a_problem_document(string address)
    {
        foreach (var method in Methods)
        {
            using var answer = await told.SendAsync(new HttpMethod(method), address, null, null);
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Empty(told.Schemas.Find(JsonElement.Parse("""{"$ref":"#/components/schemas/Problem"}"""), JsonElement.Parse(await answer.Content.ReadAsStringAsync())));
        }
    }

    [Fact]
    public async Task HEAD_is_answered_wherever_GET_is()
    {
        foreach (var operation in told.Operations.Where(static operation => operation.Method == HttpMethod.Get))
        {
            using var full = await told.SendAsync(HttpMethod.Get, operation.Address, null, null);
            using var head = await told.SendAsync(HttpMethod.Head, operation.Address, null, null);
            Assert.Equal((full.StatusCode, full.Content.Headers.ContentType?.ToString()), (head.StatusCode, head.Content.Headers.ContentType?.ToString()));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    // Something that the schema does not allow.
    private static IEnumerable<string> Wrong(JsonElement schema)
    {
        if (schema.TryGetProperty("maximum", out var most))
            return ["0", "-1", "1.5", "many", (most.GetInt64() + 1).ToString(null, null), "99999999999999999999"];
        if (schema.TryGetProperty("format", out _))
            return ["yesterday", "2026-13-01T00:00:00Z", "1795226640"];
        return schema.TryGetProperty("enum", out _) ? ["forever"] : [new string('x', schema.GetProperty("maxLength").GetInt32() + 1)];
    }

    private async Task<HttpResponseMessage> PostAsync(ToldOperation operation, string body, string type)
    {
        using var token = await told.SendAsync(HttpMethod.Get, "/api/v1/board", null, ToldApp.ScopeOf(operation));
        using var request = new HttpRequestMessage(operation.Method, operation.Address) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Authorization = token.RequestMessage!.Headers.Authorization;
        // What is too large is answered before it is read, and the line then cut: who asks first gets the answer instead of a broken pipe.
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        return await told.Client.SendAsync(request);
    }

    private async Task ExpectAsync(ToldOperation operation, HttpResponseMessage answer, int status)
    {
        using (answer)
        {
            _found.AddRange(await told.FindAsync(operation, answer));
            if ((int)answer.StatusCode != status || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                _found.Add($"{operation.Name} {answer.RequestMessage!.RequestUri!.Query}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType}, not {status} and a problem");
        }
    }
}
