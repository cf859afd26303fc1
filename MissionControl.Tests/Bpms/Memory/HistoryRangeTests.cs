using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class HistoryRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 24 * 60, 2)]
    [InlineData("", 24 * 60, 2)]
    [InlineData("3h", 180, 1)]
    [InlineData("7d", 7 * 24 * 60, 10)]
    [InlineData("5w", 35 * 24 * 60, 60)]
    public void A_named_range_ends_now_with_its_own_step(string? name, int minutes, int step)
    {
        var range = HistoryRange.Parse(name, null, null, Now).Range!;
        Assert.Equal((TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(step), Now, false), (range.Length, range.Step, range.To, range.Pinned));
    }

    [Fact]
    public void An_end_that_is_given_stays() =>
        Assert.Equal((Now.AddHours(-1), true), Parse("3h", null, "2026-11-21T01:04:00Z") is { } range ? (range.To, range.Pinned) : default);

    [Fact]
    public void What_a_browser_s_form_sends_is_taken_as_utc() => Assert.Equal(Now.AddHours(-1), Parse("3h", null, "2026-11-21T01:04")!.To);

    [Theory]
    [InlineData("2026-11-21T00:00:00Z", 1)]
    [InlineData("2026-11-01T00:00:00Z", 30)]
    [InlineData("2025-12-01T00:00:00Z", 360)]
    public void A_free_stretch_has_at_most_1500_points(string from, int step) =>
        Assert.Equal(TimeSpan.FromMinutes(step), Parse(null, from, "2026-11-21T02:00:00Z")!.Step);

    [Theory]
    [InlineData("9h", null, null, "range: must be one of 3h, 24h, 7d, 5w")]
    [InlineData(null, null, "yesterday", "to: must be a time like 2026-11-21T02:04:00Z")]
    [InlineData(null, null, "2027-01-01T00:00:00Z", "to: must not lie in the future")]
    [InlineData(null, null, "0001-01-01T00:00:00Z", "to: must not be before the year 2000")]
    [InlineData(null, "2026-11-21T02:00:00Z", "2026-11-21T01:00:00Z", "from: must be earlier than 'to'")]
    [InlineData(null, "2024-11-21T02:00:00Z", "2026-11-21T01:00:00Z", "from: must be at most 400 days before 'to'")]
    [InlineData("3h", "2026-11-21T01:00:00Z", null, "from: goes with 'to', not with 'range'")]
    [InlineData("x", null, "z", "range: must be one of 3h, 24h, 7d, 5w|to: must be a time like 2026-11-21T02:04:00Z")]
    public void Absurd_ranges_name_every_field_that_is_wrong(string? name, string? from, string? to, string expected)
    {
        var (range, errors) = HistoryRange.Parse(name, from, to, Now);
        Assert.Null(range);
        Assert.Contains(expected, string.Join('|', errors.OrderBy(static error => error.Key, StringComparer.Ordinal).Select(static error => $"{error.Key}: {error.Value[0]}")), StringComparison.Ordinal);
    }

    private static HistoryRange? Parse(string? name, string? from, string? to) => HistoryRange.Parse(name, from, to, Now).Range;
}
