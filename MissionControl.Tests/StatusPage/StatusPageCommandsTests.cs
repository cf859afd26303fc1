using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Incidents;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>The page away from everything it reports on.</summary>
public sealed partial class StatusPageCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Snapshot => Path.Combine(_folder.Path, "status-page.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_exported_site_is_whole_and_leads_nowhere_else()
    {
        var model = new PublicCase().With("identity", Health.PartialOutage).With(new IncidentBuilder(1, Severity.Sev2, A.Moment).Says(Phase.Investigating, "We are looking.", A.Moment)).With(Works.Work(A.Moment.AddHours(1), A.Moment.AddHours(2))).Make();
        Assert.Null(new StatusFile(Snapshot).Write(model));
        var site = Path.Combine(_folder.Path, "site");
        using var output = new StringWriter();
        Assert.Equal(0, await MissionCommand.RunAsync([StatusPageCommands.Export, site, "--snapshot", Snapshot], output, TextWriter.Null));
        // Two languages of page, history, three components, an incident and planned work; feeds, calendar, badge, snapshot; eight answers of the API.
        Assert.Equal($"wrote {(2 * 7) + 5 + 8} files to {site}\n", output.ToString().ReplaceLineEndings("\n"));
        foreach (var file in Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories))
            foreach (Match link in Link().Matches(await File.ReadAllTextAsync(file)))
                if (link.Groups["to"].Value is { Length: > 0 } to && to != "data:,")
                    Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, to)), $"{Path.GetFileName(file)} leads to {to}");
    }

    [Fact]
    public async Task A_folder_may_end_in_a_slash()
    {
        Assert.Null(new StatusFile(Snapshot).Write(new PublicCase().Make()));
        var site = Path.Combine(_folder.Path, "site") + Path.DirectorySeparatorChar;
        Assert.Equal(0, await MissionCommand.RunAsync([StatusPageCommands.Export, site, "--snapshot", Snapshot], TextWriter.Null, TextWriter.Null));
        Assert.True(File.Exists(Path.Combine(site, "index.html")));
    }

    [Fact]
    public async Task Without_a_snapshot_nothing_is_exported_and_it_says_why()
    {
        using var error = new StringWriter();
        Assert.Equal(1, await MissionCommand.RunAsync([StatusPageCommands.Export, _folder.Path, "--snapshot", Snapshot], TextWriter.Null, error));
        Assert.Equal($"export-status: there is no snapshot in {Snapshot}; the app writes one while it runs", error.ToString().Trim());
    }

    [Theory]
    [InlineData("status-page")]
    [InlineData("status-page", "--from", "ftp://board.example.org")]
    [InlineData("status-page", "--snapshot", "file", "--nonsense", "x")]
    [InlineData("export-status")]
    [InlineData("export-status", "one", "two")]
    public async Task Wrong_usage_is_told(params string[] args)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await MissionCommand.RunAsync(args, TextWriter.Null, error));
        Assert.StartsWith("usage: MissionControl.Web " + args[0], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_serves_the_last_snapshot_and_its_age_at_the_top_and_takes_a_newer_one()
    {
        var old = new PublicCase().Make() with { At = TimeProvider.System.GetUtcNow().AddHours(-1) };
        Assert.Null(new StatusFile(Snapshot).Write(old));
        await using var app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, new StatusFile(Snapshot)), "");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.Holds(async () => (await client.GetStringAsync(new Uri("/", UriKind.Relative))).Contains("This page has heard nothing new since", StringComparison.Ordinal));
        Assert.Null(new StatusFile(Snapshot).Write(old with { At = TimeProvider.System.GetUtcNow() }));
        await Eventually.Holds(async () => (await client.GetStringAsync(new Uri("/status", UriKind.Relative))).Contains("Everything is working.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_files_follow_what_it_shows_and_pages_of_what_is_gone_are_removed()
    {
        var (now, site) = (TimeProvider.System.GetUtcNow(), Path.Combine(_folder.Path, "site"));
        Assert.Null(new StatusFile(Snapshot).Write(new PublicCase().Make() with { At = now.AddMinutes(-1) }));
        await using var app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, new StatusFile(Snapshot)), "https://status.example.org", site);
        await app.StartAsync();
        string Read(string name) => File.Exists(Path.Combine(site, name)) ? File.ReadAllText(Path.Combine(site, name)) : "";
        await Eventually.Holds(() => Read("index.html").Contains("Everything is working.", StringComparison.Ordinal));
        await Eventually.Holds(() => Read("components/booking.html").Length > 0 && Read("history.atom").Contains("https://status.example.org/", StringComparison.Ordinal));
        Assert.Null(new StatusFile(Snapshot).Write(new PublicCase().Of(PublicCase.Component("sign-in", "Sign-in", "identity")).With("identity", Health.MajorOutage).Make() with { At = now }));
        await Eventually.Holds(() => Read("index.html").Contains("Sign-in is not working for most people.", StringComparison.Ordinal));
        await Eventually.Holds(() => !File.Exists(Path.Combine(site, "components/booking.html")) && File.Exists(Path.Combine(site, "components/sign-in.html")));
    }

    [Fact]
    public async Task Whoever_has_the_newest_snapshot_may_wait_for_the_next_one()
    {
        await using var app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, null), "");
        await app.StartAsync();
        var site = app.Services.GetRequiredService<StatusSite>();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        async Task<HttpResponseMessage> AskAsync(string? tag, string wait)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, SnapshotFeed.Address);
            if (tag is not null)
                request.Headers.Add("If-None-Match", tag);
            request.Headers.Add("Prefer", wait);
            return await client.SendAsync(request);
        }

        // Nothing is held back from whoever has none.
        using var first = await AskAsync(null, "wait=20");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var nothingNew = await AskAsync(first.Headers.ETag!.ToString(), "respond-async, wait=1");
        Assert.True(nothingNew.Headers.CacheControl!.NoStore, "Kept by whoever stands between, it would not be waited for.");
        Assert.Equal((HttpStatusCode.NotModified, "wait=1"), (nothingNew.StatusCode, nothingNew.Headers.GetValues("Preference-Applied").Single()));
        var waiting = AskAsync(first.Headers.ETag.ToString(), "wait=20");
        site.Show(new PublicCase().Make());
        using var next = await waiting;
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(3, PublicModelJson.Read(await next.Content.ReadAsByteArrayAsync())!.Components.Length);
    }

    [Fact]
    public async Task Strangers_of_one_network_hold_only_some_of_the_places_and_the_others_are_answered_at_once()
    {
        await using var app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, null), "");
        await app.StartAsync();
        var (site, feed) = (app.Services.GetRequiredService<StatusSite>(), app.Services.GetRequiredService<SnapshotFeed>());
        site.Show(new PublicCase().Make());
        var tag = site.Current.Find(StatusKey.Of(StatusKind.Snapshot)).Tag;
        DefaultHttpContext From(string address)
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (context.Request.Headers["Prefer"], context.Request.Headers.IfNoneMatch) = ("wait=20", tag);
            return context;
        }

        var waiting = Enumerable.Range(0, SnapshotFeed.MostOfNetwork).Select(_ => feed.AnswerAsync(From("192.0.2.1"), isStrict: false)).ToArray();
        var more = From("192.0.2.1");
        var refused = feed.AnswerAsync(more, isStrict: false);
        Assert.True(refused.IsCompletedSuccessfully, "One too many waits.");
        Assert.False(more.Response.Headers.ContainsKey("Preference-Applied"));
        var other = feed.AnswerAsync(From("198.51.100.7"), isStrict: false);
        Assert.False(other.IsCompleted, "Somebody else has a place.");
        site.Show(new PublicCase().With("identity", Health.MajorOutage).Make());
        await Task.WhenAll([.. waiting, other]);
        var again = feed.AnswerAsync(From("192.0.2.1"), isStrict: false);
        Assert.True(again.IsCompletedSuccessfully, "What it has is old: it is answered at once.");
        Assert.Equal(0, feed.Waiting);
    }

    [Fact]
    public async Task With_a_key_the_feed_is_given_to_nobody_else_and_the_page_to_everybody()
    {
        var key = new string('k', FeedKey.Shortest);
        Environment.SetEnvironmentVariable("STATUS_FEED_KEY_OF_THIS_TEST", key);
        await using var app = await GuardedApp.StartAsync("Production", ["--MissionControl:StatusPage:FeedKey", "${env:STATUS_FEED_KEY_OF_THIS_TEST}"]);
        app.App.Services.GetRequiredService<StatusSite>().Show(new PublicCase().With("identity", Health.MajorOutage).Make() with { At = TimeProvider.System.GetUtcNow() });
        using var stranger = app.From("127.0.0.1");
        async Task<HttpResponseMessage> AskAsync(string? said)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, SnapshotFeed.Address);
            if (said is not null)
                request.Headers.TryAddWithoutValidation("Authorization", said);
            return await stranger.SendAsync(request);
        }

        foreach (var wrong in (string?[])[null, "Bearer " + key + "k", "Bearer", "Basic " + key, "Bearer " + key[1..]])
        {
            using var refused = await AskAsync(wrong);
            Assert.Equal((HttpStatusCode.Unauthorized, 0), (refused.StatusCode, (await refused.Content.ReadAsByteArrayAsync()).Length));
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }

        using var given = await AskAsync("Bearer " + key);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.True(given.Headers.CacheControl!.NoStore, "Whoever stands between would give it to anybody.");
        Assert.Contains("not working", await stranger.GetStringAsync(new Uri("/status", UriKind.Relative)), StringComparison.Ordinal);

        await using var alone = StatusPageCommands.Create("http://127.0.0.1:0", new(new Uri(app.Address, SnapshotFeed.Address), null) { Key = key }, "");
        await alone.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(alone.Urls.First()) };
        await Eventually.Holds(async () => (await client.GetStringAsync(new Uri("/", UriKind.Relative))).Contains("Sign-in is not working for most people.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_goes_nowhere_unencrypted_and_is_long_enough()
    {
        var file = Path.Combine(_folder.Path, "key");
        await File.WriteAllTextAsync(file, "short");
        foreach (var (from, says) in ((string, string)[])[("http://board.example.org", "status-page: a key is for --from with https://"), ("https://board.example.org", $"status-page: the key in {file} has 5 characters")])
        {
            using var error = new StringWriter();
            Assert.Equal(1, await MissionCommand.RunAsync([StatusPageCommands.Serve, "--from", from, "--key-file", file], TextWriter.Null, error));
            Assert.StartsWith(says, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("wait=5", 5)]
    [InlineData("WAIT=500", 20)]
    [InlineData("wait=0", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=99999999999", null)]
    [InlineData("respond-async", null)]
    public void Nobody_waits_longer_than_they_may(string preference, int? seconds) => Assert.Equal(seconds, SnapshotFeed.WaitOf(preference)?.TotalSeconds);

    [Fact]
    public async Task When_the_app_is_gone_its_last_word_stays()
    {
        var (app, isGone) = (await GuardedApp.StartAsync("Production"), false);
        await using var alone = StatusPageCommands.Create("http://127.0.0.1:0", new(new Uri(app.Address, "/status/snapshot.json"), new StatusFile(Snapshot)), "");
        try
        {
            ((StatusSite)app.App.Services.GetService(typeof(StatusSite))!).Show(new PublicCase().With("identity", Health.MajorOutage).Make() with { At = TimeProvider.System.GetUtcNow() });
            await alone.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(alone.Urls.First()) };
            Task<string> ReadAsync() => client.GetStringAsync(new Uri("/", UriKind.Relative));
            await Eventually.Holds(async () => (await ReadAsync()).Contains("Sign-in is not working for most people.", StringComparison.Ordinal));
            await app.DisposeAsync();
            isGone = true;
            await Eventually.Holds(async () => (await ReadAsync()).Contains("Sign-in is not working for most people.", StringComparison.Ordinal));
            Assert.Equal(ComponentState.Down, new StatusFile(Snapshot).Read()!.Components[0].State);
        }
        finally
        {
            if (!isGone)
                await app.DisposeAsync();
        }
    }

    [Fact]
    public void A_clock_that_was_wrong_does_not_keep_the_page_as_it_is()
    {
        var (clock, model) = (new ManualTimeProvider(A.Moment), new PublicCase().Make());
        var site = new StatusSite(clock, new(""));
        using var follower = new StatusFollower(new(null, null), site, clock, NullLogger<StatusFollower>.Instance);
        follower.Take(model with { At = A.Moment.AddSeconds(10) });
        follower.Take(model with { At = A.Moment });
        Assert.Equal(A.Moment.AddSeconds(10), site.Current.Model.At);
        follower.Take(model with { At = A.Moment.AddDays(1) });
        follower.Take(model with { At = A.Moment.AddSeconds(20) });
        Assert.Equal(A.Moment.AddSeconds(20), site.Current.Model.At);
    }

    [Fact]
    public void A_full_disk_does_not_stop_it()
    {
        Assert.NotNull(new StatusFile(Path.Combine(_folder.Path, "no", "such", "folder.json")).Write(new PublicCase().Make()));
        File.WriteAllBytes(Snapshot, Encoding.UTF8.GetBytes("half a snap"));
        Assert.Null(new StatusFile(Snapshot).Read());
    }

    [GeneratedRegex("href=\"(?<to>[^\"#]*)(#[^\"]*)?\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
