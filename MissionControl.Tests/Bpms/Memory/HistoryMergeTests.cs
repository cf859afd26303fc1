using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class HistoryMergeTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly Window Hour = new(From, From.AddHours(1), TimeSpan.FromMinutes(2));
    private static readonly Band Limits = new(0.6, 0.7, 0.8);

    [Fact]
    public void What_was_shown_wins_over_what_the_source_says_today()
    {
        var points = HistoryMerge.Merge(Hour, [Shown(10, 0.5, TileState.Off)], [.. Asked(0, 60, 0.7)], hasBand: true);
        var point = points.Single(point => point.At == From.AddMinutes(10));
        Assert.Equal((0.5, TileState.Off), (point.Value, point.State));
        Assert.All(points.Where(other => other.At != point.At), other => Assert.Null(other.State));
    }

    [Fact]
    public void The_worst_state_of_a_step_stays_with_its_farthest_sample()
    {
        var point = Assert.Single(HistoryMerge.Merge(
            new(From, From.AddHours(1), TimeSpan.FromHours(1)),
            [Shown(10, 0.5, TileState.Off), Shown(20, 0.4, TileState.Off), Shown(30, 0.55, TileState.Off), Shown(40, 0.7, TileState.Normal)],
            [],
            hasBand: false));
        Assert.Equal((0.4, TileState.Off), (point.Value, point.State));
    }

    [Fact]
    public void The_last_of_several_normal_samples_stays() =>
        Assert.Equal(0.72, Assert.Single(HistoryMerge.Merge(
            new(From, From.AddHours(1), TimeSpan.FromHours(1)), [Shown(10, 0.7, TileState.Normal), Shown(20, 0.72, TileState.Normal)], [], hasBand: false)).Value);

    [Fact]
    public void A_gap_stays_a_gap_with_room_for_its_band()
    {
        var points = HistoryMerge.Merge(Hour, [], [.. Asked(0, 20, 0.7), .. Asked(40, 60, 0.7)], hasBand: true);
        var gap = points.Where(point => point.Value is null).ToArray();
        Assert.InRange(gap.Length, 8, 10);
        Assert.All(gap, point => Assert.True(point.At > From.AddMinutes(20) && point.At < From.AddMinutes(40)));
    }

    [Fact]
    public void Without_a_band_a_gap_is_one_break() =>
        Assert.Single(HistoryMerge.Merge(Hour, [], [.. Asked(0, 20, 0.7), .. Asked(40, 60, 0.7)], hasBand: false), point => point.Value is null);

    [Fact]
    public void A_thinned_memory_is_not_full_of_gaps()
    {
        var thinned = Enumerable.Range(0, 13).Select(index => Shown(index * 5, 0.7, TileState.Normal));
        Assert.DoesNotContain(HistoryMerge.Merge(Hour, [.. thinned], [], hasBand: true), point => point.Value is null);
    }

    [Fact]
    public void A_shown_sample_a_second_late_leaves_no_room_for_another_truth()
    {
        var points = HistoryMerge.Merge(Hour, [Shown(10, 0.5, TileState.Off), Shown(14, 0.5, TileState.Off)], [.. Asked(12, 12, 0.7)], hasBand: true);
        Assert.DoesNotContain(points, point => point.Value == 0.7);
    }

    [Fact]
    public void A_calm_line_averages_and_keeps_gaps()
    {
        var points = HistoryMerge.Merge(Hour, [], [.. Asked(0, 8, 0.6), .. Asked(40, 48, 0.8)], hasBand: true);
        var calm = HistoryMerge.Calm(points, Hour.Step);
        Assert.Equal(0.6, calm[0].Value!.Value, 6);
        Assert.Contains(calm, past => past.Value is null);
    }

    private static ShownSample Shown(int minute, double value, TileState state) =>
        new("sign-in-success", new(From.AddMinutes(minute), value, 500), Limits, state);

    private static IEnumerable<Sample> Asked(int from, int to, double value)
    {
        for (var minute = from; minute <= to; minute += 2)
            yield return new(From.AddMinutes(minute), value, 500);
    }
}
