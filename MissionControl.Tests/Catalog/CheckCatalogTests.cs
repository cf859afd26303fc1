using MissionControl.Core.Catalog;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Catalog;

public sealed class CheckCatalogTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_good_catalog_is_one_line_and_exit_0()
    {
        Assert.Equal(0, await RunAsync(CatalogFolder.Demo));
        Assert.Equal($"{CatalogFolder.Demo} is good: 1 source, 8 services, 12 BPMs; 4 expectations hold\n", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Findings_are_lines_an_editor_can_follow_and_exit_1()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum.Replace("source: main", "source: mian", StringComparison.Ordinal));
        Assert.Equal(1, await RunAsync(folder.Path));
        Assert.Equal($"{folder.Path}/a.yaml:11:13: error: unknown source 'mian'; did you mean 'main'?\n", _error.ToString());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_exit_2()
    {
        using var folder = new CatalogFolder().With("a.yaml", "");
        Assert.Equal(2, await RunAsync(Path.Combine(folder.Path, "gone")));
        Assert.Equal(2, await RunAsync(Path.Combine(folder.Path, "a.yaml")));
        Assert.Equal(
            $"check-catalog: there is no folder {folder.Path}/gone\ncheck-catalog: {folder.Path}/a.yaml is a file; give the folder it is in\n",
            _error.ToString());
    }

    [Fact]
    public async Task An_empty_folder_is_exit_1_and_says_how_to_begin()
    {
        using var folder = new CatalogFolder();
        Assert.Equal(1, await RunAsync(folder.Path));
        Assert.StartsWith($"{folder.Path}:1:1: error: the catalog folder holds no *.yaml file yet: begin", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("one", "two")]
    public async Task Anything_else_is_exit_2_with_the_usage(params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.Equal("usage: check-catalog PATH | check-catalog --schema\n", _error.ToString());
    }

    [Fact]
    public async Task The_schema_goes_to_the_output()
    {
        Assert.Equal(0, await RunAsync("--schema"));
        Assert.Equal(CatalogSchema.Write(), _output.ToString());
    }

    private Task<int> RunAsync(params string[] arguments) => CheckCatalogCommand.RunAsync(arguments, _output, _error);
}
