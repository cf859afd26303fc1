using System.Net;
using System.Text.Json;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Documents;

/// <summary>What the running app answers is what the document says.</summary>
public sealed class AnswersTests(ToldApp told) : IClassFixture<ToldApp>
{
    [Fact]
    public async Task Every_question_of_the_document_is_answered_as_it_says()
    {
        List<string> found = [];
        foreach (var operation in told.Operations.Where(static operation => operation.Method == HttpMethod.Get))
        {
            // Each by itself: some exclude others.
            string[] queries = ["", .. operation.Query.Select(static parameter => $"?{ToldOperation.Text(parameter, "name")}={Uri.EscapeDataString(ToldOperation.Text(parameter, "example"))}")];
            foreach (var query in queries)
            {
                using var answer = await told.SendAsync(operation, operation.Address + query, null);
                found.AddRange(await told.FindAsync(operation, answer));
                if (answer.StatusCode is not HttpStatusCode.OK)
                    found.Add($"{operation.Name}{query}: {answer.StatusCode}");
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Every_example_of_a_body_is_taken_and_answered_as_the_document_says()
    {
        List<string> found = [];
        foreach (var operation in told.Operations)
        {
            foreach (var body in operation.Bodies)
            {
                using var answer = await told.SendAsync(operation, operation.Address, body.GetRawText());
                found.AddRange(await told.FindAsync(operation, answer));
                if (!answer.IsSuccessStatusCode)
                    found.Add($"{operation.Name} {body}: {answer.StatusCode}");
            }
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("/api/v1/board", "tiles")]
    [InlineData("/api/v1/board", "services")]
    [InlineData("/api/v1/bpms", "")]
    [InlineData("/api/v1/services", "")]
    [InlineData("/api/v1/bpms/sign-in-success/history", "points")]
    [InlineData("/api/v1/bpms/sign-in-success/history", "stretches")]
    [InlineData("/api/v1/changes", "changes")]
    [InlineData("/api/v1/alerts", "groups")]
    [InlineData("/api/v1/alerts?show=ended", "groups")]
    [InlineData("/api/v1/audit", "entries")]
    [InlineData("/api/v1/incidents", "incidents")]
    [InlineData("/api/v1/incidents/1", "timeline")]
    [InlineData("/api/v1/board", "incidents")]
    public async Task There_is_something_in_what_was_checked(string address, string list)
    {
        var answer = JsonElement.Parse(await told.Client.GetStringAsync(new Uri(address, UriKind.Relative)));
        Assert.NotEqual(0, (list.Length == 0 ? answer : answer.GetProperty(list)).GetArrayLength());
    }

    [Fact]
    public async Task What_a_learned_band_was_computed_from_is_as_the_document_says()
    {
        JsonElement why = default;
        await Eventually.Holds(async () =>
        {
            why = JsonElement.Parse(await told.Client.GetStringAsync(new Uri("/api/v1/bpms/sign-in-success", UriKind.Relative))).GetProperty("why");
            return why.ValueKind is JsonValueKind.Object;
        });
        Assert.Empty(told.Schemas.Find(JsonElement.Parse("""{"$ref":"#/components/schemas/BandWhy"}"""), why));
    }

    [Fact]
    public async Task The_document_itself_is_not_sent_again_to_whoever_has_it()
    {
        using var first = await told.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await told.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("3.1", told.Document.GetProperty("openapi").GetString()![..3]);
    }
}
