using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class BandsCommandTests
{
    [Theory]
    [InlineData("which file?")]
    [InlineData("one file at a time: 'a.csv' or 'b.csv'?", "a.csv", "b.csv")]
    [InlineData("unknown option '--knd'; did you mean '--kind'?", "a.csv", "--knd", "ratio")]
    [InlineData("'--kind' needs a value", "a.csv", "--kind")]
    [InlineData("'fast' is no band", "a.csv", "--band", "fast")]
    [InlineData("'Mars/Base' is no zone", "--zone", "Mars/Base", "a.csv")]
    public async Task Wrong_usage_is_said_and_exits_with_2(string expected, params string[] arguments)
    {
        var (exit, _, error) = await RunAsync([BandsCommand.Name, .. arguments]);
        Assert.Equal(2, exit);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Whoever_asks_how_it_is_used_is_told_and_exits_with_0(string asked)
    {
        var (exit, output, error) = await RunAsync([BandsCommand.Name, asked]);
        Assert.Equal((0, ""), (exit, error));
        Assert.StartsWith("usage: bands FILE.csv", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync([CheckCatalogCommand.Name, asked])).Exit);
    }

    [Fact]
    public async Task A_folder_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        var (exit, _, error) = await RunAsync([BandsCommand.Name, folder.Path]);
        Assert.Equal(1, exit);
        Assert.EndsWith(":1:1: error: that is a folder; one file at a time", error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_finding()
    {
        var (exit, _, error) = await RunAsync([BandsCommand.Name, "not-there.csv"]);
        Assert.Equal(1, exit);
        Assert.StartsWith("not-there.csv:1:1: error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_exits_with_0_and_a_bad_row_with_1()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "history.csv");
        await File.WriteAllTextAsync(file, "timestamp,value\n2026-10-01 00:00:00,5\n");
        var (exit, output, _) = await RunAsync([BandsCommand.Name, file, "--zone", "Europe/London", "--kind", "rate", "--band", "level"]);
        Assert.Equal(0, exit);
        Assert.Equal("timestamp,value,lower,expected,upper,score,state,reason", output.Split('\n')[0].TrimEnd());
        await File.AppendAllTextAsync(file, "never,5\n");
        Assert.Equal(1, (await RunAsync([BandsCommand.Name, file])).Exit);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await MissionCommand.RunAsync(arguments, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
