using System.Text.Json;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Api;
using MissionControl.Web.Charts;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Charts;

public sealed class ChartPictureTests
{
    [Fact]
    public void A_calm_day_is_one_line_and_one_ribbon()
    {
        var picture = Draw(A.Past().Judged().Build());
        Assert.Equal(1, picture.Line.Count(letter => letter == 'M'));
        Assert.Equal(1, picture.Ribbon.Count(letter => letter == 'z'));
        Assert.Equal("", picture.Off + picture.Watched);
        Assert.StartsWith("M0 ", picture.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_breaks_the_line_and_not_the_ribbon()
    {
        var picture = Draw(A.Past().Silent(A.Moment.AddHours(-5), TimeSpan.FromHours(1)).Build());
        Assert.Equal(2, picture.Line.Count(letter => letter == 'M'));
        Assert.Equal(1, picture.Ribbon.Count(letter => letter == 'z'));
    }

    [Fact]
    public void Off_and_watched_stretches_are_drawn_over_the_line()
    {
        var picture = Draw(A.Past().Judged()
            .With(A.Moment.AddHours(-5), TimeSpan.FromMinutes(20), 0.41, TileState.Off)
            .With(A.Moment.AddHours(-3), TimeSpan.FromMinutes(4), 0.55, TileState.Watch).Build());
        Assert.Equal((1, 1), (picture.Off.Count(letter => letter == 'M'), picture.Watched.Count(letter => letter == 'M')));
    }

    [Fact]
    public void A_limit_that_is_no_number_is_an_open_side_to_every_reader()
    {
        var open = new Band(double.NegativeInfinity, double.NaN, double.PositiveInfinity);
        var day = A.Past().Judged().Build();
        var view = day with { Points = [.. day.Points.Select(point => point with { Band = open, Volume = double.NaN })], WeekBefore = [new(A.Moment, double.PositiveInfinity)] };
        var data = ChartData.Of(view, HistorySummary.Of(view), ValueAxis.Of(view), "UTC", from: null);
        Assert.All(data.Points, point => Assert.Equal((0.70, null, null, null, null), (point.Value, point.Lower, point.Expected, point.Upper, point.Volume)));
        Assert.Null(data.WeekBefore[0][1]);
        Assert.Equal("", Draw(view).Ribbon);
        Assert.All(HistoryAnswer.Of(view, []).Points, point => Assert.Equal((null, null, null, null), (point.Volume, point.Lower, point.Expected, point.Upper)));
        Assert.EndsWith("Z,0.7,,,,,Normal,", HistoryCsv.Write(view, []).TrimEnd(), StringComparison.Ordinal);
        Assert.NotEmpty(JsonSerializer.Serialize(HistoryAnswer.Of(view, [])) + JsonSerializer.Serialize(data));
    }

    [Fact]
    public void A_lonely_sample_is_a_dot() =>
        Assert.EndsWith("h0", Draw(A.Past().Judged().With(A.Moment.AddHours(-5), TimeSpan.FromMinutes(2), 0.41, TileState.Off).Build()).Off, StringComparison.Ordinal);

    [Fact]
    public void Everything_drawn_fits_its_axis()
    {
        var view = A.Past().With(A.Moment.AddHours(-5), TimeSpan.FromMinutes(20), 0.05, TileState.Off).Build();
        var axis = ValueAxis.Of(view);
        Assert.All(view.Points, point => Assert.InRange(point.Value!.Value, axis.Low, axis.High));
        Assert.InRange(axis.Ticks.Length, 3, 7);
        Assert.Equal("0 %", axis.Ticks[0].Label);
    }

    [Fact]
    public void A_flat_line_still_has_room_around_it()
    {
        var axis = ValueAxis.Of(A.Past().Build() with { Points = [new(A.Moment, 5, null, null, null)], WeekBefore = [], Bpm = Some.Rate() });
        Assert.True(axis.Low < 5 && axis.High > 5);
    }

    [Fact]
    public void Time_marks_are_whole_local_hours_also_when_the_clocks_change()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var to = new DateTimeOffset(2026, 10, 25, 9, 0, 0, TimeSpan.Zero);
        var marks = TimeAxis.Marks(to.AddHours(-24), to, TimeSpan.FromHours(3), london).ToArray();
        Assert.All(marks, at => Assert.Equal(0, TimeZoneInfo.ConvertTime(at, london).Hour % 3));
        Assert.Equal(marks.Order(), marks);
    }

    private static ChartPicture Draw(HistoryView view) =>
        ChartPicture.Of(view, HistorySummary.Of(view), ValueAxis.Of(view), TimeAxis.Of(view.Range, TimeZoneInfo.Utc));
}
