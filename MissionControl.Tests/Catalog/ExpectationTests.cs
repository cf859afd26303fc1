using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Catalog;

public sealed class ExpectationTests
{
    private const string Fixed = "    band: { kind: fixed, lower: 100 }\n    patience: 5m\n";

    [Theory]
    [InlineData("{ name: Plenty, value: 120, state: Normal }")]
    [InlineData("{ name: Just now, value: 90, state: Normal }")]
    [InlineData("{ name: For a while, value: 90, lasting: 2m, state: Watch }")]
    [InlineData("{ name: For too long, value: 90, lasting: 5m, state: Off }")]
    public async Task A_case_that_holds_is_counted(string expectation)
    {
        var (exit, output, error) = await CheckAsync(Fixed, expectation);
        Assert.Empty(error);
        Assert.Equal(0, exit);
        Assert.EndsWith("1 BPM; 1 expectation holds\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_fails_is_a_finding_at_its_place_that_says_what_came_instead()
    {
        var (exit, _, error) = await CheckAsync(Fixed, "{ name: Too few, value: 90, state: Off }");
        Assert.Equal(1, exit);
        Assert.Equal("a.yaml:16:9: error: 'Too few' expects Off, but it is Normal: 90 against an expected > 100", error);
    }

    [Fact]
    public async Task A_learned_band_is_learned_from_its_history()
    {
        var (exit, _, error) = await CheckAsync("    patience: 15m\n", "{ name: Half, history: history/usual.csv, at: 2026-06-22T14:00:00Z, value: 200, lasting: 20m, state: Off }", Usual());
        Assert.Empty(error);
        Assert.Equal(0, exit);
        (exit, _, error) = await CheckAsync("    patience: 15m\n", "{ name: Usual, history: history/usual.csv, at: 2026-06-22T14:00:00Z, value: 530, lasting: 20m, state: Off }", Usual());
        Assert.Equal(1, exit);
        Assert.StartsWith("a.yaml:15:9: error: 'Usual' expects Off, but it is Normal: 530 against an expected ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_there_is_enough_history_it_is_learning() =>
        Assert.Equal(0, (await CheckAsync("", "{ name: First day, history: history/usual.csv, at: 2026-06-01T20:00:00Z, value: 200, state: Learning }", Usual())).Exit);

    [Theory]
    [InlineData("{ name: No history, value: 5, state: Normal }", "a.yaml:14:9: error: a learned band needs the 'history' it is to be learned from")]
    [InlineData("{ name: Gone, history: gone.csv, value: 5, state: Normal }", "a.yaml:14:9: error: there is no history 'gone.csv' in this folder")]
    [InlineData("{ name: Out, history: ../../etc/passwd, value: 5, state: Normal }", "a.yaml:14:9: error: there is no history '../../etc/passwd' in this folder")]
    [InlineData("{ name: Out, history: /etc/passwd, value: 5, state: Normal }", "a.yaml:14:9: error: there is no history '/etc/passwd' in this folder")]
    [InlineData("{ name: Too early, history: history/usual.csv, at: 2026-01-01T00:00:00Z, value: 5, state: Normal }", "a.yaml:14:9: error: 'Too early' has no history before 2026-01-01T00:00:00Z to learn from")]
    [InlineData("{ name: Wrong, history: history/wrong.csv, value: 5, state: Normal }", "history/wrong.csv:2:22: error: 'seven' is not a number")]
    [InlineData("{ name: Late, history: history/usual.csv, at: 9999-12-31T23:59:59Z, value: 5, state: Normal }", "a.yaml:14:55: error: expected a moment")]
    [InlineData("{ name: Old, history: history/old.csv, value: 5, state: Normal }", "history/old.csv:2:1: error: '0001-01-01T00:00:00+05:00' is not a time")]
    [InlineData("{ name: Kind, history: history/usual.csv, value: 7h, state: Normal }", "a.yaml:14:9: error: only freshness takes a duration as its value")]
    [InlineData("{ name: Volume, history: history/usual.csv, value: 7, volume: 5, state: Normal }", "a.yaml:14:9: error: only ratios have a volume")]
    [InlineData("{ name: Held, history: history/usual.csv, value: 7, state: Held }", "a.yaml:14:9: error: a value alone makes no tile Held or Stale")]
    [InlineData("{ name: Word, history: history/usual.csv, value: 5, state: Of }", "a.yaml:14:68: error: expected a state")]
    public async Task What_cannot_be_run_is_named_with_its_place(string expectation, string expected)
    {
        var (exit, _, error) = await CheckAsync("", expectation, Usual());
        Assert.Equal(1, exit);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum + "    expect:\n      - { name: Linked, history: linked.csv, value: 5, state: Normal }\n");
        using var elsewhere = new CatalogFolder().With("secret.csv", Usual());
        File.CreateSymbolicLink(Path.Combine(folder.Path, "linked.csv"), Path.Combine(elsewhere.Path, "secret.csv"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "linked"), elsewhere.Path);
        Assert.Equal("a.yaml:14:9: error: there is no history 'linked.csv' in this folder", (await CheckAsync(folder)).Error);
        folder.With("a.yaml", CatalogFolder.Minimum + "    expect:\n      - { name: Linked, history: linked/secret.csv, value: 5, state: Normal }\n");
        Assert.Equal("a.yaml:14:9: error: there is no history 'linked/secret.csv' in this folder", (await CheckAsync(folder)).Error);
    }

    [Fact]
    public async Task A_link_within_the_folder_is_followed_and_rows_may_come_in_any_order()
    {
        var rows = Usual().Split('\n');
        using var folder = new CatalogFolder()
            .With("a.yaml", CatalogFolder.Minimum + "    expect:\n      - { name: Linked, history: linked.csv, at: 2026-06-22T14:00:00Z, value: 530, state: Normal }\n")
            .With("history/usual.csv", rows[0] + "\n" + string.Join('\n', rows[1..].Reverse()));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "linked.csv"), Path.Combine(folder.Path, "history", "usual.csv"));
        Assert.Equal(0, (await CheckAsync(folder)).Exit);
    }

    private static async Task<(int Exit, string Output, string Error)> CheckAsync(string band, string expectation, string? history = null)
    {
        using var folder = new CatalogFolder()
            .With("a.yaml", $"{CatalogFolder.Minimum}{band}    expect:\n      - {expectation}\n")
            .With("history/usual.csv", history ?? "")
            .With("history/old.csv", "timestamp,value\n0001-01-01T00:00:00+05:00,5\n")
            .With("history/wrong.csv", "timestamp,value\n2026-06-01T00:00:00Z,seven\n");
        return await CheckAsync(folder);
    }

    private static async Task<(int Exit, string Output, string Error)> CheckAsync(CatalogFolder folder)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var exit = await CheckCatalog.RunAsync(folder.Path, output, error);
        return (exit, output.ToString(), error.ToString().Replace(folder.Path + "/", "", StringComparison.Ordinal).TrimEnd());
    }

    private static string Usual() => "timestamp,value\n" + string.Join('\n', Enumerable.Range(0, 21 * 24).Select(hour => new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour))
        .Select(at => $"{at:O},{new DemoNoise(7, "usual", at.UtcTicks).Poisson(318 * new DemoShape(318).Busy(at)):0}"));
}
