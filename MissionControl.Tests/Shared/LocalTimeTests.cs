using MissionControl.Web.Shared;

namespace MissionControl.Tests.Shared;

public sealed class LocalTimeTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void A_local_time_is_read_in_its_zone_and_written_back()
    {
        var read = LocalTime.ReadFirst("2026-07-01T12:30", London)!;
        Assert.Equal((Utc(7, 1, 11, 30), ""), (read.At, read.Note));
        Assert.Equal("2026-07-01T12:30", LocalTime.Write(read.At, London));
    }

    [Fact]
    public void An_hour_that_the_clocks_leave_out_is_read_as_the_one_after_it_and_said()
    {
        var read = LocalTime.ReadFirst("2026-03-29T01:30", London)!;
        Assert.Equal((Utc(3, 29, 1, 30), "The clocks go forward and there is no 01:30: 02:30 is meant."), (read.At, read.Note));
        Assert.Equal(read, LocalTime.ReadLast("2026-03-29T01:30", London));
    }

    [Fact]
    public void An_hour_that_comes_twice_is_its_first_for_a_beginning_and_its_second_for_an_end()
    {
        var (first, last) = (LocalTime.ReadFirst("2026-10-25T01:30", London)!, LocalTime.ReadLast("2026-10-25T01:30", London)!);
        Assert.Equal((Utc(10, 25, 0, 30), "The clocks go back and 01:30 comes twice: the first is meant."), (first.At, first.Note));
        Assert.Equal((Utc(10, 25, 1, 30), "The clocks go back and 01:30 comes twice: the second is meant."), (last.At, last.Note));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2026-02-30T10:00")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    [InlineData("2026-07-01T12:30:00Z")]
    public void What_is_no_local_time_is_nothing(string? text) => Assert.Null(LocalTime.ReadFirst(text, London));

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
