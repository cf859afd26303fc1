using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Bpms;

namespace MissionControl.Tests.Bpms;

public sealed class HistoryPictureTests
{
    private static readonly HistoryRange Range = HistoryRange.Of("3h", new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), pinned: true);

    [Fact]
    public void A_gap_stays_a_gap()
    {
        var picture = HistoryPicture.Of(new HistoryView(Range, [Point(0, 1), Point(1, 2), Point(90, 2), Point(91, 1)], [], null));
        Assert.Equal("M0 312L5.6 8M500 8L505.6 312", picture.Line);
    }

    [Fact]
    public void The_band_is_an_area_and_open_sides_reach_the_edge()
    {
        var picture = HistoryPicture.Of(new HistoryView(Range, [Point(0, 1, new Band(null, null, 3)), Point(1, 1, new Band(null, null, 3))], [], null));
        Assert.Equal("M0 8L5.6 8L5.6 312L0 312Z", picture.Ribbon);
    }

    [Fact]
    public void Nothing_draws_nothing() => Assert.Equal(new HistoryPicture("", "", ""), HistoryPicture.Of(new HistoryView(Range, [], [], null)));

    private static HistoryPoint Point(int minute, double value, Band? band = null) => new(Range.From.AddMinutes(minute), value, null, band, null);
}
