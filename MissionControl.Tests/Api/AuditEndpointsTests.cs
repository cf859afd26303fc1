using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

public sealed class AuditEndpointsTests : IAsyncLifetime
{
    private AuditApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AuditApp.StartAsync();
        await AppendAsync(new("tile.state", "sign-ins", Actor.System, A.Moment, new() { ["before"] = "Normal", ["after"] = "Off" }));
        await AppendAsync(new("stretch.declared", "0193", new Actor("person:7", "192.0.2.7"), A.Moment.AddMinutes(1).AddTicks(5), new() { ["after"] = new JsonObject { ["kind"] = "BankHoliday", ["bpm"] = "£ \"x\"" } }));
        await AppendAsync(new("tile.state", "sign-ins", Actor.System, A.Moment.AddMinutes(2), new() { ["before"] = "Off", ["after"] = "Normal" }));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/audit")]
    [InlineData("/api/v1/audit.jsonl")]
    [InlineData("/audit")]
    public async Task Only_administrators_may_read_it(string address)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(address, null));
        foreach (var role in Enum.GetValues<Role>())
            Assert.Equal(role == Role.Administrator ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(address, role));
    }

    [Fact]
    public async Task A_page_is_the_newest_first_with_who_from_where_and_what_in_words()
    {
        using var answer = await _app.GetAsync("/api/v1/audit?limit=2");
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var entries = json.RootElement.GetProperty("entries");
        Assert.Equal([3L, 2L], entries.EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64()));
        Assert.Equal((2L, JsonValueKind.Null), (json.RootElement.GetProperty("next").GetInt64(), json.RootElement.GetProperty("lookedBackTo").ValueKind));
        var entry = entries[1];
        Assert.Equal(
            ("2026-11-21T02:05:00.0000005Z", "stretch.declared", "0193", "person:7", "192.0.2.7", "Declared: bank holiday of £ \"x\""),
            (Text(entry, "at"), Text(entry, "kind"), Text(entry, "subject"), Text(entry, "actor"), Text(entry, "from"), Text(entry, "words")));
        Assert.Equal("£ \"x\"", entry.GetProperty("body").GetProperty("after").GetProperty("bpm").GetString());
        Assert.Equal(Text(entry, "hash"), Text(entries[0], "previousHash"));
        using var next = JsonDocument.Parse(await TextAsync("/api/v1/audit?limit=2&after=2"));
        Assert.Equal((1, JsonValueKind.Null), (next.RootElement.GetProperty("entries").GetArrayLength(), next.RootElement.GetProperty("next").ValueKind));
    }

    [Theory]
    [InlineData("kind=tile.state", "3 1")]
    [InlineData("actor=person:7", "2")]
    [InlineData("subject=sign-ins&words=normal", "3 1")]
    [InlineData("words=Holiday%20declared", "2")]
    [InlineData("from=2026-11-21T02:05:00Z&to=2026-11-21T02:06:00Z", "2")]
    [InlineData("from=2026-11-21T03:05:00%2B01:00", "3 2")]
    [InlineData("to=2026-11-21", "")]
    public async Task Every_filter_of_the_page_is_one_of_the_answer_too(string query, string sequences)
    {
        using var json = JsonDocument.Parse(await TextAsync("/api/v1/audit?" + query));
        Assert.Equal(sequences, string.Join(' ', json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64())));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_told_field_by_field()
    {
        var query = $"from=yesterday&to=2026-13-01&after=0&limit=501&words={new string('x', 201)}&kind={new string('x', 201)}";
        using var answer = await _app.GetAsync("/api/v1/audit?" + query);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["after", "from", "kind", "limit", "to", "words"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        using var lines = await _app.GetAsync("/api/v1/audit.jsonl?from=2026-11-22&to=2026-11-21");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (lines.StatusCode, lines.Content.Headers.ContentType!.MediaType));
        Assert.Equal(3, (await _app.Journal.ReadAfterAsync(0, 10, default)).Length);
    }

    [Fact]
    public async Task The_export_is_a_line_for_each_entry_oldest_first_and_is_itself_in_the_journal()
    {
        using var answer = await _app.GetAsync("/api/v1/audit.jsonl?to=2026-11-21T02:06:00Z&actor=person:7&subject=Zoe&words=&limit=nonsense");
        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("audit-20261122T020400Z.jsonl", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        var told = (await _app.Journal.ReadAfterAsync(3, 10, default)).Single();
        Assert.Equal(("audit.exported", "journal", SignedIn.Actor, "127.0.0.1"), (told.Kind, told.Subject, told.Actor, told.From));
        // Not the subject, which somebody typed and which may be a name.
        Assert.DoesNotContain("Zoe", told.Body, StringComparison.Ordinal);
        Assert.Equal("person:7", (string)JsonNode.Parse(told.Body)!["actor"]!);

        var lines = (await TextAsync("/api/v1/audit.jsonl")).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal([1, 2, 3, 4, 5], lines[..^1].Select(line => (int)JsonNode.Parse(line)!["sequence"]!));
    }

    [Fact]
    public async Task A_long_export_is_whole()
    {
        for (var number = 0; number < 1100; number++)
            await AppendAsync(new("tile.state", "sign-ins", Actor.System, A.Moment.AddHours(1), new() { ["n"] = number, ["words"] = new string('x', 200) }));
        var lines = (await TextAsync("/api/v1/audit.jsonl?from=2026-11-21T03:00:00Z&kind=tile.state")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 1100), lines.Select(line => (int)JsonNode.Parse(line)!["body"]!["n"]!));
    }

    [Fact]
    public async Task Asking_for_the_head_of_an_export_exports_nothing()
    {
        using var answer = await _app.GetAsync("/api/v1/audit.jsonl", method: HttpMethod.Head);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, (await _app.Journal.ReadAfterAsync(0, 10, default)).Length);
    }

    private static string? Text(JsonElement entry, string key) => entry.GetProperty(key).GetString();

    private Task<JournalEntry> AppendAsync(JournalFact fact) => _app.Journal.AppendAsync(fact, default);

    private async Task<HttpStatusCode> StatusAsync(string address, Role? role)
    {
        using var answer = await _app.GetAsync(address, role);
        return answer.StatusCode;
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await _app.GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }
}
