using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Trying;

public sealed class TryBandsTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TryOptions Plain = new(null, BandKind.Auto, TimeZoneInfo.Utc);

    [Fact]
    public async Task One_row_comes_out_for_each_that_goes_in_with_its_timestamp_as_it_came()
    {
        var (rows, error, problems) = await TryAsync(["TimeStamp,Other,Value", "2026-10-01 00:00:00,x,5", "\"2026-10-01T02:05:00+02:00\",,6", "1790813400,y,7"]);
        Assert.Equal(0, problems);
        Assert.Empty(error);
        Assert.Equal(["2026-10-01 00:00:00", "2026-10-01T02:05:00+02:00", "1790813400"], rows.Select(row => row[0]));
        Assert.Equal(["5", "6", "7"], rows.Select(row => row[1]));
        Assert.All(rows, row => Assert.Equal(8, row.Length));
    }

    [Fact]
    public async Task Seconds_may_have_a_fraction_as_in_an_answer_of_Prometheus()
    {
        var (rows, error, problems) = await TryAsync(["timestamp,value", "1790812800.781,7"]);
        Assert.Equal((0, ""), (problems, error));
        Assert.Equal("1790812800.781", rows[0][0]);
        Assert.Equal("Learning", rows[0][6]);
    }

    [Fact]
    public async Task Rows_out_of_order_are_told_and_not_learned_from()
    {
        var (rows, error, problems) = await TryAsync(["timestamp,value", "2026-10-01T00:10:00Z,5", "2026-10-01T00:05:00Z,6", "2026-10-01T00:00:00Z,7", "2026-10-01T00:15:00Z,8"]);
        Assert.Equal(0, problems);
        Assert.All(rows[1..3], row => Assert.Equal("\"no later than a row before it: not judged, not learned from\"", row[7]));
        Assert.Equal("learning: 2 of 50 samples", rows[3][7]);
        Assert.Equal("history.csv:3:1: warning: 2 rows, this the first, are no later than one before it: not judged, not learned from; sort the file by time", error.Trim());
    }

    [Fact]
    public async Task Of_an_hour_that_comes_twice_both_are_read()
    {
        string[] rows = ["2026-10-25 00:30:00,1", "2026-10-25 01:00:00,1", "2026-10-25 01:30:00,1", "2026-10-25 01:00:00,1", "2026-10-25 01:30:00,1", "2026-10-25 02:00:00,1"];
        var (told, error, _) = await TryAsync(["timestamp,value", .. rows], Plain with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London") });
        Assert.Equal("", error);
        Assert.Equal("learning: 6 of 50 samples", told[5][7]);
    }

    [Fact]
    public async Task What_is_said_to_be_a_share_lies_between_0_and_1()
    {
        var (_, error, problems) = await TryAsync(["timestamp,value", "2026-10-01T00:00:00Z,70.5"], Plain with { Kind = BpmKind.Ratio });
        Assert.Equal(1, problems);
        Assert.Equal("history.csv:2:22: error: '70.5' is not a share, which lies between 0 and 1: 70 % is 0.7", error.Trim());
    }

    [Fact]
    public async Task A_volume_without_end_is_unknown()
    {
        var history = Enumerable.Range(0, 600).Select(i => $"{Start.AddMinutes(5 * i):O},{0.6 + (0.01 * (i % 7))},{(i == 500 ? "Infinity" : "300")}");
        var (rows, _, problems) = await TryAsync(["timestamp,value,volume", .. history]);
        Assert.Equal(0, problems);
        Assert.All(rows.Skip(100), row => Assert.True(double.IsFinite(double.Parse(row[2]))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("NA")]
    [InlineData("+Inf")]
    public async Task A_missing_value_is_a_gap_and_not_a_problem(string nothing)
    {
        var (rows, _, problems) = await TryAsync(["timestamp,value", $"2026-10-01T00:00:00Z,{nothing}"]);
        Assert.Equal(0, problems);
        Assert.All(rows, row => Assert.Equal("Stale", row[6]));
    }

    [Theory]
    [InlineData("2026-10-01T00:00:00Z,seven", "history.csv:2:22: error: 'seven' is not a number")]
    [InlineData("yesterday,7", "history.csv:2:1: error: 'yesterday' is not a time such as 2026-03-03T14:00:00Z")]
    [InlineData("2026-10-01T00:00:00Z", "history.csv:2:21: error: the row has 1 column, the header 2")]
    [InlineData("07/09/2026 14:00,7", "history.csv:2:1: error: '07/09/2026 14:00' is not a time such as 2026-03-03T14:00:00Z")]
    [InlineData("2026-10-01T00:00:00Z,\"201,5\"", "history.csv:2:22: error: '201,5' is not a number")]
    public async Task A_row_that_cannot_be_read_is_named_and_is_a_gap(string row, string expected)
    {
        var (rows, error, problems) = await TryAsync(["timestamp,value", row]);
        Assert.Equal(1, problems);
        Assert.Equal(expected, error.Trim());
        Assert.Single(rows);
    }

    [Theory]
    [InlineData("", "history.csv:1:1: error: expected a header with the columns timestamp and value")]
    [InlineData("time,amount", "history.csv:1:1: error: there is no column 'timestamp' among 'time', 'amount'")]
    [InlineData("timestamp;value", "history.csv:1:1: error: there is no column 'timestamp' among 'timestamp;value'; columns are separated by commas, not by semicolons")]
    public async Task Without_its_header_nothing_is_read(string header, string expected) =>
        Assert.Equal(expected, (await TryAsync([header])).Error.Trim());

    [Fact]
    public async Task An_outage_is_off_within_minutes_and_scores_once()
    {
        var rows = (await TryAsync(["timestamp,value", .. History(at => at >= Start.AddDays(12) && at < Start.AddDays(12.1) ? 0 : Usual(at))])).Rows;
        var before = rows[(10 * 288)..(12 * 288)];
        Assert.DoesNotContain("Off", before.Select(row => row[6]));
        Assert.Equal("Off", rows[(12 * 288) + 1][6]);
        Assert.StartsWith("below normal", rows[(12 * 288) + 1][7].TrimStart('"'), StringComparison.Ordinal);
        var outage = rows[(12 * 288)..((12 * 288) + 28)];
        Assert.InRange(outage.Count(row => row[5] != "0"), 1, 3);
        Assert.Equal("Normal", rows[(12 * 288) + 48][6]);
    }

    [Fact]
    public async Task Nothing_looks_ahead()
    {
        var history = History(Usual).ToArray();
        var whole = (await TryAsync(["timestamp,value", .. history])).Rows;
        var part = (await TryAsync(["timestamp,value", .. history[..3000]])).Rows;
        Assert.Equal(part, whole[..3000]);
    }

    [Fact]
    public async Task A_share_with_little_behind_it_has_a_wide_band()
    {
        var noise = new Func<DateTimeOffset, double, double>((at, volume) => Math.Clamp(0.9 + (new DemoNoise(7, "share", at.UtcTicks).Gaussian() * Math.Sqrt(0.09 / volume)), 0, 1));
        var history = Enumerable.Range(0, 14 * 288).Select(i => Start.AddMinutes(5 * i)).Select(at => (at, volume: at.Hour < 6 ? 20 : 2000))
            .Select(item => $"{item.at:O},{noise(item.at, item.volume)},{item.volume}");
        var rows = (await TryAsync(["timestamp,value,volume", .. history])).Rows;
        double Width(string[] row) => double.Parse(row[4]) - double.Parse(row[2]);
        Assert.True(Width(rows[(13 * 288) + 36]) > 5 * Width(rows[(13 * 288) + 144]));
        Assert.All(rows.Skip(100), row => Assert.InRange(double.Parse(row[4]), 0, 1));
    }

    private static Task<(string[][] Rows, string Error, int Problems)> TryAsync(IEnumerable<string> lines) => TryAsync(lines, Plain);

    private static async Task<(string[][] Rows, string Error, int Problems)> TryAsync(IEnumerable<string> lines, TryOptions options)
    {
        using var input = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var problems = await TryBands.RunAsync("history.csv", input, options, output, error);
        var rows = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. rows.Skip(1).Select(row => row.TrimEnd('\r').Split(',', 8))], error.ToString(), problems);
    }

    private static IEnumerable<string> History(Func<DateTimeOffset, double> value) =>
        Enumerable.Range(0, 14 * 288).Select(i => Start.AddMinutes(5 * i)).Select(at => $"{at:O},{value(at)}");

    private static double Usual(DateTimeOffset at) => new DemoNoise(7, "usual", at.UtcTicks).Poisson(300 + (200 * Math.Sin(at.TimeOfDay.TotalDays * Math.Tau)));
}
