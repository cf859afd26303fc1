using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;
using MissionControl.Web.Board.Tiles;
using MissionControl.Web.Shared;

namespace MissionControl.Tests.Board;

public sealed class TileViewTests
{
    public static TheoryData<string, Tile, string> Sentences => new()
    {
        { "normal", A.Tile().Build(), "Normal for a Saturday 02:00" },
        { "fixed", A.Tile().WithFixedBand().Build(), "Normal" },
        { "just below", A.Tile().JustOutside(0.61, TimeSpan.FromSeconds(40)).Build(), "Just below normal for 40 s, not yet watched" },
        { "just above", A.Tile().JustOutside(0.79, TimeSpan.FromSeconds(70)).Build(), "Just above normal for 1 min, not yet watched" },
        { "just late", Sync(25_230).JustOutside(25_230, TimeSpan.FromSeconds(30)).Build(), "Late by 30 s, not yet watched. Last finished at Fri 19:03, due every 7 h" },
        { "off", A.Tile().Off().Build(), "Below normal for 12 min, about 190 fewer than expected" },
        { "watch", A.Tile().Watch(0.9, TimeSpan.FromMinutes(3)).Build(), "Above normal for 3 min" },
        { "held", A.Tile().Held(0.5, TimeSpan.FromMinutes(95)).Build(), "Held until working hours: below normal for 1 h 35" },
        { "stale", A.Tile().Stale().Build(), "Cannot see since 01:59: the source does not answer" },
        { "never", A.Tile().NeverSeen().Build(), "Nothing seen yet: the source does not answer" },
        { "status", A.Tile().Stale(TimeSpan.FromMinutes(5), "HTTP 503.").Build(), "Cannot see since 01:59: HTTP 503" },
        { "few", A.Tile().TooFew(12).Build(), "Too few to judge (12): it takes 30" },
        { "learning", A.Tile().Learning().Build(), "Learning: 3 of 14 days of history so far" },
        { "stuck", Stuck(0.7), "The very same value, 70 %, for 1 h 30" },
        { "stuck and low", Stuck(0.5), "Below normal for 1 h 35" },
        { "a little", A.Tile().Off(0.63, TimeSpan.FromMinutes(50)).Missing(140).Build() with { Side = Direction.Below, ImpactAtLeast = -90 }, "A little below normal for 50 min, about 140 fewer than expected" },
        { "back", A.Tile().Off(0.63, TimeSpan.FromMinutes(50)).Build() with { Side = Direction.Below, BackSince = A.Moment.AddMinutes(-1) }, "Below normal for 50 min" },
        { "late", Sync(27_600).Off(27_600, TimeSpan.FromMinutes(40)).Build(), "Late by 40 min. Last finished at Fri 18:23, due every 7 h" },
        { "late and back", Sync(4).Off(4, TimeSpan.FromMinutes(40)).Build() with { BackSince = A.Moment.AddMinutes(-1) }, "Was late until now. Last finished at 02:03, due every 7 h" },
        { "on time", Sync(3600).Build(), "On time. Last finished at 01:03" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_tile_says_its_state_in_one_sentence(string _, Tile tile, string sentence) =>
        Assert.Equal(sentence, View(tile).Sentence.Full);

    [Theory]
    [InlineData(BpmKind.Ratio, "%", 0.412, "41.2 %")]
    [InlineData(BpmKind.Rate, "/ hour", 1204.4, "1,204 / hour")]
    [InlineData(BpmKind.Value, "£", 61_480, "£61,480")]
    [InlineData(BpmKind.Value, "ms", 0.25, "0.25 ms")]
    [InlineData(BpmKind.Count, "", 7, "7")]
    [InlineData(BpmKind.Freshness, "s", 27_600, "7 h 40 old")]
    public void A_value_carries_its_unit(BpmKind kind, string unit, double value, string words) =>
        Assert.Equal(words, View(A.Tile().Counting(kind, unit, value).Build()).Value.Full);

    [Theory]
    [InlineData(BpmKind.Ratio, "%", 0.6218, 0.7791, "62–78 %")]
    [InlineData(BpmKind.Ratio, "%", 0.985, 0.999, "98.5–99.9 %")]
    [InlineData(BpmKind.Rate, "/ hour", 880.2, 1149.7, "880–1,150")]
    [InlineData(BpmKind.Value, "£", 52_000.0, 71_000.0, "£52,000–71,000")]
    [InlineData(BpmKind.Freshness, "", null, 25_200.0, "< 7 h")]
    [InlineData(BpmKind.Ratio, "%", 0.6, null, "> 60 %")]
    public void A_tile_says_what_is_expected(BpmKind kind, string unit, double? lower, double? upper, string words) =>
        Assert.Equal(words, View(A.Tile().Counting(kind, unit, 1).Expecting(lower, upper, 0, 2).Build()).Expected);

    [Fact]
    public void The_link_says_the_whole_tile_in_words() =>
        Assert.Equal(
            "Sign-in success, 41.2 %, expected 62–78 %. Off: Below normal for 12 min, about 190 fewer than expected. Owner: Identity. Measured at 02:03.",
            View(A.Tile().Off().Build()).Label);

    [Fact]
    public void What_is_heard_says_no_word_twice()
    {
        Assert.Contains("%. Learning: 3 of 14 days of history so far. Owner", View(A.Tile().Learning().Build()).Label, StringComparison.Ordinal);
        Assert.Contains("%. Too few to judge (12)", View(A.Tile().TooFew(12).Build()).Label, StringComparison.Ordinal);
        Assert.Contains("%. Held until working hours: below", View(A.Tile().Held(0.5, TimeSpan.FromHours(1)).Build()).Label, StringComparison.Ordinal);
        Assert.Contains("%. Stale: Cannot see since", View(A.Tile().Stale().Build()).Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_that_is_not_normal_has_a_word_and_a_shape_of_its_own()
    {
        TileView[] views =
        [
            View(A.Tile().Build()), View(A.Tile().Off().Build()), View(A.Tile().Watch(0.5, TimeSpan.FromMinutes(1)).Build()), View(A.Tile().Stale().Build()),
            View(A.Tile().Held(0.5, TimeSpan.FromHours(1)).Build()), View(A.Tile().Learning().Build()), View(A.Tile().TooFew(3).Build()),
        ];
        Assert.Equal(views.Length, views.Select(view => view.StateWord).Distinct().Count());
        Assert.Equal(views.Length, views.Select(view => view.Shape).Distinct().Count());
        Assert.Equal(views.Length, views.Select(view => view.StateClass).Distinct().Count());
    }

    [Fact]
    public void A_tile_points_to_the_side_it_left_its_band()
    {
        Assert.Same(Shape.FarBelow, View(A.Tile().Off().Build()).Shape);
        Assert.Same(Shape.FarAbove, View(A.Tile().Off(0.9, TimeSpan.FromHours(1)).Build()).Shape);
        Assert.Same(Shape.JustAbove, View(A.Tile().Watch(0.9, TimeSpan.FromHours(1)).Build()).Shape);
    }

    [Fact]
    public void A_value_that_does_not_move_points_to_no_side()
    {
        Assert.Same(Shape.Unmoving, View(Stuck(0.7)).Shape);
        Assert.Same(Shape.JustUnmoving, View(Stuck(0.7) with { State = TileState.Watch }).Shape);
        Assert.Same(Shape.FarBelow, View(Stuck(0.5)).Shape);
    }

    [Fact]
    public void Without_a_band_the_gauge_has_no_strip_and_without_a_value_no_mark()
    {
        Assert.Equal("", View(A.Tile().Learning().Build()).Gauge.Strip);
        Assert.Equal(new Gauge("", ""), View(A.Tile().NeverSeen().Build()).Gauge);
    }

    [Fact]
    public void The_gauge_holds_band_and_value_inside_its_box()
    {
        var gauge = View(A.Tile().Off(-3, TimeSpan.FromMinutes(9)).Build()).Gauge;
        Assert.Matches(@"^M\d+(\.\d)? 0v12$", gauge.Mark);
        Assert.Matches(@"^M\d+(\.\d)? 6H1\d\d(\.\d)?$", gauge.Strip);
    }

    [Fact]
    public void What_a_tile_rests_on_is_described_beside_its_name()
    {
        var view = View(A.Tile().Because(Some.Basis(A.Moment, default, 0.62, 0.78)).Off().Build());
        Assert.Equal("why-sign-in-success", view.DetailId);
        Assert.Contains("For a Saturday at 02:00 we expect 62 to 78 %: the middle of the last six Saturdays.", view.Detail, StringComparison.Ordinal);
    }

    private static Tile Stuck(double value)
    {
        var tile = A.Tile().Off(value, TimeSpan.FromMinutes(95)).Build();
        var same = tile.Recent.Select(point => point.At >= A.Moment.AddMinutes(-91) ? point with { Value = value } : point with { Value = value + 0.01 });
        return tile with { IsStuck = true, Side = Direction.Below, Recent = [.. same] };
    }

    private static TileBuilder Sync(double age) => A.Tile().Counting(BpmKind.Freshness, "", age).Expecting(null, 25_200, 0, 30_000);

    private static TileView View(Tile tile) => TileView.From(tile, A.Moment, TimeZoneInfo.Utc);
}
