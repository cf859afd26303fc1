using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Notices;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents.Notices;

/// <summary>Help and reminders, into the outbox of a real database file.</summary>
public sealed class NoticeNoterTests
{
    private static readonly Person Jo = new() { Id = Guid.NewGuid(), Email = "jo@example.org", Name = "Jo", Role = Role.Responder, Stamp = "1", CreatedAt = A.Moment };
    private static readonly Actor ByJo = new(Jo.ActorId, null);

    [Fact]
    public async Task Help_is_told_whoever_is_on_duty_with_what_where_since_and_who_leads_once_also_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        for (var start = 0; start < 2; start++)
        {
            await using var room = await Room.OpenAsync(database);
            if (start == 0)
            {
                await room.DeclareAsync(isPrivate: false);
                await room.Desk.DoAsync(1, new RoleTaken(IncidentRole.Commander, Jo.ActorId, null), ByJo, null, Guid.NewGuid(), default);
                var (answer, plan) = await room.Help.AskAsync(1, "identity", "Tokens expire too soon", ByJo, Guid.NewGuid(), default);
                Assert.True(answer.IsDone);
                Assert.Equal<string>(["Ada"], plan!.Told);
                var asked = Assert.IsType<HelpAsked>(answer.Incident!.Timeline[^1].What);
                Assert.Equal((1, "Ada"), (asked.Told, asked.Who));
            }

            await room.LookAsync();
            await room.LookAsync();
            var letters = await room.LettersAsync();
            Assert.Equal(["duty ada@example.org", "ops U1"], letters.Select(static letter => $"{letter.Destination} {letter.Addressee}").Order(StringComparer.Ordinal));
            var message = letters[0].Message;
            Assert.Equal((LetterKind.Notice, "Jo asks for your help with Identity", "https://mission.example.org/incidents/1"), (letters[0].Kind, message.Title, message.Link));
            Assert.Equal(
                [(MessagePart.What, "Tokens expire too soon"), (MessagePart.Where, "Incident 1, SEV 2: Some people cannot sign in"), (MessagePart.Since, "01:52, for 12 min"), (MessagePart.Do, "Jo leads. Open the room, and say there what you do.")],
                message.Slots.Select(static slot => (slot.Part, slot.Words)));
        }

        Assert.Equal(2, (await database.Journal.ReadAfterAsync(0, 50, default)).Count(static entry => entry.Kind == "letter.notice"));
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task Of_a_private_incident_neither_title_nor_reason_leaves_the_room()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var room = await Room.OpenAsync(database);
        await room.DeclareAsync(isPrivate: true);
        await room.Help.AskAsync(1, "identity", "Somebody copied the keys", ByJo, Guid.NewGuid(), default);
        await room.LookAsync();
        Assert.All(await room.LettersAsync(), static letter =>
        {
            Assert.DoesNotContain("keys", MessageJson.Write(letter.Message), StringComparison.Ordinal);
            Assert.DoesNotContain("sign in", MessageJson.Write(letter.Message), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Whoever_tells_the_public_is_reminded_before_and_when_overdue_once_each_also_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var room = await Room.OpenAsync(database))
        {
            await room.DeclareAsync(isPrivate: false);
            Assert.True((await room.Desk.DoAsync(1, IncidentRulesTests.Update(), ByJo, null, Guid.NewGuid(), default)).IsDone);
            await room.LookAsync();
            Assert.Empty(await room.LettersAsync());
            room.Clock.Advance(TimeSpan.FromMinutes(25));
            await room.LookAsync();
            await room.LookAsync();
            var soon = Assert.Single(await room.LettersAsync());
            Assert.Equal(($"person:{Jo.Id}", "jo@example.org", "The next public update is due in 5 min"), (soon.Destination, soon.Addressee, soon.Message.Title));
        }

        await using var again = await Room.OpenAsync(database);
        again.Clock.Advance(TimeSpan.FromMinutes(26));
        await again.LookAsync();
        Assert.Single(await again.LettersAsync());
        again.Clock.Advance(TimeSpan.FromMinutes(5));
        await again.LookAsync();
        await again.LookAsync();
        Assert.Equal(["The next public update is due in 5 min", "The public update is overdue"], (await again.LettersAsync()).Select(static letter => letter.Message.Title).Order(StringComparer.Ordinal));
    }

    private sealed class Room : IAsyncDisposable
    {
        private readonly ILetterStore _letters;
        private readonly NoticeNoter _noter;

        private Room(TestDatabase database)
        {
            _letters = database.Services.GetRequiredService<ILetterStore>();
            var (catalog, ways) = (new DefinitionsFeed(), new Ways());
            catalog.Publish(HelpRulesTests.Catalog(), []);
            Desk = new(database.Services.GetRequiredService<IIncidentStore>(), Feed, Clock, NullLogger<IncidentDesk>.Instance);
            Help = new(Desk, catalog, ways, Clock);
            _noter = new(new(Feed, catalog, ways, database.Services.GetRequiredService<IAccountStore>(), new Names()), _letters, new(), new("https://mission.example.org"), NullLogger<NoticeNoter>.Instance);
        }

        public ManualTimeProvider Clock { get; } = new(A.Moment);

        public IncidentFeed Feed { get; } = new();

        public IncidentDesk Desk { get; }

        public HelpDesk Help { get; }

        public static async Task<Room> OpenAsync(TestDatabase database)
        {
            await database.Services.GetRequiredService<IAccountStore>().AddAsync(Jo, isFirst: false, [], default);
            var room = new Room(database);
            await room.Desk.StartAsync(default);
            await Eventually.Holds(() => room.Feed.Current.Version > 0);
            return room;
        }

        public Task<IncidentAnswer> DeclareAsync(bool isPrivate) =>
            Desk.DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], ["identity"], A.Moment.AddMinutes(-12), null, isPrivate), ByJo, Guid.NewGuid(), default);

        public async Task LookAsync() => Assert.True(await _noter.NoteAsync(Clock.GetUtcNow(), default));

        public Task<ImmutableArray<Letter>> LettersAsync() => _letters.SearchAsync(new(null, null, 0, 100), default);

        public async ValueTask DisposeAsync()
        {
            await Desk.StopAsync(default);
            Desk.Dispose();
        }
    }

    private sealed class Names : IActorNames
    {
        public Task<ImmutableDictionary<string, string>> FindAsync(IReadOnlyCollection<string> actors, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableDictionary<string, string>.Empty.Add(Jo.ActorId, Jo.Name));
    }

    /// <summary>Everything has a way.</summary>
    private sealed class Ways : IChannels, IChannel
    {
        public bool IsReady => true;

        public int AtOnce => 1;

        public IChannel Find(string destination) => this;

        public Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent(null));
    }
}
