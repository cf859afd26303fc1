using MissionControl.Core.Board;
using MissionControl.Tests.Support;
using MissionControl.Web.Board;

namespace MissionControl.Tests.Board;

public sealed class VerdictViewTests
{
    [Theory]
    [InlineData(VerdictLevel.AllCalm, "○ All calm · Mission Control", "lib/icon-calm.svg")]
    [InlineData(VerdictLevel.Watch, "△ Watch · Mission Control", "lib/icon-watch.svg")]
    [InlineData(VerdictLevel.ActNow, "▼ Act now · Mission Control", "lib/icon-act.svg")]
    [InlineData(VerdictLevel.Blind, "◌ Blind · Mission Control", "lib/icon-blind.svg")]
    public void The_tab_carries_the_verdict(VerdictLevel level, string title, string icon)
    {
        var view = View(new Verdict(level, "Something", [], A.Moment));
        Assert.Equal((title, icon), (view.Title, view.Icon));
    }

    [Fact]
    public void A_reason_leads_to_its_metric_and_the_headline_is_not_said_twice()
    {
        var view = View(new Verdict(VerdictLevel.ActNow, "Sign-ins are down, and 1 more", [new("Sign-ins are down: 3 against 9", "a"), new("Sync is late", "b")], A.Moment));
        Assert.Equal([new ReasonView("Sign-ins are down", ": 3 against 9", "/bpm/a"), new ReasonView("Sync is late", "", "/bpm/b")], view.Reasons.AsEnumerable());
        Assert.Empty(view.Headline);
        Assert.Equal("Act now. Sign-ins are down, and 1 more.", view.Announcement);
    }

    [Fact]
    public void Many_reasons_are_cut_and_counted()
    {
        var view = View(new Verdict(VerdictLevel.Watch, "Much", [.. Enumerable.Range(0, 9).Select(i => new VerdictReason($"Reason {i}"))], A.Moment));
        Assert.Equal((4, "and 5 more"), (view.Reasons.Length, view.More));
    }

    [Fact]
    public void A_board_without_metrics_is_empty_only_once_it_has_been_read()
    {
        Assert.True(BoardView.From(A.Board().Empty().Build(), A.Moment).IsEmpty);
        Assert.False(BoardView.From(A.Board().Empty().Version(0).Build(), A.Moment).IsEmpty);
    }

    [Fact]
    public void Stale_tiles_do_not_count_as_reporting() =>
        Assert.Equal("1 of 3 reporting", BoardView.From(A.Board().With(A.Tile().Build(), A.Tile().Stale().Build(), A.Tile().NeverSeen().Build()).Build(), A.Moment).Reporting);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(6, 3)]
    [InlineData(12, 4)]
    [InlineData(24, 6)]
    [InlineData(40, 8)]
    [InlineData(200, 10)]
    public void A_wall_gets_as_many_columns_as_fit(int tiles, int columns) => Assert.Equal(columns, BoardView.ColumnsFor(tiles));

    private static VerdictView View(Verdict verdict) => VerdictView.From(verdict, A.Moment, TimeZoneInfo.Utc);
}
