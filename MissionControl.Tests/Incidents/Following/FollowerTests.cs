using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Following;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents.Following;

/// <summary>The follower, on a real database file.</summary>
public sealed class FollowerTests
{
    private static readonly Actor Ana = new("person:ana", null);

    [Fact]
    public async Task Tiles_alerts_and_changes_are_on_the_timeline_once_also_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var group = Groups.Open("Token endpoint 5xx", alerts: 3) with { Services = ["identity"], Since = A.Moment.AddMinutes(-4) };
        string[] lines =
        [
            "identity-web 4.18.0 deployed (most likely cause: 2 min before, same service)",
            "Sign-in success left its band: 41.2 % against 62 to 78 %",
            "Alert joined: Token endpoint 5xx (3 alerts, one cause)",
        ];
        for (var start = 0; start < 2; start++)
        {
            await using var room = await Room.OpenAsync(database);
            if (start == 0)
            {
                await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
                await room.Changes.TellAsync(new() { Id = "d1", Kind = "deploy", Title = "identity-web 4.18.0", Service = "identity", At = "2026-11-21T01:50:00Z" }, Ana, default);
            }

            room.Show(SignalRulesTests.Off(), group);
            await room.FollowAsync();
            Assert.Equal(lines, room.Incident.Timeline.Where(entry => entry.What is Observed).Select(entry => ((Observed)entry.What).Evidence.Words));
            Assert.All(room.Incident.Timeline.Where(entry => entry.What is Observed), entry => Assert.Equal("system", entry.Logged.By));
            if (start == 1)
            {
                room.Show(SignalRulesTests.Back(), group);
                await room.LookAgainAsync();
                Assert.Equal("Sign-in success is back inside its band", ((Observed)room.Incident.Timeline[^1].What).Evidence.Words);
            }
        }

        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task Ticks_of_a_run_are_on_its_incidents_timeline_by_whoever_ticked_once_also_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var room = await Room.OpenAsync(database))
        {
            await room.Desk.DeclareAsync(Draft, Ana, Guid.NewGuid(), default);
            var run = (await room.Runs.StartAsync("sign-in-failures", "1", Ana, default)).Run!;
            var step = run.Steps.First();
            await room.Runs.TickAsync(run.Id, step.Id, new("person:ravi", null), default);
            await room.Runs.UntickAsync(run.Id, step.Id, Ana, default);
            await room.FollowAsync();
            Assert.Equal([(step.Words, true, "person:ravi"), (step.Words, false, "person:ana")], Steps(room));
            await room.Runs.EndAsync(run.Id, RunOutcome.Helped, Ana, default);
            await room.LookAgainAsync();
            Assert.Equal(RunOutcome.Helped, Assert.IsType<RunbookStep>(room.Incident.Timeline[^1].What).Outcome);
        }

        await using var again = await Room.OpenAsync(database);
        await again.FollowAsync();
        Assert.Equal(3, Steps(again).Length);

        static (string, bool, string)[] Steps(Room room) =>
            [.. room.Incident.Timeline.Where(entry => entry.What is RunbookStep).Select(entry => (((RunbookStep)entry.What).Step, ((RunbookStep)entry.What).IsDone, entry.Logged.By))];
    }

    private static Declared Draft => new("Some people cannot sign in", Severity.Sev2, [], ["identity"], A.Moment.AddMinutes(-12), null, IsPrivate: false);

    private sealed class Room : IAsyncDisposable
    {
        private readonly ManualTimeProvider _clock = new(A.Moment);
        private readonly BoardFeed _board;
        private readonly AlertFeed _alerts;
        private readonly Follower _follower;
        private long _version;

        private Room(TestDatabase database)
        {
            (_alerts, _board) = (new(_clock), new(_clock));
            Desk = new(database.Services.GetRequiredService<IIncidentStore>(), Feed, _clock, NullLogger<IncidentDesk>.Instance);
            Changes = new(database.Services.GetRequiredService<IChangeStore>(), _clock, NullLogger<ChangeBook>.Instance);
            var catalog = new DefinitionsFeed();
            catalog.Publish(Definitions.Empty with { Runbooks = new[] { A.Runbook("sign-in-failures") }.ToFrozenDictionary(static one => one.Id) }, []);
            Runs = new(database.Services.GetRequiredService<IRunStore>(), catalog, _clock, NullLogger<RunDesk>.Instance);
            _follower = new([new SignalNoter(_board, _alerts, Changes, Feed, Desk), new RunNoter(Runs, Feed, Desk)], Feed, _clock, NullLogger<Follower>.Instance);
        }

        public IncidentFeed Feed { get; } = new();

        public IncidentDesk Desk { get; }

        public ChangeBook Changes { get; }

        public RunDesk Runs { get; }

        public Incident Incident => Feed.Current.Find(1)!;

        public static async Task<Room> OpenAsync(TestDatabase database)
        {
            var room = new Room(database);
            await room.Desk.StartAsync(default);
            await Eventually.Holds(() => room.Feed.Current.Version > 0);
            Assert.True(await room.Changes.RememberAsync(default));
            Assert.True(await room.Runs.RememberAsync(default));
            return room;
        }

        public void Show(Tile tile, AlertGroup group)
        {
            _board.Publish(SignalRulesTests.Facts(tile).Board with { Version = ++_version });
            _alerts.Publish(Groups.Snapshot(_version, group));
        }

        /// <summary>Answers when the follower has looked once.</summary>
        public async Task FollowAsync()
        {
            var timers = _clock.TimersSet;
            await _follower.StartAsync(default);
            await Eventually.Holds(() => _clock.TimersSet > timers);
        }

        public async Task LookAgainAsync()
        {
            var timers = _clock.TimersSet;
            _clock.Advance(Follower.Rhythm);
            await Eventually.Holds(() => _clock.TimersSet > timers);
        }

        public async ValueTask DisposeAsync()
        {
            await _follower.StopAsync(default);
            _follower.Dispose();
            await Desk.StopAsync(default);
            Desk.Dispose();
            Changes.Dispose();
            Runs.Dispose();
        }
    }
}
