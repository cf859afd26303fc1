using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Api.Documents;

/// <summary>The document <c>/openapi/v1.json</c> itself.</summary>
public sealed class DocumentTests(ToldApp told) : IClassFixture<ToldApp>
{
    [Fact]
    public void Every_endpoint_of_the_API_is_told() => Assert.Empty(Untold(told.App));

    [Fact]
    public async Task An_endpoint_that_nobody_told_of_is_found()
    {
        using var data = new TemporaryFolder();
        await using var app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--MissionControl:Data", data.Path]);
        app.MapGet("/api/v1/forgotten", static () => "secret");
        Assert.Equal(["/api/v1/forgotten: nothing is told of it"], Untold(app));
    }

    [Fact]
    public void It_says_exactly_what_is_told() =>
        Assert.Equal(
            Endpoints(told.App).SelectMany(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(static method => method != "HEAD").Select(method => $"{method} {endpoint.RoutePattern.RawText!.Replace(":guid}", "}", StringComparison.Ordinal)}"))
                .Order(StringComparer.Ordinal),
            told.Operations.Select(static operation => operation.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operation_has_a_summary_words_an_answer_with_an_example_and_who_may_ask() => Assert.Empty(
        from operation in told.Operations
        from lacks in Lacks(operation)
        select $"{operation.Name} lacks {lacks}");

    [Fact]
    public void What_an_endpoint_reads_of_the_address_is_what_is_told_and_nothing_else()
    {
        var read = told.App.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items.SelectMany(static group => group.Items)
            .Where(static endpoint => endpoint.HttpMethod != "HEAD" && endpoint.ActionDescriptor.EndpointMetadata.OfType<Told>().Any())
            .Select(static endpoint => $"{endpoint.HttpMethod} /{endpoint.RelativePath!.Replace(":guid}", "}", StringComparison.Ordinal)} {string.Join(' ', endpoint.ParameterDescriptions.Where(static one => one.Source.Id is "Query" or "Path").Select(static one => one.Name.ToLowerInvariant()).Order())}");
        var written = told.Operations.Select(static operation => $"{operation.Name} {string.Join(' ', operation.Parameters.Where(static one => ToldOperation.Text(one, "in") is "query" or "path").Select(static one => ToldOperation.Text(one, "name")).Order())}");
        Assert.Equal(read.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_fits_its_schema()
    {
        Assert.Empty(
            from operation in told.Operations
            from parameter in operation.Parameters
            where parameter.TryGetProperty("example", out _)
            from found in told.Schemas.Find(parameter.GetProperty("schema"), parameter.GetProperty("example"))
            select $"{operation.Name} {ToldOperation.Text(parameter, "name")} {found}");
        Assert.Empty(
            from operation in told.Operations
            from body in operation.Bodies
            from found in told.Schemas.Find(operation.BodySchema, body)
            select $"{operation.Name} body {found}");
        Assert.Empty(
            from operation in told.Operations
            from answer in operation.Answers
            where answer.Json.TryGetProperty("content", out _)
            from media in answer.Json.GetProperty("content").EnumerateObject()
            from found in told.Schemas.Find(media.Value.GetProperty("schema"), media.Value.GetProperty("example"))
            select $"{operation.Name} {answer.Status} {found}");
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own() =>
        Assert.Equal(told.Operations.Count(), told.Operations.Select(static operation => ToldOperation.Text(operation.Json, "operationId")).Distinct().Count());

    [Fact]
    public async Task What_was_promised_is_kept_and_what_is_new_is_promised()
    {
        var promised = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "MissionControl.Tests", "Api", "Documents", "promised.txt"));
        var now = Promises.Of(told.Document, told.Operations).ToArray();
        Assert.True(
            promised.Except(now).ToArray() is [] && now.Except(promised).ToArray() is [],
            $"Broken without a new version of the API:\n{string.Join('\n', promised.Except(now))}\nNew, to be added to promised.txt:\n{string.Join('\n', now.Except(promised))}");
    }

    [Fact]
    public void A_key_that_is_gone_breaks_a_promise()
    {
        var without = JsonNode.Parse(told.Document.GetRawText())!;
        without["components"]!["schemas"]!["Tile"]!["properties"]!.AsObject().Remove("words");
        Assert.Equal(["Tile.words*: string"], Promises.Of(told.Document, told.Operations).Except(Promises.Of(JsonElement.Parse(without.ToJsonString()), told.Operations)));
    }

    private static IEnumerable<string> Lacks(ToldOperation operation)
    {
        foreach (var words in (string[])["operationId", "summary", "description"])
        {
            if (!operation.Json.TryGetProperty(words, out var text) || string.IsNullOrWhiteSpace(text.GetString()))
                yield return words;
        }

        if (operation.Json.GetProperty("security").GetArrayLength() == 0)
            yield return "who may ask";
        if (!operation.Answers.Any(static answer => answer.Status is >= 200 and < 300))
            yield return "an answer";
        if (operation.Json.TryGetProperty("requestBody", out _) && !operation.Bodies.Any())
            yield return "an example of what it takes";
        foreach (var (status, answer) in operation.Answers.Where(static answer => answer.Status != 304))
        {
            if (!answer.TryGetProperty("content", out var content) || content.EnumerateObject().Any(static media => !media.Value.TryGetProperty("example", out _) || !media.Value.TryGetProperty("schema", out _)))
                yield return $"a schema and an example of its answer {status}";
        }
    }

    private static IEnumerable<string> Untold(WebApplication app) => Endpoints(app).SelectMany(static endpoint => endpoint.Metadata.GetMetadata<Told>() switch
    {
        null => [$"{endpoint.RoutePattern.RawText}: nothing is told of it"],
        { Summary.Length: 0 } or { Words.Length: 0 } or { Answers.Length: 0 } => (string[])[$"{endpoint.RoutePattern.RawText}: too little is told of it"],
        _ => [],
    });

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>()?.Reveals is not "for tests"
            && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);
}
