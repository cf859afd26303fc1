using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents;

/// <summary>The desk on a real database file.</summary>
public sealed class IncidentDeskTests
{
    private static readonly Actor Ana = new("person:ana", "192.0.2.7");

    [Fact]
    public async Task Notes_of_fifty_writers_are_all_there_in_order_once_also_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var room = await RoomAsync(database))
        {
            await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
            await Task.WhenAll(Enumerable.Range(0, 50).Select(async writer =>
            {
                for (var turn = 0; turn < 4; turn++)
                    Assert.True((await room.Desk.DoAsync(1, new Noted($"{writer} {turn}"), new($"person:{writer}", null), null, Guid.NewGuid(), default)).IsDone);
            }));
            Check(room.Feed.Current.Find(1)!);
        }

        await using var again = await RoomAsync(database);
        Check(again.Feed.Current.Find(1)!);
        Assert.Empty(await database.Journal.VerifyAsync(default));

        static void Check(Incident incident)
        {
            var notes = incident.Timeline.Where(entry => entry.What is Noted).ToList();
            Assert.Equal(200, notes.Select(entry => entry.Text).Distinct().Count());
            Assert.Equal(Enumerable.Range(2, 200), notes.Select(entry => entry.Number));
            foreach (var mine in notes.GroupBy(entry => entry.Logged.By))
                Assert.Equal(["0", "1", "2", "3"], mine.Select(entry => entry.Text!.Split(' ')[1]));
        }
    }

    [Fact]
    public async Task What_is_sent_again_under_the_same_key_is_done_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        var (declaring, noting) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(1, (await room.Desk.DeclareAsync(Draft, Ana, declaring, default)).Incident!.Number);
        Assert.Equal(1, (await room.Desk.DeclareAsync(Draft, Ana, declaring, default)).Incident!.Number);
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.True((await room.Desk.DoAsync(1, new Noted("once"), Ana, null, noting, default)).IsDone);
        Assert.Equal(2, room.Feed.Current.Find(1)!.Timeline.Count);
        Assert.Single(room.Feed.Current.All);
    }

    [Fact]
    public async Task Two_processes_on_one_database_never_overwrite_each_other_and_the_later_one_sees_it_when_it_writes()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var first = await RoomAsync(database);
        await first.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await using var second = await RoomAsync(database);
        await first.Desk.DoAsync(1, new Noted("from the first"), Ana, null, Guid.NewGuid(), default);
        // It is not live between the two.
        Assert.Single(second.Feed.Current.Find(1)!.Timeline);
        var key = Guid.NewGuid();
        Assert.True((await second.Desk.DoAsync(1, new Noted("from the second"), Ana, null, key, default)).IsUnsaved);
        Assert.True((await second.Desk.DoAsync(1, new Noted("from the second"), Ana, null, key, default)).IsDone);
        Assert.Equal(["from the first", "from the second"], second.Feed.Current.Find(1)!.Timeline.Skip(1).Select(entry => entry.Text));
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task Old_ones_are_found_by_number_and_words_of_their_titles_whatever_their_letters_and_private_ones_only_by_who_is_in_them()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        foreach (var (title, isPrivate) in new[] { ("Sign-in at 50% of usual", false), ("Search finds nothing", false), ("Sign-in delicate", true) })
            await room.Desk.DeclareAsync(Draft with { Title = title, IsPrivate = isPrivate }, Ana, Guid.NewGuid(), default);
        Assert.Equal([1], await FoundAsync("person:bob", "SIGN-IN"));
        Assert.Equal([3, 1], await FoundAsync("person:ana", "sign-in"));
        Assert.Equal([2], await FoundAsync("person:bob", "#2"));
        Assert.Equal([1], await FoundAsync("person:bob", "50%"));
        Assert.Equal([1], await FoundAsync("person:bob", "usual", "sign"));
        Assert.Empty(await FoundAsync("person:bob", "5_%"));
        Assert.Empty(await FoundAsync("person:bob", "3"));

        async Task<IEnumerable<int>> FoundAsync(string who, params System.Collections.Immutable.ImmutableArray<string> words) =>
            (await database.Services.GetRequiredService<IIncidentStore>().SearchAsync(null, words, 10, IncidentSight.Of(who, isAdministrator: false), default)).Select(static line => line.Number);
    }

    [Fact]
    public async Task What_cannot_be_saved_is_neither_shown_nor_answered_as_done()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        room.Store.Fails = true;
        var key = Guid.NewGuid();
        var answer = await room.Desk.DoAsync(1, new Noted("lost?"), Ana, null, key, default);
        Assert.Equal((true, false), (answer.IsUnsaved, answer.IsDone));
        Assert.Single(room.Feed.Current.Find(1)!.Timeline);
        room.Store.Fails = false;
        Assert.True((await room.Desk.DoAsync(1, new Noted("lost?"), Ana, null, key, default)).IsDone);
        Assert.Equal(2, room.Feed.Current.Find(1)!.Timeline.Count);
    }

    [Fact]
    public async Task While_incidents_cannot_be_read_whoever_acts_is_told_so_and_need_not_wait()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = new Room(database.Services.GetRequiredService<IIncidentStore>());
        room.Store.FailsToRead = true;
        var declaring = room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await room.Desk.StartAsync(default);
        Assert.True((await declaring.WaitAsync(TimeSpan.FromSeconds(20))).IsUnsaved);
    }

    [Fact]
    public async Task Every_kind_of_event_survives_the_database()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        TimelineEvent[] all =
        [
            new Noted("a note", IsOutput: true), new Corrected(2, "a better one", 0), new Struck(2), new RoleTaken(IncidentRole.Scribe, "person:ana", null), new SeverityMoved(Severity.Sev1, Severity.Sev2, "worse"),
            new PhaseMoved(Phase.Identified, Phase.Investigating), new TaskBegun("looking"), new TaskEnded(8, "nothing"), new Decided("roll back", "disable", "redeploy"), new StepTicked("Scribe named", true),
            new Renamed("Nobody can sign in", "Some people cannot sign in"), new TimeSet(IncidentMoment.ImpactBegan, A.Moment.AddHours(-1), null), new Attached(new(EvidenceKind.Link, "https://example.org/", "a graph")),
            new Observed(new(EvidenceKind.Tile, "sign-in-success", "Sign-in success is back")), IncidentRulesTests.Update() with { Components = ["sign-in"] }, new Absorbed(7, "Another", [new(EvidenceKind.Tile, "search", "Search is off")], ["search"]), new MemberAsked("person:jo"),
            new RunbookStep("sign-in-failures", Guid.NewGuid(), "Check", true), new HelpAsked("identity", "stuck", 2), new FollowUpAsked("a test", "person:ana", new(2026, 12, 1)), new FollowUpDone(21, true),
            new ReviewWritten("What helped", "the runbook", null), new ImageShown(Guid.NewGuid(), "a graph", 640, 480), new Merged(2), new Parted(2),
        ];
        Incident before;
        await using (var room = await RoomAsync(database))
        {
            await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
            await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
            foreach (var one in all)
                Assert.Empty((await room.Desk.DoAsync(1, one, Ana, null, Guid.NewGuid(), default)).Problems);
            before = room.Feed.Current.Find(1)!;
        }

        await using var again = await RoomAsync(database);
        var after = again.Feed.Current.Find(1)!;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(before.Timeline.Select(entry => entry.Logged)), System.Text.Json.JsonSerializer.Serialize(after.Timeline.Select(entry => entry.Logged)));
        Assert.Equal((before.Title, before.Severity, before.Phase, before.Times, before.NextUpdateBy, before.MergedInto, before.Last), (after.Title, after.Severity, after.Phase, after.Times, after.NextUpdateBy, after.MergedInto, after.Last));
        Assert.Equal(
            typeof(TimelineEvent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name).Order(),
            all.Select(one => one.GetType().Name).Append(nameof(Declared)).Append(nameof(PrivacyMoved)).Order());
    }

    [Fact]
    public async Task Two_become_one_in_both_or_in_neither_and_part_again()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await room.Desk.DeclareAsync(Draft with { Title = "Nobody can pay", Services = ["payments"], Evidence = [new(EvidenceKind.Tile, "payments", "Payments: 3 %")] }, Ana, Guid.NewGuid(), default);
        room.Store.Fails = true;
        Assert.False((await room.Desk.DoAsync(2, new Merged(1), Ana, null, Guid.NewGuid(), default)).IsDone);
        Assert.Equal((true, true), (room.Feed.Current.Find(1)!.IsOpen, room.Feed.Current.Find(2)!.IsOpen));
        room.Store.Fails = false;
        Assert.True((await room.Desk.DoAsync(2, new Merged(1), Ana, null, Guid.NewGuid(), default)).IsDone);
        var (whole, part) = (room.Feed.Current.Find(1)!, room.Feed.Current.Find(2)!);
        Assert.Equal(((int?)1, false), (part.MergedInto, part.IsOpen));
        Assert.Equal(["identity", "payments"], whole.Services);
        Assert.Equal("Payments: 3 %", Assert.Single(whole.Evidence).Words);
        Assert.Equal((2, "Nobody can pay"), whole.Timeline[^1].What is Absorbed absorbed ? (absorbed.From, absorbed.Title) : default);
        Assert.Equal("It is part of incident 1 now; go on there.", Assert.Single((await room.Desk.DoAsync(2, new TaskBegun("x"), Ana, null, Guid.NewGuid(), default)).Problems).Words);
        Assert.True((await room.Desk.DoAsync(2, new Parted(1), Ana, null, Guid.NewGuid(), default)).IsDone);
        Assert.True(room.Feed.Current.Find(2)!.IsOpen);
        Assert.IsType<Parted>(room.Feed.Current.Find(1)!.Timeline[^1].What);
    }

    [Fact]
    public async Task What_cannot_be_part_of_another_is_refused_with_the_reason()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await room.Desk.DeclareAsync(Draft with { IsPrivate = true }, Ana, Guid.NewGuid(), default);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await room.Desk.DoAsync(3, new PhaseMoved(Phase.Resolved, Phase.Investigating), Ana, null, Guid.NewGuid(), default);
        foreach (var (into, why) in new[] { (1, "It cannot be part of itself."), (2, "One is private and the other is not: make them alike first."), (3, "That one is over."), (9, "There is no such incident.") })
            Assert.Equal(why, Assert.Single((await room.Desk.DoAsync(1, new Merged(into), Ana, null, Guid.NewGuid(), default)).Problems).Words);
        Assert.Equal("It is not part of that one.", Assert.Single((await room.Desk.DoAsync(1, new Parted(3), Ana, null, Guid.NewGuid(), default)).Problems).Words);
    }

    [Fact]
    public async Task A_picture_is_kept_with_its_entry_or_not_at_all()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        var picture = new MissionControl.Core.Incidents.Images.Picture("image/png", 640, 480, new byte[] { 1, 2, 3 });
        room.Store.Fails = true;
        Assert.True((await room.Desk.ShowAsync(1, picture, "a graph", Ana, Guid.NewGuid(), default)).IsUnsaved);
        room.Store.Fails = false;
        Assert.Equal("words", Assert.Single((await room.Desk.ShowAsync(1, picture, " ", Ana, Guid.NewGuid(), default)).Problems).Field);
        var answer = await room.Desk.ShowAsync(1, picture, "a graph", Ana, Guid.NewGuid(), default);
        var shown = Assert.IsType<ImageShown>(Assert.Single(answer.Incident!.Timeline, static entry => entry.What is ImageShown).What);
        var kept = await room.Store.FindImageAsync(1, shown.Image, default);
        Assert.Equal(("image/png", 640, 480, "1,2,3"), (kept!.Type, kept.Width, kept.Height, string.Join(',', kept.Bytes.ToArray())));
        Assert.Null(await room.Store.FindImageAsync(2, shown.Image, default));
    }

    [Fact]
    public async Task The_journal_knows_who_did_what_and_not_the_words()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await RoomAsync(database);
        await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
        await room.Desk.DoAsync(1, new Noted("Anna Smith broke it"), Ana, null, Guid.NewGuid(), default);
        var entries = await database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal(["incident.declared", "incident.note"], entries.Select(entry => entry.Kind));
        Assert.All(entries, entry => Assert.Equal(("1", "person:ana"), (entry.Subject, entry.Actor)));
        Assert.DoesNotContain("Smith", string.Concat(entries.Select(entry => entry.Body)), StringComparison.Ordinal);
    }

    private static Declared Draft => new("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false);

    private static async Task<Room> RoomAsync(TestDatabase database)
    {
        var room = new Room(database.Services.GetRequiredService<IIncidentStore>());
        await room.Desk.StartAsync(default);
        await Eventually.Holds(() => room.Feed.Current.Version > 0);
        return room;
    }

    private sealed class Room : IAsyncDisposable
    {
        public Room(IIncidentStore store)
        {
            Store = new(store);
            Desk = new(Store, Feed, new ManualTimeProvider(A.Moment), NullLogger<IncidentDesk>.Instance);
        }

        public FailingStore Store { get; }

        public IncidentFeed Feed { get; } = new();

        public IncidentDesk Desk { get; }

        public async ValueTask DisposeAsync()
        {
            await Desk.StopAsync(default);
            Desk.Dispose();
        }
    }

    private sealed class FailingStore(IIncidentStore inner) : IIncidentStore
    {
        public bool Fails { get; set; }

        public bool FailsToRead { get; set; }

        public Task<System.Collections.Immutable.ImmutableArray<Incident>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => FailsToRead ? throw new IOException("locked") : inner.ReadAsync(since, cancellationToken);

        public Task<Incident?> FindAsync(int number, CancellationToken cancellationToken) => inner.FindAsync(number, cancellationToken);

        public Task<System.Collections.Immutable.ImmutableArray<IncidentLine>> SearchAsync(int? before, System.Collections.Immutable.ImmutableArray<string> words, int most, IncidentSight sight, CancellationToken cancellationToken) => inner.SearchAsync(before, words, most, sight, cancellationToken);

        public Task<MissionControl.Core.Incidents.Images.Picture?> FindImageAsync(int incident, Guid image, CancellationToken cancellationToken) => inner.FindImageAsync(incident, image, cancellationToken);

        public Task AppendAsync(IReadOnlyList<IncidentWrite> writes, CancellationToken cancellationToken) => Fails ? throw new IOException("disk full") : inner.AppendAsync(writes, cancellationToken);
    }
}
