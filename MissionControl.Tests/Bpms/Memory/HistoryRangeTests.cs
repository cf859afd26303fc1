using MissionControl.Core.Bpms.Memory;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class HistoryRangeTests
{
    private static readonly DateTimeOffset Now = A.Moment;

    [Theory]
    [InlineData("3h", 3, 1)]
    [InlineData("24h", 24, 2)]
    [InlineData("7d", 168, 10)]
    [InlineData("5w", 840, 60)]
    public void A_named_range_ends_now_and_has_its_step(string name, int hours, int stepMinutes)
    {
        var range = HistoryRange.Parse(name, null, null, Now).Range!;
        Assert.Equal((Now.AddHours(-hours), Now, TimeSpan.FromMinutes(stepMinutes), true), (range.From, range.To, range.Step, range.IsLive));
    }

    [Fact]
    public void Nothing_asked_is_the_last_day() => Assert.Equal("24h", HistoryRange.Parse(null, null, null, Now).Range!.Name);

    [Fact]
    public void An_end_stops_the_range_from_following_the_time()
    {
        var range = HistoryRange.Parse("3h", null, "2026-11-20T10:00:00Z", Now).Range!;
        Assert.False(range.IsLive);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), range.From);
    }

    [Theory]
    [InlineData("2026-11-21T01:04:00Z", 1)]
    [InlineData("2026-11-19T12:00:00Z", 2)]
    [InlineData("2025-11-21", 360)]
    public void A_free_range_has_a_nice_step_of_at_most_1500_points(string from, int stepMinutes)
    {
        var range = HistoryRange.Parse(null, from, null, Now).Range!;
        Assert.Equal(TimeSpan.FromMinutes(stepMinutes), range.Step);
        Assert.InRange(range.Length / range.Step, 1, 1500);
    }

    [Theory]
    [InlineData("2h", null, null, "range")]
    [InlineData(null, "yesterday", null, "from")]
    [InlineData(null, null, "now", "to")]
    [InlineData(null, null, "2026-11-21T02:06:00Z", "to")]
    [InlineData(null, null, "1999-12-31T23:59:59Z", "to")]
    [InlineData(null, "2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z", "from")]
    [InlineData(null, "2026-11-20T01:00:00Z", "2026-11-20T00:00:00Z", "from")]
    [InlineData(null, "2025-10-01T00:00:00Z", null, "from")]
    [InlineData("3h", "2026-11-20T00:00:00Z", null, "from")]
    [InlineData(null, "2026-11-20T00:00:00.2Z", "2026-11-20T00:00:00.9Z", "from")]
    [InlineData(null, null, "2026-13-41T99:99:99Z", "to")]
    public void Nonsense_names_its_field(string? range, string? from, string? to, string field)
    {
        var parsed = HistoryRange.Parse(range, from, to, Now);
        Assert.Null(parsed.Range);
        Assert.Equal(field, Assert.Single(parsed.Problems).Field);
    }

    [Fact]
    public void A_range_within_the_present_second_is_refused() =>
        Assert.Equal("from", Assert.Single(HistoryRange.Parse(null, "2026-11-21T02:04:00.2Z", null, Now.AddMilliseconds(500)).Problems).Field);

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(["from", "range", "to"], HistoryRange.Parse("forever", "soon", "later", Now).Problems.Select(problem => problem.Field).Distinct().Order());

    [Fact]
    public void A_clock_that_runs_ahead_a_little_is_forgiven() => Assert.Equal(Now, HistoryRange.Parse("3h", null, "2026-11-21T02:04:40Z", Now).Range!.To);
}
