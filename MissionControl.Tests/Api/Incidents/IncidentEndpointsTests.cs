using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
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
