using System.Text.RegularExpressions;
using MissionControl.Core.Catalog;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>What docs/alerts-in.md says to put into the catalog is right.</summary>
public sealed partial class AlertDocsTests
{
    [Fact]
    public async Task What_is_there_to_paste_is_a_good_catalog()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "alerts-in.md"));
        var pieces = Blocks().Matches(text).Select(static block => block.Groups["yaml"].Value).Where(static yaml => yaml.StartsWith("intakes:", StringComparison.Ordinal) || yaml.StartsWith("sources:", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, pieces.Count);
        using var folder = new TemporaryFolder();
        for (var i = 0; i < pieces.Count; i++)
            await File.WriteAllTextAsync(folder[$"{i}.yaml"], pieces[i]);
        var reading = new CatalogReader(static _ => "x").Read(folder.Path);
        Assert.Empty(reading.Problems);
        Assert.Equal(3, reading.Loaded!.Definitions.Intakes.Length);
        Assert.NotNull(Assert.IsType<PrometheusSourceDefinition>(Assert.Single(reading.Loaded.Sources)).RuleLabels);
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
