using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;
using MissionControl.Web.Charts;

namespace MissionControl.Tests.Charts;

public sealed class ChartStretchTests
{
    private static readonly HistoryRange Day = HistoryRange.Default(A.Moment);
    private static readonly TimeAxis Times = TimeAxis.Of(Day, TimeZoneInfo.Utc);

    [Fact]
    public void A_stretch_lies_where_its_time_is()
    {
        var drawn = Assert.Single(ChartStretch.Of([At(-12, 6)], Times));
        Assert.Equal(("500", "250", "Outage", 0, false), (drawn.X, drawn.Wide, drawn.Label, drawn.Lane, drawn.IsMark));
        Assert.Equal("left:min(50%,100% - 100px);max-width:max(25%,100px)", drawn.Place);
    }

    [Fact]
    public void What_reaches_beyond_the_range_is_cut_at_its_edges()
    {
        var drawn = Assert.Single(ChartStretch.Of([At(-48, 96)], Times));
        Assert.Equal(("0", "1000"), (drawn.X, drawn.Wide));
    }

    [Fact]
    public void What_lies_outside_the_range_is_not_drawn() => Assert.Empty(ChartStretch.Of([At(-30, 6), At(0, 1)], Times));

    [Fact]
    public void A_new_normal_is_a_mark_where_it_begins()
    {
        var drawn = Assert.Single(ChartStretch.Of([At(-6, null), At(-36, null)], Times));
        Assert.Equal(("750", "New normal", true), (drawn.X, drawn.Label, drawn.IsMark));
    }

    [Fact]
    public void Overlapping_stretches_say_their_names_beneath_each_other_while_there_is_room()
    {
        var drawn = ChartStretch.Of([At(-12, 6), At(-12, 6), At(-11, 6), At(-10, 6), At(-2, 1)], Times);
        Assert.Equal([(0, "Outage"), (1, "Outage"), (2, "Outage"), (0, ""), (0, "Outage")], drawn.Select(stretch => (stretch.Lane, stretch.Label)));
    }

    [Theory]
    [InlineData(-3, 2, "right:4.17%;max-width:100%")]
    [InlineData(-0.1, 4, "right:0%;max-width:100%")]
    public void A_label_near_the_right_edge_ends_with_its_stretch(double hours, double length, string place) =>
        Assert.Equal(place, Assert.Single(ChartStretch.Of([At(hours, length)], Times)).Place);

    [Fact]
    public void The_pointer_reads_the_kind_and_the_words()
    {
        var span = Assert.Single(ChartSpan.Of([At(-12, 6) with { Words = "Cold cache" }, At(-6, null)], Day));
        Assert.Equal((A.Moment.AddHours(-12).ToUnixTimeMilliseconds(), "Outage: Cold cache"), (span.From, span.Says));
    }

    private static Stretch At(double hours, double? length) => Some.Stretch() with
    {
        Id = Guid.NewGuid(),
        Kind = length is null ? StretchKind.NewNormal : StretchKind.Outage,
        From = A.Moment.AddHours(hours),
        To = length is { } some ? A.Moment.AddHours(hours + some) : null,
    };
}
