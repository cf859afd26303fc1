using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;
using MissionControl.Web.Shared;

namespace MissionControl.Tests.Shared;

public sealed class SparklineTests
{
    private static readonly TimeSpan _span = TimeSpan.FromHours(3);

    [Fact]
    public void A_change_is_marked_where_it_was_made()
    {
        var sparkline = Sparkline.Of(A.Tile().Build().Recent, A.Moment, _span);
        Assert.Equal("M180 0V48", sparkline.With([Some.Change(90), Some.Change(181), Some.Change(-1)], A.Moment, _span).Marks);
        Assert.Equal("", Sparkline.None.With([Some.Change(90)], A.Moment, _span).Marks);
    }

    [Fact]
    public void Nothing_to_show_draws_nothing() => Assert.Equal(Sparkline.None, Sparkline.Of([], A.Moment, _span));

    [Fact]
    public void Three_hours_stay_below_one_and_a_half_kilobytes()
    {
        var sparkline = Sparkline.Of(A.Tile().Build().Recent, A.Moment, _span);
        Assert.InRange((sparkline.Line + sparkline.Ribbon + sparkline.End).Length, 300, 1300);
    }

    [Fact]
    public void A_spike_of_one_minute_is_kept()
    {
        var points = Minutes(181, minute => minute == 77 ? 900 : 10);
        Assert.Contains(Sparkline.Thin([.. points]), point => point.Value > 899);
        Assert.InRange(Sparkline.Thin([.. points]).Length, 20, 60);
    }

    [Fact]
    public void A_gap_is_left_open() =>
        Assert.Equal(2, Sparkline.Of([.. Minutes(181, _ => 10).Where((_, i) => i is < 60 or > 100)], A.Moment, _span).Line.Count(letter => letter == 'M'));

    [Fact]
    public void A_line_that_stopped_ends_before_the_right_edge()
    {
        var end = Sparkline.Of([.. Minutes(181, _ => 10).Take(121)], A.Moment, _span).End;
        Assert.Equal("M240 24h0", end);
    }

    [Fact]
    public void Points_outside_the_window_are_left_out() =>
        Assert.Equal(Sparkline.None, Sparkline.Of(Minutes(30, _ => 1), A.Moment.AddHours(4), _span));

    [Fact]
    public void An_open_side_of_the_band_reaches_the_edge()
    {
        var points = Minutes(10, _ => 5).Select(point => point with { Band = new Band(null, null, 7) }).ToImmutableArray();
        Assert.Contains($"L360 {Sparkline.Height}", Sparkline.Of(points, A.Moment, _span).Ribbon, StringComparison.Ordinal);
    }

    private static ImmutableArray<TilePoint> Minutes(int count, Func<int, double> value) =>
        [.. Enumerable.Range(0, count).Select(minute => new TilePoint(A.Moment.AddMinutes(minute - count + 1), value(minute), null))];
}
