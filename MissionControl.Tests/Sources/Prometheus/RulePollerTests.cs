using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>Rules of a source of the catalog, followed by the running app.</summary>
public sealed class RulePollerTests
{
    private const string Rules =
        """{"status":"success","data":{"groups":[{"rules":[{"type":"alerting","name":"DiskFull","health":"ok","alerts":[{"labels":{"alertname":"DiskFull"},"state":"firing"}]}]}]}}""";

    [Fact]
    public async Task Only_a_source_that_says_so_is_followed()
    {
        var asked = ImmutableHashSet<string>.Empty;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var prometheus = builder.Build();
        prometheus.Run(context =>
        {
            ImmutableInterlocked.Update(ref asked, static (all, path) => all.Add(path), context.Request.Path.ToString());
            return context.Response.WriteAsync(Rules);
        });
        await prometheus.StartAsync();
        var url = prometheus.Urls.First();
        await using var app = await AlertsApp.StartAsync(
            $"sources:\n  - {{ id: main, prometheus: {{ url: \"{url}/followed\", rules: {{ labels: {{ env: lab }} }} }} }}\n  - {{ id: other, prometheus: {{ url: \"{url}/left-alone\" }} }}", null);
        await Eventually.Holds(() => app.Inbox.Signals.Any());
        Assert.Equal("prometheus/main", app.Inbox.Taken.First().Batch.Intake);
        Assert.Equal("{alertname=\"DiskFull\", env=\"lab\"}", app.Inbox.Signals.First().Labels.ToString());
        Assert.Equal(["/followed/api/v1/rules"], asked);
    }

    [Theory]
    [InlineData("rules: {}", null)]
    [InlineData("rules: { labels: { env: lab } }", null)]
    [InlineData("rules: true", "expected rules with its keys (labels), found a single value")]
    [InlineData("rules: { labels: lab }", "expected labels with their values, found the text 'lab'")]
    [InlineData("rules: { labels: { alertname: x } }", "'alertname' cannot be a label here")]
    public void What_the_catalog_says_of_rules_is_checked(string rules, string? problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["catalog.yaml"], $"organisation: {{ name: Rentals, zone: UTC }}\nsources:\n  - {{ id: main, prometheus: {{ url: \"http://h\", {rules} }} }}\n");
        var reading = new CatalogReader().Read(folder.Path);
        Assert.Equal(problem, reading.Problems.Length == 0 ? null : Assert.Single(reading.Problems).Words);
        if (reading.Loaded is { } loaded)
            Assert.Equal(rules.Contains("env", StringComparison.Ordinal) ? LabelSet.Of(("env", "lab")) : LabelSet.Empty, Assert.IsType<PrometheusSourceDefinition>(loaded.Sources[0]).RuleLabels);
    }
}
