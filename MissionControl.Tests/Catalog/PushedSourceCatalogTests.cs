namespace MissionControl.Tests.Catalog;

public sealed class PushedSourceCatalogTests
{
    private const string Bpms = """
        bpms:
          - id: sign-ups
            name: Sign-ups
            means: New renters.
            kind: rate
            source: app
        QUERY  - id: sign-in-success
            name: Sign-in success
            means: The share that gets in.
            kind: ratio
            source: app
        """;

    [Fact]
    public void Metrics_of_a_pushed_source_need_no_query_in_whatever_order_the_files_are_read()
    {
        using var folder = new CatalogFolder().With("a.yaml", Bpms.Replace("QUERY", "", StringComparison.Ordinal)).With("b.yaml", "sources:\n  - id: app\n    pushed: {}\n");
        var loaded = folder.Read().Loaded!;
        Assert.Equal(new Core.Catalog.PushedSourceDefinition("app"), Assert.Single(loaded.Sources));
        Assert.Equal(["sign-ups", "sign-in-success"], loaded.Definitions.Bpms.Select(bpm => bpm.Id));
    }

    [Fact]
    public void A_query_for_a_source_that_is_asked_nothing_is_a_problem()
    {
        using var folder = new CatalogFolder().With("a.yaml", Bpms.Replace("QUERY", "    query: up\n", StringComparison.Ordinal) + "\nsources:\n  - id: app\n    pushed: {}\n");
        Assert.Equal(["a.yaml:7:12: error: the source 'app' is pushed to and asked nothing; leave 'query' out"], folder.Read().Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Metrics_of_other_sources_still_need_theirs()
    {
        using var folder = new CatalogFolder().With("a.yaml", Bpms.Replace("QUERY", "", StringComparison.Ordinal) + "\nsources:\n  - id: app\n    demo: {}\n");
        Assert.Equal(
            ["the kind rate needs the key 'query'", "the kind ratio needs the key 'numerator'", "the kind ratio needs the key 'denominator'"],
            folder.Read().Problems.Select(problem => problem.Words));
    }

    [Theory]
    [InlineData("pushed:", "expected a pushed source which has no keys: {}, found nothing")]
    [InlineData("pushed: { url: x }", "unknown key 'url' in a pushed source; there are none")]
    public void It_has_no_keys(string source, string problem)
    {
        using var folder = new CatalogFolder().With("a.yaml", $"sources:\n  - id: app\n    {source}\n");
        Assert.Contains(problem, folder.Read().Problems.Select(found => found.Words));
    }
}
