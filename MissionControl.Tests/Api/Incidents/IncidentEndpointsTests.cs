using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Incidents;

public sealed class IncidentEndpointsTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task A_script_declares_once_writes_once_and_reads_it_back()
    {
        var key = Guid.NewGuid();
        var first = await SendAsync("/api/v1/incidents", new { title = "Search answers nothing", severity = 3, key });
        var again = await SendAsync("/api/v1/incidents", new { title = "Search answers nothing", severity = 3, key });
        var number = first.GetProperty("incident").GetInt32();
        Assert.Equal(number, again.GetProperty("incident").GetInt32());
        var note = Guid.NewGuid();
        await SendAsync($"/api/v1/incidents/{number}/notes", new { text = "<b>restarted</b> | the cache", key = note });
        await SendAsync($"/api/v1/incidents/{number}/notes", new { text = "<b>restarted</b> | the cache", key = note });
        var read = await ReadAsync($"/api/v1/incidents/{number}");
        Assert.Equal(["declared", "note"], read.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        Assert.Equal("<b>restarted</b> | the cache", read.GetProperty("timeline")[1].GetProperty("says").GetString());
        Assert.Contains(number, (await ReadAsync("/api/v1/incidents")).GetProperty("incidents").EnumerateArray().Select(line => line.GetProperty("number").GetInt32()));
        Assert.Contains("# Incident", await TextAsync($"/api/v1/incidents/{number}.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_is_whole_with_review_pictures_corrections_and_what_was_decided()
    {
        var desk = demo.App.Services.GetRequiredService<IncidentDesk>();
        var number = (await desk.DeclareAsync(new("Some people cannot pay", Severity.Sev2, [], ["payments"], null, null, IsPrivate: false), Ana, Guid.NewGuid(), default)).Incident!.Number;
        await desk.ShowAsync(number, new("image/png", 640, 480, new byte[] { 1, 2, 3 }), "Payments fall at 01:52", Ana, Guid.NewGuid(), default);
        foreach (var what in new TimelineEvent[]
        {
            new Updated("Nobody can pay", "We look.", "Please wait.", Phase.Identified, null, []), new Corrected(3, "We look into it.", 0, "Some people cannot pay", "Pay later."),
            new Decided("Roll back", "Disable it", "Deploy again"), new ReviewWritten("What helped", "The runbook.", null),
        })
            Assert.Empty((await desk.DoAsync(number, what, Ana, null, Guid.NewGuid(), default)).Problems);
        var read = await ReadAsync($"/api/v1/incidents/{number}");
        Assert.Equal(("What helped", "The runbook.", "person:ana"), (Text(read.GetProperty("review")[0], "part"), Text(read.GetProperty("review")[0], "text"), Text(read.GetProperty("review")[0], "by")));
        var entries = read.GetProperty("timeline").EnumerateArray().ToDictionary(static entry => entry.GetProperty("number").GetInt32());
        Assert.Equal(("Some people cannot pay", "Nobody can pay", "Pay later.", "Please wait."), (Text(entries[3].GetProperty("update"), "title"), Text(entries[3].GetProperty("update"), "firstTitle"), Text(entries[3].GetProperty("update"), "tellUsers"), Text(entries[3].GetProperty("update"), "firstTellUsers")));
        Assert.Equal(("We look into it.", "We look.", "We look into it."), (Text(entries[3], "says"), Text(entries[3], "firstSaid"), Text(entries[3].GetProperty("corrections")[0], "says")));
        Assert.Equal(("Disable it", "Deploy again"), (Text(entries[5].GetProperty("decision"), "options"), Text(entries[5].GetProperty("decision"), "backOut")));
        var image = read.GetProperty("images")[0];
        Assert.Equal((2, "Payments fall at 01:52", 640), (image.GetProperty("entry").GetInt32(), Text(image, "words"), image.GetProperty("width").GetInt32()));
        using var picture = await GetAsync(Text(image, "address"));
        Assert.Equal(("image/png", "1,2,3"), (picture.Content.Headers.ContentType!.ToString(), string.Join(',', await picture.Content.ReadAsByteArrayAsync())));
        Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", picture.Headers.GetValues("Content-Security-Policy").Single());
        var markdown = await TextAsync($"/api/v1/incidents/{number}.md");
        foreach (var words in new[] { "## Review: What helped\n\nThe runbook.", "first: “Nobody can pay” We look. To tell users: Please wait.", "To tell users: Pay later.", "told the public: “Some people cannot pay”", "Instead of: Disable it", "| Services | Payments |", $"[Payments fall at 01:52]({demo.Client.BaseAddress}api/v1/incidents/{number}/images/" })
            Assert.Contains(words, markdown, StringComparison.Ordinal);
        await desk.DoAsync(number, new Struck(2), Ana, null, Guid.NewGuid(), default);
        Assert.True((await ReadAsync($"/api/v1/incidents/{number}")).GetProperty("images")[0].GetProperty("isStruck").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/api/v1/incidents/{number}/images/{Guid.NewGuid()}")).StatusCode);

        static string Text(JsonElement one, string field) => one.GetProperty(field).GetString()!;
    }

    [Fact]
    public async Task A_token_that_declares_without_end_is_told_to_wait_and_why()
    {
        var secret = await SecretAsync("incidents:write");
        HttpResponseMessage? answer = null;
        for (var turn = 0; turn < 20 && answer is not { StatusCode: HttpStatusCode.TooManyRequests }; turn++)
        {
            answer?.Dispose();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents") { Content = JsonContent.Create(new { title = "again", severity = 9 }) };
            request.Headers.Authorization = new("Bearer", secret);
            answer = await demo.Client.SendAsync(request);
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (answer!.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.StartsWith("This token has declared many incidents in a short time", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        answer.Dispose();
        // Another is not held back by it.
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/api/v1/incidents", JsonContent.Create(new { title = "x", severity = 9 }))).StatusCode);
    }

    [Theory]
    [InlineData("""{"title":"","severity":2}""", "title")]
    [InlineData("""{"title":"x","severity":9}""", "severity")]
    [InlineData("""{"title":"x","severity":2,"bpm":"no-such"}""", "bpm")]
    [InlineData("""{"title":"x","severity":2,"key":"7"}""", "key")]
    [InlineData("""{"title":"x","severity":2,"sev":1}""", "sev")]
    [InlineData("""{"title":7,"severity":2}""", "title")]
    public async Task What_is_wrong_is_named_by_its_field(string body, string field)
    {
        using var answer = await PostAsync("/api/v1/incidents", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task A_private_one_is_not_there_for_tokens()
    {
        var desk = demo.App.Services.GetRequiredService<IncidentDesk>();
        var hidden = await desk.DeclareAsync(new("Something delicate", Severity.Sev3, [], [], null, null, IsPrivate: true), new("person:1", null), Guid.NewGuid(), default);
        var number = hidden.Incident!.Number;
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"/api/v1/incidents/{number}/notes", JsonContent.Create(new { text = "x" }))).StatusCode);
        foreach (var address in new[] { $"/api/v1/incidents/{number}", $"/api/v1/incidents/{number}.md" })
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(address)).StatusCode);
        Assert.DoesNotContain("delicate", await TextAsync("/api/v1/incidents"), StringComparison.Ordinal);
        Assert.DoesNotContain("delicate", await TextAsync("/api/v1/board"), StringComparison.Ordinal);
    }

    private static Actor Ana { get; } = new("person:ana", null);

    private async Task<JsonElement> SendAsync(string address, object body)
    {
        using var answer = await PostAsync(address, JsonContent.Create(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> PostAsync(string address, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Authorization = new("Bearer", await SecretAsync("incidents:write"));
        return await demo.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", await SecretAsync("read"));
        return await demo.Client.SendAsync(request);
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<JsonElement> ReadAsync(string address) => JsonDocument.Parse(await TextAsync(address)).RootElement;

    private async Task<string> SecretAsync(string scope) => (await demo.App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", [scope], null), Actor.System, default)).Issued!.Secret;
}
