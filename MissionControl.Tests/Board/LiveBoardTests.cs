using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;
using MissionControl.Web.Board;

namespace MissionControl.Tests.Board;

public sealed class LiveBoardTests : BunitContext
{
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly BoardFeed _feed;

    public LiveBoardTests()
    {
        _feed = new BoardFeed(_clock);
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(_feed);
    }

    [Fact]
    public void A_tile_shows_its_state_as_word_and_shape()
    {
        _feed.Publish(A.Board().With(A.Tile().Off().Build()).Build());
        var board = Render<LiveBoard>();
        Assert.Equal("Off", board.Find(".tile-state").TextContent.Trim());
        Assert.NotNull(board.Find(".tile-state svg.solid"));
        Assert.Equal("/bpm/sign-in-success", board.Find("a.is-off").GetAttribute("href"));
        Assert.Equal("Below normal for 12 min, about 190 fewer than expected", board.Find(".tile-says").TextContent.Trim());
    }

    [Fact]
    public void From_a_tile_that_is_not_as_it_should_be_an_incident_is_declared()
    {
        _feed.Publish(A.Board().With(A.Tile().Off().Build()).Build());
        var link = Render<LiveBoard>().Find(".tiles li > a.tile-declare");
        Assert.Equal(("/incidents/new?bpm=sign-in-success", "Declare an incident of Sign-in success"), (link.GetAttribute("href"), link.TextContent));
    }

    [Fact]
    public void From_a_normal_tile_it_is_not()
    {
        _feed.Publish(A.Board().With(A.Tile().Build()).Build());
        Assert.Empty(Render<LiveBoard>().FindAll(".tile-declare"));
    }

    [Fact]
    public void What_changed_is_listed_the_newest_first_and_no_more_than_eight()
    {
        _feed.Publish(A.Board().Build() with { Changes = [Some.Change(14) with { Link = "https://ci.example.org/1", By = "ci" }, .. Enumerable.Range(0, 9).Select(hour => Some.Change(60 * (hour + 1)))] });
        var board = Render<LiveBoard>();
        Assert.Equal(8, board.FindAll(".changed li").Count);
        Assert.Equal("01:50", board.Find(".changed time").TextContent);
        Assert.Equal(("identity-web 4.18.0", "https://ci.example.org/1"), (board.Find(".changed a").TextContent, board.Find(".changed a").GetAttribute("href")));
        Assert.Equal("Deploy · identity · ci", board.Find(".changed-of").TextContent);
        Assert.Equal("and 2 more", board.Find("p.changed-note").TextContent);
    }

    [Fact]
    public void A_change_to_come_is_a_plan()
    {
        _feed.Publish(A.Board().Build() with { Changes = [Some.Change(-120)] });
        Assert.Equal("Planned · Deploy · identity", Render<LiveBoard>().Find(".changed-of").TextContent);
    }

    [Fact]
    public void A_board_without_changes_says_nothing_of_them()
    {
        _feed.Publish(A.Board().Build());
        Assert.Empty(Render<LiveBoard>().FindAll(".changed"));
    }

    [Fact]
    public async Task Only_the_tile_whose_version_moved_is_drawn_again()
    {
        var still = A.Tile().Named("still", "Still", "a");
        _feed.Publish(A.Board().With(still.Build(), A.Tile().Build()).Build());
        var board = Render<LiveBoard>();
        _clock.Advance(TimeSpan.FromMinutes(5));

        _feed.Publish(A.Board().With(still.Build(), A.Tile().Off().Version(2).Build()).Version(2).Build());

        await Eventually.Holds(() => Pass(TimeSpan.FromMilliseconds(250), () => board.FindAll(".value")[1].TextContent == "41.2"));
        Assert.Equal("value moved", board.FindAll(".value")[1].ClassName);
        Assert.Equal("value", board.FindAll(".value")[0].ClassName);
        Assert.DoesNotContain("5 min", board.FindAll(".tile-foot")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_stayed_does_not_fade_in_again()
    {
        _feed.Publish(A.Board().With(A.Tile().Build()).Build());
        var board = Render<LiveBoard>();

        _feed.Publish(A.Board().With(A.Tile().Version(2).Build()).Version(2).Build());

        await Eventually.Holds(() => Version(board) == "2");
        Assert.Equal("value", board.Find(".value").ClassName);
    }

    [Fact]
    public async Task A_board_that_moves_faster_than_four_times_a_second_skips_to_the_newest()
    {
        _feed.Publish(A.Board().Build());
        var board = Render<LiveBoard>();
        _feed.Publish(A.Board().Version(2).Build());
        await Eventually.Holds(() => Version(board) == "2");
        var renders = board.RenderCount;

        for (var version = 3; version < 40; version++)
            _feed.Publish(A.Board().Version(version).Build());
        await Eventually.Holds(() => Pass(TimeSpan.FromMilliseconds(250), () => Version(board) == "39"));

        Assert.Equal(renders + 1, board.RenderCount);
    }

    [Fact]
    public async Task A_quiet_board_still_gives_a_sign_of_life()
    {
        _feed.Publish(A.Board().Build());
        var board = Render<LiveBoard>();
        var before = Beat(board);
        await Eventually.Holds(() => Pass(TimeSpan.FromSeconds(10), () => Beat(board) != before));
        Assert.Equal("1", Version(board));
    }

    [Fact]
    public async Task Only_a_new_level_is_read_aloud()
    {
        _feed.Publish(A.Board().Build());
        var board = Render<LiveBoard>();
        Assert.Equal("", board.Find("[role=status]").TextContent);

        _feed.Publish(A.Board().Saying(VerdictLevel.ActNow, "Sign-ins are down").Version(2).Build());
        await Eventually.Holds(() => board.Find("[role=status]").TextContent == "Act now. Sign-ins are down.");
    }

    [Fact]
    public void An_empty_catalog_says_how_to_begin_and_what_is_wrong()
    {
        _feed.Publish(A.Board().Empty().WithCatalogProblems("bpms.yaml:12:5: error: unknown key").Build());
        var board = Render<LiveBoard>();
        Assert.Equal("Nothing is watched yet", board.Find("h1").TextContent);
        Assert.Contains("nothing is running yet", board.Find(".notice h2").TextContent, StringComparison.Ordinal);
        Assert.Equal("bpms.yaml:12:5: error: unknown key", board.Find(".notice code").TextContent);
    }

    [Fact]
    public async Task An_error_in_the_board_stays_in_the_board()
    {
        _feed.Publish(A.Board().Build());
        var island = Render<BoardIsland>();
        _feed.Publish(A.Board().Version(2).Build() with { Tiles = default });
        await Eventually.Holds(() => island.FindAll("[role=alert]").Count == 1);
        Assert.Equal("0", island.Find("[data-live]").GetAttribute("data-beat"));
    }

    [Fact]
    public async Task A_board_that_was_left_stops_following()
    {
        _feed.Publish(A.Board().Build());
        var board = Render<LiveBoard>();
        var renders = board.RenderCount;
        await DisposeComponentsAsync();
        _feed.Publish(A.Board().Version(2).Build());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(renders, board.RenderCount);
    }

    private static string? Version(IRenderedComponent<LiveBoard> board) => board.Find("[data-live]").GetAttribute("data-version");

    private static string? Beat(IRenderedComponent<LiveBoard> board) => board.Find("[data-live]").GetAttribute("data-beat");

    // The follower arms its timers on its own thread: let time pass until what we wait for has come about.
    private bool Pass(TimeSpan time, Func<bool> done)
    {
        if (done())
            return true;
        _clock.Advance(time);
        return done();
    }
}
