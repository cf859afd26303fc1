using AngleSharp.Html.Parser;
using MissionControl.Core.Board;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Tests.Support;
using MissionControl.Web.Board.Tiles;

namespace MissionControl.Tests.Board;

public sealed class TileDrawingTests
{
    private const string Nasty = "<img src=x onerror=alert(1)> & \"so\" 'on'";

    [Fact]
    public void Words_from_the_catalog_and_from_sources_are_text_and_never_markup()
    {
        var tile = A.Tile().Named("a", Nasty, Nasty).Stale(TimeSpan.FromMinutes(5), Nasty).Build();
        var drawn = Draw(tile with { Bpm = tile.Bpm with { Unit = Nasty } });
        using var page = new HtmlParser().ParseDocument($"<a>{drawn.Still.Value}</a>");
        Assert.Empty(page.QuerySelectorAll("img, [onerror]"));
        Assert.Equal(Nasty, page.QuerySelector(".tile-name")!.TextContent);
        Assert.Contains(Nasty, page.QuerySelector(".tile-says")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Nasty, page.QuerySelector(".heard")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_marked_heard_and_told_to_who_points_at_the_tile()
    {
        var change = Some.Change(14) with { Title = Nasty };
        using var page = new HtmlParser().ParseDocument($"<a>{Draw(A.Tile().Build() with { Changes = [change] }).Still.Value}</a>");
        Assert.Equal("M332 0V48", page.QuerySelector(".spark .changes")!.GetAttribute("d"));
        Assert.EndsWith($" Changed: {Nasty} at 01:50.", page.QuerySelector(".heard")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith($" Changed: {Nasty} at 01:50.", page.QuerySelector(".tile-why")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public void The_likeliest_cause_is_told_in_words_and_drawn_also_where_it_is_of_another_service()
    {
        var change = Some.Change(14) with { Title = Nasty, Service = "store" };
        var suspect = new Suspect { Change = change, Share = 0.9, Lag = TimeSpan.FromMinutes(2), WentOn = false, Nearness = new(NearnessKind.Needed, 1) };
        using var page = new HtmlParser().ParseDocument($"<a>{Draw(A.Tile().Build() with { Suspect = suspect }).Still.Value}</a>");
        Assert.Equal($"{Nasty}, 2 min before, a service it depends on", page.QuerySelector(".tile-says .tile-suspect")!.TextContent);
        Assert.EndsWith($" Most likely: {Nasty}, 2 min before, a service it depends on.", page.QuerySelector(".heard")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("M332 0V48", page.QuerySelector(".spark .changes")!.GetAttribute("d"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public void What_was_changed_before_the_line_begins_or_is_planned_is_not_told()
    {
        var drawn = Draw(A.Tile().Build() with { Changes = [Some.Change(-5), Some.Change(180)] });
        Assert.DoesNotContain("Changed", drawn.Still.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("changes", drawn.Still.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_moved_differs_from_what_stood_still_in_the_value_alone()
    {
        var drawn = Draw(A.Tile().Build());
        using var page = new HtmlParser().ParseDocument($"<a>{drawn.Moved.Value}</a>");
        Assert.Equal("value moved", page.QuerySelector(".value")!.ClassName);
        Assert.Equal(drawn.Still.Value, drawn.Moved.Value.Replace("value moved", "value", StringComparison.Ordinal));
        Assert.Same(drawn.Moved.Value, drawn.Moved.Value);
    }

    [Fact]
    public void Open_boards_share_one_drawing_of_a_tile()
    {
        var tile = A.Tile().Build();
        var (one, other) = (SharedTiles.For(tile, A.Moment, TimeZoneInfo.Utc), SharedTiles.For(tile, A.Moment.AddSeconds(1), TimeZoneInfo.Utc));
        Assert.Same(one.Still.Value, other.Still.Value);
        Assert.NotSame(one, SharedTiles.For(tile, A.Moment.AddMinutes(1), TimeZoneInfo.Utc));
    }

    private static TileDrawing Draw(Tile tile) => TileDrawing.Of(TileView.From(tile, A.Moment, TimeZoneInfo.Utc));
}
