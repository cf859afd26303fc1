using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>The public addresses of the real app, as strangers ask for them.</summary>
public sealed class StatusEndpointsTests : IAsyncLifetime
{
    private const string Mark = "zqxinternal";
    private const double MarkedValue = 48271.5;
    private GuardedApp _app = null!;
    private HttpClient _stranger = null!;

    public async Task InitializeAsync()
    {
        _app = await GuardedApp.StartAsync("Production");
        _stranger = _app.From("127.0.0.1");
    }

    public async Task DisposeAsync()
    {
        _stranger.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_the_page_already_gets_304_and_no_body()
    {
        Show(new PublicCase());
        using var first = await _stranger.GetAsync(new Uri("/status", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/status");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _stranger.SendAsync(again);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Show(new PublicCase().With("identity", Health.MajorOutage));
        using var changed = new HttpRequestMessage(HttpMethod.Get, "/status");
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var third = await _stranger.SendAsync(changed);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=0.5, br;q=0", "gzip")]
    [InlineData("identity", null)]
    public async Task It_comes_as_it_is_taken(string accepted, string? encoding)
    {
        Show(new PublicCase());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await _stranger.SendAsync(request);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var plain = new StreamReader(encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        });
        Assert.Contains("Everything is working.", await plain.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_headers_let_others_keep_it_and_browsers_load_nothing_else()
    {
        Show(new PublicCase());
        using var answer = await _stranger.GetAsync(new Uri("/status", UriKind.Relative));
        Assert.Equal("public, max-age=15, stale-while-revalidate=60, stale-if-error=86400", string.Join(", ", answer.Headers.GetValues("Cache-Control")).Replace("max-age=15, public", "public, max-age=15", StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        using var api = await _stranger.GetAsync(new Uri("/api/v2/summary.json", UriKind.Relative));
        Assert.Equal("*", api.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Heads_are_answered_with_the_length_and_no_body()
    {
        Show(new PublicCase());
        using var request = new HttpRequestMessage(HttpMethod.Head, "/status");
        using var answer = await _stranger.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 1000);
    }

    [Fact]
    public async Task It_answers_more_often_than_any_stranger_may_ask_for_other_things()
    {
        Show(new PublicCase());
        for (var count = 0; count < 400; count++)
        {
            using var answer = await _stranger.GetAsync(new Uri("/status", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_office_keeps_a_link_to_what_it_uses_and_a_wrong_name_in_it_does_no_harm()
    {
        Show(new PublicCase().With("identity", Health.MajorOutage));
        Assert.Contains("<h1>Everything is working.</h1>", await TextAsync("/status?show=booking,nothing"), StringComparison.Ordinal);
        Assert.Contains("<h1>Everything is working.</h1>", await TextAsync("/status?show=booking&show=records"), StringComparison.Ordinal);
        Assert.Contains("<h1>Most things are working. Sign-in", await TextAsync("/status?show=nothing"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", await TextAsync("/status?lang=de"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await TextAsync("/status?lang=xx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_that_is_not_public_is_not_found()
    {
        Show(new PublicCase().With(new IncidentBuilder(1, Severity.Sev1, A.Moment)).With(new IncidentBuilder(2, Severity.Sev2, A.Moment).Says(Phase.Investigating, "Here.", A.Moment)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/status/incidents/2"));
        Assert.All((HttpStatusCode[])[await StatusAsync("/status/incidents/1"), await StatusAsync("/status/incidents/99"), await StatusAsync("/status/incidents/x")], static code => Assert.Equal(HttpStatusCode.NotFound, code));
    }

    [Fact]
    public async Task Planned_work_has_an_address_for_good_and_a_calendar()
    {
        Show(new PublicCase().With(Works.Work(A.Moment.AddHours(1), A.Moment.AddHours(2))));
        Assert.Contains("<h1>Overnight records move</h1>", await TextAsync("/status/planned/1"), StringComparison.Ordinal);
        Assert.Contains("<h1>Overnight records move</h1>", await TextAsync("/status/planned/1?lang=de"), StringComparison.Ordinal);
        Assert.All((HttpStatusCode[])[await StatusAsync("/status/planned/2"), await StatusAsync("/status/planned/x")], static code => Assert.Equal(HttpStatusCode.NotFound, code));
        using var calendar = await _stranger.GetAsync(new Uri("/status/planned.ics?show=booking", UriKind.Relative));
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("VEVENT", await calendar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("BEGIN:VEVENT", await TextAsync("/status/planned.ics?show=records"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_from_inside_is_in_any_public_answer()
    {
        var now = A.Moment;
        var board = A.Board().LikeThePicture().Version(5).Build();
        StatusComponent[] components = [PublicCase.Component("sign-in", "Sign-in", Mark + "-1"), PublicCase.Component("booking", "Booking", Mark + "-1", Mark + "-2") with { Worsens = Worsening.ByHand }];
        Service Inside(int number) => new($"{Mark}-{number}", Mark + " service", Mark + " description", Mark + " owner", []);
        var incident = new IncidentBuilder(1, Severity.Sev1, now.AddHours(-2))
            .Does(new Renamed(Mark + " title", "identity-db failover"), now.AddHours(-2)).Does(new Noted(Mark + " note"), now).Does(new Decided(Mark, Mark, Mark), now).Does(new TaskBegun(Mark + " task"), now)
            .Does(new RoleTaken(IncidentRole.Commander, Mark + "-person", null), now).Does(new Attached(new(EvidenceKind.Tile, Mark, Mark + " evidence", now)), now).Does(new HelpAsked(Mark + "-2", Mark, 3), now)
            .Does(new FollowUpAsked(Mark, Mark, null), now).Does(new ReviewWritten("Cause", Mark, null), now)
            .Says(Phase.Investigating, "Some people cannot sign in.", now.AddMinutes(-20)).Says(Phase.Identified, "A fix is on its way: " + Mark, now.AddMinutes(-9))
            .Does(new Corrected(12, "A fix is on its way.", 0), now.AddMinutes(-8));
        var struck = incident.Build().Updates[^1];
        Assert.Equal("A fix is on its way.", struck.Text);
        var hidden = new IncidentBuilder(2, Severity.Sev1, now).Says(Phase.Investigating, Mark + " private", now, title: Mark).Does(new PrivacyMoved(true), now);
        var quiet = new IncidentBuilder(3, Severity.Sev1, now).Does(new Noted(Mark), now);
        var services = _app.App.Services;
        services.GetRequiredService<BoardFeed>().Publish(board with
        {
            Definitions = board.Definitions with
            {
                Bpms = [.. board.Definitions.Bpms.Select(static bpm => bpm with { Name = Mark + " metric", Owner = Mark, Means = Mark })],
                Runbooks = new Dictionary<string, Core.Runbooks.Runbook> { [Mark] = A.Runbook(Mark, $"# {Mark} runbook\n\n{Mark} step") }.ToFrozenDictionary(),
                Organisation = new(Mark + " organisation", TimeZoneInfo.Utc), Components = [.. components], Services = [Inside(1), Inside(2)], StatusPage = new("Status", "", "", null, null),
            },
            Services = [new(Inside(1), Health.PartialOutage, Mark + " words", 1), new(Inside(2), Health.MajorOutage, Mark + " words", 1)],
            Verdict = board.Verdict with { Headline = Mark + " verdict" },
            CatalogProblems = [Mark + " problem"],
            Tiles = [.. board.Tiles.Select(static tile => tile with { Bpm = tile.Bpm with { Name = Mark + " tile", Owner = Mark, Means = Mark }, Latest = new(A.Moment, MarkedValue), Problem = Mark + " problem", BandReason = Mark, Impact = MarkedValue })],
            Changes = [Some.Change(5) with { Title = Mark + " change", Key = Mark, Service = Mark + "-1" }],
            Incidents = [new(1, Mark + " title", 1, Mark, now, false, null, [Mark + "-1"])],
        });
        var alert = AlertCase.Alert(("alertname", Mark + " alert"), ("instance", Mark + "-host"), ("service", Mark + "-1"));
        services.GetRequiredService<AlertFeed>().Publish(new() { Version = 1, At = now, Open = [new AlertCase().Group(alert)], Ended = [] });
        services.GetRequiredService<IncidentFeed>().Publish(new(1, new[] { incident, hidden, quiet }.Select(static one => one.Build()).ToImmutableSortedDictionary(static one => one.Number, static one => one)));
        var work = Works.Work(Works.Draft(now.AddHours(1), now.AddHours(2), "sign-in") with { Note = Mark + " note inside" }, now) with { Services = [Mark + "-2"], By = Mark + "-person" };
        services.GetRequiredService<WorkFeed>().Publish(Works.Snapshot(work with { Notices = [.. work.Notices, new(2, now, NoticeKind.DayBefore, work.From, work.To, Mark + " not said", Mark + " why")] }));
        services.GetRequiredService<HealthFeed>().Publish(
            ImmutableDictionary<string, ServicePast>.Empty
                .Add(Mark + "-1", new(Mark + "-1", [new(Mark + "-1", now.AddDays(-3), now.AddDays(-2), Health.PartialOutage, Mark + " reason")], []))
                .Add(Mark + "-2", new(Mark + "-2", [new(Mark + "-2", now.AddDays(-3), now, Health.Operational, Mark + " reason")], [])),
            now);
        Assert.True(ActivatorUtilities.CreateInstance<StatusPublisher>(services).Publish());

        var addresses = services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>()?.Reveals == StatusEndpoints.Reveals).Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().ToArray();
        Assert.Equal(18, addresses.Length);
        foreach (var address in addresses.SelectMany(static address => (string[])[address.Replace("{number}", "1", StringComparison.Ordinal), address.Replace("{number}", "2", StringComparison.Ordinal), address.Replace("{number}", "3", StringComparison.Ordinal)]).Distinct())
            foreach (var query in (string[])["", "?lang=de", "?show=booking", "?show=" + Mark])
            {
                using var answer = await _stranger.GetAsync(new Uri(address + query, UriKind.Relative));
                AssertClean(address + query, await answer.Content.ReadAsStringAsync() + answer.Headers + answer.Content.Headers);
            }

        // The pages of following, whatever is typed into them; the same page in a process of its own, and as files.
        foreach (var address in (string[])["/status/follow", "/status/follow/confirm/x", "/status/follow/parts/x", "/status/follow/stop/x"])
        {
            using var form = new FormUrlEncodedContent([new("email", "ada@example.org"), new("show", "booking")]);
            using var answer = await _stranger.PostAsync(new Uri(address, UriKind.Relative), form);
            AssertClean(address, await answer.Content.ReadAsStringAsync() + answer.Headers + answer.Content.Headers);
        }

        var shown = services.GetRequiredService<StatusSite>().Current.Model;
        await using (var alone = StatusPageCommands.Create("http://127.0.0.1:0", new(new Uri(_app.Address, SnapshotFeed.Address), null), ""))
        {
            await alone.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(alone.Urls.First()) };
            await Eventually.Holds(async () => (await client.GetStringAsync(new Uri("/", UriKind.Relative))).Contains("A fix is on its way.", StringComparison.Ordinal));
            foreach (var address in addresses.Select(static address => address.Replace("{number}", "1", StringComparison.Ordinal)).Append("/").Append("/healthz/live"))
                AssertClean("alone " + address, await client.GetStringAsync(new Uri(address, UriKind.Relative)));
        }

        foreach (var (path, bytes) in StatusExport.Files(shown, now, "https://status.example.org"))
            AssertClean(path, path + Encoding.UTF8.GetString(bytes));

        // Mails to followers, in both languages, as text, as HTML and in all their headers.
        var model = services.GetRequiredService<StatusSite>().Current.Model with { At = now };
        ImmutableArray<PublicNews> news = NewsRules.In(model);
        Assert.Equal([NewsKind.Said, NewsKind.Said, NewsKind.Corrected, NewsKind.Planned], news.Select(static one => one.Kind));
        foreach (var language in StatusWords.All)
        {
            var follower = new Follower { Id = Guid.NewGuid(), Address = "ada@example.org", Language = language.Language, AskedAt = now, Link = new([], []) };
            var words = new FollowerWords(model, new("https://status.example.org", "https://status.example.org", null, 1), now);
            foreach (var mail in news.Select(one => words.Of(follower, one, "token")).Append(words.Ask(follower, "confirmation", "token")).Append(words.Already(follower, "token")))
            {
                AssertClean(mail.Subject, mail.ToString());
            }
        }

        // It did say what it may.
        Assert.Contains("A fix is on its way.", await TextAsync("/status"), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Overnight records move", await TextAsync("/status/planned.ics"), StringComparison.Ordinal);
    }

    private static void AssertClean(string where, string text)
    {
        foreach (var word in (string[])[Mark, "identity-db", "person-1", "48271", "48 271", "48,271", "web-1"])
            Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{where} says {word}");
    }

    [Fact]
    public void The_status_page_names_no_circuit_no_component_library_and_no_store() => Assert.Empty(
        from file in Repository.SourceFiles("MissionControl.Web")
        where file.Contains("/StatusPage/", StringComparison.Ordinal)
        from word in (string[])["Radzen", "AspNetCore.Components", "Account.Circuits", "Core.Storage", "IIncidentStore", "IHealthStore"]
        where File.ReadAllText(file).Contains(word, StringComparison.Ordinal)
        select $"{Path.GetFileName(file)} names {word}");

    private void Show(PublicCase said)
    {
        var model = said.Make();
        _app.App.Services.GetRequiredService<StatusSite>().Show(model with { At = TimeProvider.System.GetUtcNow() });
    }

    private async Task<string> TextAsync(string address) => await _stranger.GetStringAsync(new Uri(address, UriKind.Relative));

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await _stranger.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }
}
