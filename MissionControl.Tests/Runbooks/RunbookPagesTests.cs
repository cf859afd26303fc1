using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Runbooks;

/// <summary>The pages and the API as a browser without scripts and a script use them, with the demo catalog.</summary>
public sealed class RunbookPagesTests : IAsyncLifetime
{
    private PeopleApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        await _app.AddAsync("Ada", Role.Responder);
        await _app.AddAsync("Vic", Role.Viewer);
        await Eventually.Holds(() => _app.App.Services.GetRequiredService<DefinitionsFeed>().Current.Definitions.Runbooks.Count > 0);
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_responder_finds_reads_and_starts_one_and_it_is_counted()
    {
        using var ada = await _app.SignInAsync("Ada");
        var list = await ada.OpenAsync("/runbooks?q=identity");
        Assert.Equal(["Sign-in failures"], list.QuerySelectorAll(".rb-list h2").Select(static title => title.TextContent));
        Assert.Contains("Never run", list.QuerySelector(".rb-facts")!.TextContent, StringComparison.Ordinal);
        var page = await ada.OpenAsync("/runbooks/sign-in-failures");
        Assert.NotEmpty(page.QuerySelectorAll(".rb-text .steps .command"));
        await ada.SendAsync("start");
        Assert.Matches("^/runbooks/runs/[0-9a-f-]{36}$", ada.At);
        Assert.Contains("Sign-in failures", ada.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0 of", ada.Text, StringComparison.Ordinal);
        Assert.Equal(["Going on now"], (await ada.OpenAsync("/runbooks")).QuerySelectorAll("#open-title").Select(static title => title.TextContent));
        Assert.Contains("Run once", (await ada.OpenAsync("/runbooks/sign-in-failures")).QuerySelector(".rb-about")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await _app.JournalAsync("runbook.started"));
    }

    [Fact]
    public async Task A_run_started_for_an_incident_is_part_of_it()
    {
        using var ada = await _app.SignInAsync("Ada");
        await ada.OpenAsync("/runbooks/sign-in-failures?incident=7");
        await ada.SendAsync("start");
        Assert.Empty(_app.App.Services.GetRequiredService<RunDesk>().Current.Open);
        await _app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], [], null, null, IsPrivate: false), new("person:1", null), Guid.NewGuid(), default);
        await ada.OpenAsync("/runbooks/sign-in-failures?incident=01");
        await ada.SendAsync("start");
        Assert.Equal("1", Assert.Single(_app.App.Services.GetRequiredService<RunDesk>().Current.Open).Incident);
    }

    [Fact]
    public async Task A_viewer_reads_and_cannot_start_one_even_with_the_form_of_another()
    {
        using var ada = await _app.SignInAsync("Ada");
        using var vic = await _app.SignInAsync("Vic");
        Assert.Empty((await vic.OpenAsync("/runbooks/sign-in-failures")).QuerySelectorAll(".rb-title form"));
        await ada.OpenAsync("/runbooks/sign-in-failures");
        var form = ada.Page.QuerySelector(".rb-title form")!;
        foreach (var cookie in ada.Cookies.Where(static cookie => cookie.Key.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase)))
            vic.Cookies[cookie.Key] = cookie.Value;
        await vic.SendAsync(form);
        Assert.Empty(_app.App.Services.GetRequiredService<RunDesk>().Current.All);
    }

    [Theory]
    [InlineData("/runbooks/sign-in-failurez", "Did you mean")]
    [InlineData("/runbooks/runs/0193a5b2-7d5c-7a3e-8f1d-2c3b4a596877", "No such run")]
    public async Task What_is_not_there_says_so(string path, string words)
    {
        using var vic = await _app.SignInAsync("Vic");
        await vic.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, vic.Status);
        Assert.Contains(words, vic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_stale_ones_are_told()
    {
        using var vic = await _app.SignInAsync("Vic");
        var page = await vic.OpenAsync("/runbooks/health");
        Assert.Contains("Sign-ups", page.QuerySelector(".rb-gaps")!.TextContent, StringComparison.Ordinal);
        var unicorns = page.QuerySelectorAll(".rb-ailing > li").Single(static item => item.TextContent.Contains("Too few unicorns", StringComparison.Ordinal));
        Assert.Contains("No day of review", unicorns.TextContent, StringComparison.Ordinal);
        Assert.Contains("Never run", unicorns.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_read_while_their_tables_are_gone()
    {
        using var ada = await _app.SignInAsync("Ada");
        using (var raw = new SqliteConnection($"Data Source={Path.Combine(_app.Data, "mission.db")};Pooling=False"))
        {
            raw.Open();
            raw.Run("DROP TABLE \"RunbookActs\"");
            raw.Run("DROP TABLE \"RunbookRuns\"");
        }

        Assert.NotEmpty((await ada.OpenAsync("/runbooks")).QuerySelectorAll(".rb-list h2"));
        Assert.NotEmpty((await ada.OpenAsync("/runbooks/sign-in-failures")).QuerySelectorAll(".rb-text .steps .command"));
        await ada.SendAsync("start");
        Assert.Equal("/runbooks/sign-in-failures", ada.At);
        Assert.Contains("No run could be started", ada.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(ada.Page.QuerySelectorAll(".rb-text .steps .command"));
    }

    [Fact]
    public async Task They_read_while_the_whole_database_is_gone_for_whoever_was_in()
    {
        using var ada = await _app.SignInAsync("Ada");
        Assert.NotEmpty((await ada.OpenAsync("/runbooks")).QuerySelectorAll(".rb-list h2"));
        using (var raw = new SqliteConnection($"Data Source={Path.Combine(_app.Data, "mission.db")};Pooling=False"))
        {
            raw.Open();
            raw.Run("PRAGMA foreign_keys = OFF");
            List<string> tables = [];
            using (var command = raw.CreateCommand())
            {
                command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    tables.Add(reader.GetString(0));
            }

            foreach (var table in tables)
                raw.Run($"DROP TABLE \"{table}\"");
        }

        Assert.NotEmpty((await ada.OpenAsync("/runbooks?q=identity")).QuerySelectorAll(".rb-list h2"));
        Assert.NotEmpty((await ada.OpenAsync("/runbooks/sign-in-failures")).QuerySelectorAll(".rb-text .steps .command"));
        Assert.Equal(HttpStatusCode.OK, ada.Status);
        Assert.NotEmpty((await ada.OpenAsync("/runbooks/health")).QuerySelectorAll(".rb-gaps"));
    }

    [Fact]
    public async Task With_a_broken_front_matter_the_last_good_version_is_shown_and_the_page_says_so()
    {
        await using var living = await LivingApp.StartAsync("organisation: { name: Rentals, zone: UTC }\n");
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(living.Catalog, "runbooks")).FullName, "one.md");
        using var visitor = new PlainBrowser(living.Address);
        await File.WriteAllTextAsync(file, "---\nowner: identity\n---\n" + A.RunbookText);
        await Eventually.Holds(async () => (await visitor.OpenAsync("/runbooks/one")).QuerySelector("h1")?.TextContent == "Sign-in failures");
        await File.WriteAllTextAsync(file, "---\nownr: identity\n---\n# Broken\n");
        await Eventually.Holds(async () => (await visitor.OpenAsync("/runbooks/one")).QuerySelector(".notice") is not null);
        Assert.Contains("runbooks/one.md:2:1: error: unknown key 'ownr'", visitor.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("last good version", visitor.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Sign-in failures", visitor.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Machines_read_them_as_JSON_and_as_Markdown()
    {
        var secret = (await _app.App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", ["read"], null), Actor.System, default)).Issued!.Secret;
        using var client = new HttpClient { BaseAddress = _app.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        var list = JsonElement.Parse(await client.GetStringAsync("/api/v1/runbooks?limit=2"));
        Assert.Equal(["app-down", "bookings-not-completing"], list.EnumerateArray().Select(static one => one.GetProperty("id").GetString()));
        Assert.False(list[0].TryGetProperty("text", out _));
        var one = JsonElement.Parse(await client.GetStringAsync("/api/v1/runbooks/sign-in-failures"));
        Assert.Equal(("identity", "2026-10-02", JsonValueKind.Null), (one.GetProperty("owner").GetString(), one.GetProperty("reviewedOn").GetString(), one.GetProperty("use").ValueKind));
        Assert.Equal("Check", one.GetProperty("steps")[0].GetProperty("section").GetString());
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runbooks/sign-in-failures");
        asked.Headers.Accept.ParseAdd("text/markdown");
        using var answer = await client.SendAsync(asked);
        Assert.Equal("text/markdown", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("# Sign-in failures\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var gone = await client.GetAsync("/api/v1/runbooks/gone");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_metric_leads_to_its_runbook()
    {
        using var vic = await _app.SignInAsync("Vic");
        await vic.OpenAsync("/bpm/sign-in-success");
        Assert.Equal("Sign-in failures", vic.Page.QuerySelector(".facts a[href='/runbooks/sign-in-failures']")!.TextContent);
    }
}
