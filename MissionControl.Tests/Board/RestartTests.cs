using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Journal;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Board;

/// <summary>Two lives of the board on one SQLite file.</summary>
public sealed class RestartTests
{
    private static readonly Bpm Bpm = Some.Rate("one") with { Band = new BandPolicy.Fixed(0, 10) };
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_departure_older_than_what_is_replayed_keeps_its_beginning_and_what_it_cost(bool sourceAnswers)
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        Tile before;
        DateTimeOffset left;
        await using (var first = await Life.StartAsync(database, new ScriptedSource(static _ => null), _clock))
        {
            await first.ReadAsync(5);
            // In the middle of a minute of which a sample is kept already.
            _clock.Advance(TimeSpan.FromSeconds(30));
            left = _clock.GetUtcNow();
            before = await first.ReadAsync(50);
            for (var minute = 0; minute < 300; minute++)
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
                before = await first.ReadAsync(50);
            }
        }

        Assert.Equal((TileState.Off, left), (before.State, before.Since));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await using var second = await Life.StartAsync(database, new ScriptedSource(at => sourceAnswers ? 50 : null), _clock);
        await second.UntilAsync(static tile => tile.Recent.Length > 100);
        var after = await second.ReadAsync(51);
        Assert.Equal((TileState.Off, left), (after.State, after.Since));
        Assert.InRange(after.Impact!.Value, before.Impact!.Value * 0.98, before.Impact.Value * 1.02);
    }

    private sealed class Life : IAsyncDisposable
    {
        private readonly ServiceProvider _services;
        private readonly TimeProvider _clock;
        private readonly List<IHostedService> _running = [];

        private Life(ServiceProvider services, TimeProvider clock) => (_services, _clock) = (services, clock);

        private BoardFeed Feed => _services.GetRequiredService<BoardFeed>();

        public static async Task<Life> StartAsync(TestDatabase database, ISources sources, TimeProvider clock)
        {
            var life = new Life(
                new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton(sources)
                    .AddSingleton(database.Samples).AddSingleton(database.Baselines).AddSingleton<IJournal>(database.Journal).AddSingleton<IStretchStore>(new RememberedStretches())
                    .AddStretches().AddSingleton<IChangeStore, RememberedChanges>().AddChanges().AddBoard().BuildServiceProvider(),
                clock);
            life._services.GetRequiredService<DefinitionsFeed>().Publish(Definitions.Empty with { Bpms = [Bpm] }, []);
            life._running.AddRange(life._services.GetServices<IHostedService>().Where(static service => service is BoardComposer or ShownKeeper or BaselineKeeper));
            foreach (var service in life._running)
                await service.StartAsync(default);
            await life.UntilAsync(static _ => true);
            return life;
        }

        public Task<Tile> ReadAsync(double value)
        {
            var at = _clock.GetUtcNow();
            _services.GetRequiredService<BoardInbox>().Post(new BoardFact.Read(Bpm, Reading.Of(new Sample(at, value))));
            return UntilAsync(tile => tile.Latest?.At == at);
        }

        public async Task<Tile> UntilAsync(Func<Tile, bool> condition)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
            var board = Feed.Current;
            while (board.FindTile(Bpm.Id) is not { } tile || !condition(tile))
                board = await Feed.NextAsync(board.Version, deadline.Token);
            return board.FindTile(Bpm.Id)!;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var service in _running.AsEnumerable().Reverse())
                await service.StopAsync(default);
            await _services.DisposeAsync();
        }
    }
}
