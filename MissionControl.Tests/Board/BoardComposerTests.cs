using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.People;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;
using MissionControl.Web.Board.Tiles;

namespace MissionControl.Tests.Board;

public sealed class BoardComposerTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ServiceProvider _services;
    private readonly BackgroundService _composer;

    public BoardComposerTests()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddSingleton<IStretchStore>(new RememberedStretches()).AddStretches().AddSingleton<IChangeStore, RememberedChanges>().AddChanges().AddBoard().BuildServiceProvider();
        _composer = ActivatorUtilities.CreateInstance<BoardComposer>(_services);
    }

    private BoardFeed Feed => _services.GetRequiredService<BoardFeed>();

    private BoardInbox Inbox => _services.GetRequiredService<BoardInbox>();

    public Task InitializeAsync() => _composer.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _composer.StopAsync(CancellationToken.None);
        _composer.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Only_the_tile_that_moved_gets_a_new_version()
    {
        Define(Fixed("one"), Fixed("two"));
        await Until(board => board.Tiles.Length == 2);
        Read("one", 5);
        Read("two", 5);
        var before = await Until(board => board.Tiles.All(static tile => tile.State == TileState.Normal));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Read("two", 6);
        var after = await Until(board => board.FindTile("two")!.Latest!.Value.Value is 6);
        Assert.Same(before.FindTile("one"), after.FindTile("one"));
        Assert.Equal(after.Version, after.FindTile("two")!.Version);
    }

    [Fact]
    public async Task A_change_marks_the_tiles_of_its_service_for_hours_and_the_board_for_a_day()
    {
        Define(Fixed("one") with { Services = ["identity"] }, Fixed("two"));
        await Until(board => board.Tiles.Length == 2);
        await _services.GetRequiredService<ChangeBook>().TellAsync(new() { Kind = "deploy", Title = "identity-web", Service = "identity" }, Core.People.Actor.System, default);
        var told = await Until(board => board.Changes.Length == 1);
        Assert.Equal("identity-web", Assert.Single(told.FindTile("one")!.Changes).Title);
        Assert.Empty(told.FindTile("two")!.Changes);
        _clock.Advance(TimeSpan.FromHours(24));
        await Until(board => board.Changes.Length == 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Until(board => board.Changes.IsEmpty);
    }

    [Fact]
    public async Task A_service_under_work_is_in_maintenance_until_it_is_over()
    {
        var works = _services.GetRequiredService<WorkFeed>();
        var now = _clock.GetUtcNow();
        _services.GetRequiredService<DefinitionsFeed>().Publish(Works.House with { Bpms = [] }, []);
        works.Publish(Works.Snapshot(Works.Work(now.AddSeconds(5), now.AddMinutes(5), "records")));
        await Until(board => board.Services.Length == 3);
        _clock.Advance(TimeSpan.FromSeconds(6));
        var under = await Until(board => board.Services[2].Health == Health.Maintenance);
        Assert.Equal("Planned work until 02:09: Overnight records move (No metric speaks for it, as expected)", under.Services[2].Words);
        Assert.Equal(Health.Unknown, under.Services[0].Health);
        works.Publish(new(2, WorksSnapshot.None.All));
        await Until(board => board.Services[2].Health == Health.Unknown);
    }

    [Fact]
    public async Task A_metric_that_leaves_its_band_names_what_most_likely_did_it_also_in_a_service_it_depends_on()
    {
        _services.GetRequiredService<DefinitionsFeed>().Publish(
            Definitions.Empty with { Bpms = [Fixed("one") with { Services = ["site"] }], Services = [new("site", "Site", "", null, ["identity"]), new("identity", "Identity", "", null, [])] }, []);
        await Until(board => board.Tiles.Length == 1);
        var book = _services.GetRequiredService<ChangeBook>();
        await book.TellAsync(new() { Kind = "deploy", Title = "identity-web", Service = "identity" }, Actor.System, default);
        _clock.Advance(TimeSpan.FromMinutes(2));
        for (var sample = 0; sample < 20; sample++)
        {
            Read("one", sample < 2 ? 5 : 100);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        var tile = (await Until(board => board.FindTile("one") is { Suspect: not null })).FindTile("one")!;
        Assert.Equal("identity-web", tile.Suspect!.Change.Title);
        Assert.Equal(TimeSpan.FromMinutes(3), tile.Suspect.Lag);
        Assert.Empty(tile.Changes);
        await book.MarkAsync(tile.Suspect.Change.Id, ChangeMark.Innocent, Actor.System, default);
        await Until(board => board.FindTile("one") is { State: TileState.Off or TileState.Watch, Suspect: null });
    }

    [Fact]
    public async Task A_metric_that_comes_to_a_service_shows_what_was_changed_there()
    {
        Define(Fixed("one"));
        await _services.GetRequiredService<ChangeBook>().TellAsync(new() { Kind = "flag", Title = "search", Service = "search" }, Core.People.Actor.System, default);
        await Until(board => board.Changes.Length == 1);
        Define(Fixed("one") with { Services = ["search"] });
        await Until(board => board.FindTile("one")?.Changes.Length == 1);
    }

    [Fact]
    public async Task What_was_declared_different_is_expected_until_it_is_taken_back()
    {
        var now = _clock.GetUtcNow();
        var book = _services.GetRequiredService<StretchBook>();
        var declared = (await book.DeclareAsync(new() { Kind = StretchKind.BankHoliday, Bpm = null, From = now.AddHours(-1), To = now.AddHours(1), Words = "Boxing Day" }, default)).Stretch!;
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Read("one", 50);
        var tile = (await Until(board => board.FindTile("one")!.Latest is not null)).FindTile("one")!;
        Assert.Equal((TileState.Normal, Direction.Above, declared), (tile.State, tile.Side!.Value, tile.Exception));
        Assert.Equal("High, expected: bank holiday (Boxing Day)", TileSentence.Of(tile, now, TimeZoneInfo.Utc).Full);

        await book.WithdrawAsync(declared.Id, Actor.Anonymous, default);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Read("one", 50);
        Assert.Null((await Until(board => board.FindTile("one")!.State == TileState.Watch)).FindTile("one")!.Exception);
    }

    [Fact]
    public async Task An_outage_that_is_declared_while_it_goes_on_is_not_expected()
    {
        var now = _clock.GetUtcNow();
        await _services.GetRequiredService<StretchBook>().DeclareAsync(new() { Kind = StretchKind.Outage, Bpm = "one", From = now.AddHours(-1), To = now.AddHours(1) }, default);
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Read("one", 50);
        Assert.Null((await Until(board => board.FindTile("one")!.State == TileState.Watch)).FindTile("one")!.Exception);
    }

    [Fact]
    public async Task Silence_turns_tiles_stale_and_the_verdict_blind_and_never_normal()
    {
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Read("one", 5);
        await Until(board => board.Verdict.Level == VerdictLevel.AllCalm);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var blind = await Until(board => board.Verdict.Level == VerdictLevel.Blind);
        Assert.Equal(TileState.Stale, blind.Tiles[0].State);
        Assert.Equal(5, blind.Tiles[0].Latest!.Value.Value);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(TileState.Stale, Feed.Current.Tiles[0].State);
    }

    [Fact]
    public async Task A_departure_that_began_before_the_start_is_off_with_its_true_beginning()
    {
        var bpm = Fixed("one");
        Define(bpm);
        await Until(board => board.Tiles.Length == 1);
        var now = _clock.GetUtcNow();
        Inbox.Post(new BoardFact.Past(bpm, [.. Enumerable.Range(0, 120).Select(minute => new Sample(now.AddMinutes(minute - 120), minute >= 100 ? 50 : 5))]));
        var board = await Until(board => board.Tiles[0].State == TileState.Off);
        Assert.Equal(now.AddMinutes(-20), board.Tiles[0].Since);
        Assert.Equal(120, board.Tiles[0].Recent.Length);
    }

    [Fact]
    public async Task A_departure_older_than_what_is_replayed_keeps_its_beginning_when_the_band_is_learned_again()
    {
        var bpm = Fixed("one");
        Define(bpm);
        await Until(board => board.Tiles.Length == 1);
        var left = _clock.GetUtcNow();
        for (var minute = 0; minute <= 300; minute += 1)
        {
            Read("one", 50 + (minute / 1000.0));
            await Until(board => board.Tiles[0].Latest?.At == _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromSeconds(60));
        }

        Inbox.Post(new BoardFact.Learned(bpm));
        Read("one", 51);
        var board = await Until(board => board.Tiles[0].Latest?.Value is 51);
        Assert.Equal((TileState.Off, left), (board.Tiles[0].State, board.Tiles[0].Since));
    }

    [Fact]
    public async Task Another_name_in_the_catalog_keeps_what_the_tile_knows()
    {
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Read("one", 5);
        await Until(board => board.Tiles[0].State == TileState.Normal);
        Define(Fixed("one") with { Name = "Renamed" });
        var board = await Until(board => board.Tiles[0].Bpm.Name == "Renamed");
        Assert.Equal(TileState.Normal, board.Tiles[0].State);
    }

    [Fact]
    public async Task Another_query_in_the_catalog_starts_the_tile_anew()
    {
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Read("one", 5);
        await Until(board => board.Tiles[0].State == TileState.Normal);
        Define(Fixed("one") with { Query = new("something else") });
        await Until(board => board.Tiles[0].State == TileState.Stale);
    }

    [Fact]
    public async Task A_late_answer_to_a_metric_that_is_gone_is_let_go()
    {
        Define(Fixed("one"));
        await Until(board => board.Tiles.Length == 1);
        Define();
        await Until(board => board.Tiles.IsEmpty);
        Read("one", 5);
        Define(Fixed("two"));
        await Until(board => board.FindTile("two") is not null);
        Assert.Null(Feed.Current.FindTile("one"));
    }

    [Fact]
    public async Task A_fact_that_overtakes_its_catalog_is_taken()
    {
        await _composer.StopAsync(CancellationToken.None);
        using var composer = ActivatorUtilities.CreateInstance<BoardComposer>(_services);
        while (Inbox.Facts.TryRead(out _))
            continue;
        Read("one", 5);
        Define(Fixed("one"));
        await composer.StartAsync(CancellationToken.None);
        await Until(board => board.FindTile("one") is { State: TileState.Normal });
        await composer.StopAsync(CancellationToken.None);
    }

    private static Bpm Fixed(string id) => Some.Rate(id) with { Band = new BandPolicy.Fixed(0, 10) };

    private void Define(params Bpm[] bpms) =>
        _services.GetRequiredService<DefinitionsFeed>().Publish(Definitions.Empty with { Bpms = [.. bpms] }, []);

    private void Read(string id, double value) =>
        Inbox.Post(new BoardFact.Read(Fixed(id), Reading.Of(new Sample(_clock.GetUtcNow(), value))));

    private async Task<BoardSnapshot> Until(Func<BoardSnapshot, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        var board = Feed.Current;
        while (!condition(board))
            board = await Feed.NextAsync(board.Version, deadline.Token);
        return board;
    }
}
