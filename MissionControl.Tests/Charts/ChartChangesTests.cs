using MissionControl.Core.Bpms.Memory;
using MissionControl.Tests.Support;
using MissionControl.Web.Charts;

namespace MissionControl.Tests.Charts;

public sealed class ChartChangesTests
{
    private static readonly TimeAxis Day = TimeAxis.Of(HistoryRange.Default(A.Moment), TimeZoneInfo.Utc);

    [Fact]
    public void A_change_is_a_line_from_top_to_bottom_with_its_title()
    {
        var drawn = ChartChanges.Of([Some.Change(720)], Day);
        Assert.Equal("M500 0V400", drawn.Marks);
        Assert.Equal(("identity-web 4.18.0", 0), (drawn.Labels.Single().Words, drawn.Labels.Single().Lane));
        Assert.StartsWith("left:50%;", drawn.Labels.Single().Place, StringComparison.Ordinal);
        Assert.StartsWith("right:10%;", ChartChanges.Of([Some.Change(144)], Day).Labels.Single().Place, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_changed_since_the_range_was_read_stands_at_its_end() => Assert.Equal("M1000 0V400", ChartChanges.Of([Some.Change(-1)], Day).Marks);

    [Fact]
    public void Titles_keep_out_of_each_others_way_and_the_newest_have_the_first_say()
    {
        var drawn = ChartChanges.Of([.. Enumerable.Range(0, 10).Select(index => Some.Change(index) with { Title = $"title {index}" })], Day);
        Assert.Equal([("title 0", 0), ("title 1", 1)], drawn.Labels.Select(label => (label.Words, label.Lane)));
        Assert.Equal(10, drawn.Marks.Count(letter => letter == 'M'));
    }

    [Fact]
    public void The_browser_is_told_what_a_line_means()
    {
        var moment = Assert.Single(ChartMoment.Of([Some.Change(0)]));
        Assert.Equal(new(A.Moment.ToUnixTimeMilliseconds(), "Deploy: identity-web 4.18.0"), moment);
    }
}
