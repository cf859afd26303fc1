using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Runbooks;

/// <summary>Runbooks away from everything that may be down.</summary>
public sealed partial class ExportRunbooksCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Site => Path.Combine(_folder.Path, "site");

    private string Data => Path.Combine(_folder.Path, "no-data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_are_whole_lead_to_each_other_and_need_nothing_else_not_even_a_database()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await RunAsync(output, TextWriter.Null, Site, "--address", "https://board.example.org", "--MissionControl:Catalog", Path.Combine(Repository.Root, "catalog")));
        var files = Directory.GetFiles(Site);
        Assert.Equal(Directory.GetFiles(Path.Combine(Repository.Root, "catalog", "runbooks"), "*.md").Length + 1, files.Length);
        Assert.Contains($"wrote {files.Length} files", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.Contains("default-src &#x27;none&#x27;", text, StringComparison.Ordinal);
            Assert.Contains("Internal, not for the public.", text, StringComparison.Ordinal);
            foreach (Match link in Link().Matches(text))
                if (link.Groups["to"].Value is { Length: > 0 } to && to != "data:," && !to.StartsWith("http", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal))
                    Assert.True(File.Exists(Path.Combine(Site, to)), $"{Path.GetFileName(file)} leads to {to}");
        }

        using var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(Site, "sign-in-failures.html")));
        Assert.Equal("Sign-in failures", page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".rb-text .steps .command button[data-copy]"));
        Assert.Empty(page.QuerySelectorAll("[src], link[rel=stylesheet]"));
    }

    [Fact]
    public async Task A_runbook_that_is_called_index_does_not_take_the_place_of_the_list()
    {
        var catalog = Directory.CreateDirectory(Path.Combine(_folder.Path, "catalog", "runbooks")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(catalog, "runbooks", "index.md"), A.RunbookText);
        await File.WriteAllTextAsync(Path.Combine(catalog, "one.yaml"), "sources: [{ id: main, prometheus: { url: \"https://prometheus.example.org\", bearer: \"${env:NOT_HERE}\" } }]\n");
        Assert.Equal(0, await RunAsync(TextWriter.Null, TextWriter.Null, Site, "--MissionControl:Catalog", catalog));
        using var list = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(Site, "index.html")));
        Assert.Equal("Runbooks", list.QuerySelector("h1")!.TextContent);
        Assert.True(File.Exists(Path.Combine(Site, list.QuerySelector(".rb-list a")!.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_broken_catalog_is_told_and_what_was_there_stays()
    {
        var catalog = Directory.CreateDirectory(Path.Combine(_folder.Path, "catalog")).FullName;
        await File.WriteAllTextAsync(Path.Combine(catalog, "one.yaml"), "sources: [{ id: main, prometheus: { url: \"https://prometheus.example.org\", bearer: \"${env:NOT_HERE}\" } }]\n");
        Directory.CreateDirectory(Path.Combine(catalog, "runbooks"));
        await File.WriteAllTextAsync(Path.Combine(catalog, "runbooks", "one.md"), A.RunbookText);
        // Its secrets need not be where it is written.
        Assert.Equal(0, await RunAsync(TextWriter.Null, TextWriter.Null, Site, "--MissionControl:Catalog", catalog));
        var before = await File.ReadAllBytesAsync(Path.Combine(Site, "one.html"));
        await File.WriteAllTextAsync(Path.Combine(catalog, "runbooks", "one.md"), "---\nownr: identity\n---\n# Broken\n");
        using var error = new StringWriter();
        Assert.Equal(1, await RunAsync(TextWriter.Null, error, Site, "--MissionControl:Catalog", catalog));
        Assert.Contains("one.md:2:1: error: unknown key 'ownr'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("what was there before stays", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Site, "one.html")));
    }

    [Theory]
    [InlineData]
    [InlineData("one", "two")]
    [InlineData("one", "--address", "ftp://board.example.org")]
    public async Task Wrong_usage_is_told(params string[] args)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await RunAsync(TextWriter.Null, error, args));
        Assert.StartsWith("usage: MissionControl.Web export-runbooks", error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(TextWriter output, TextWriter error, params string[] args) =>
        MissionCommand.RunAsync([ExportRunbooksCommand.Name, .. args, "--MissionControl:Data", Data], output, error);

    [GeneratedRegex("href=\"(?<to>[^\"#]*)(#[^\"]*)?\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
