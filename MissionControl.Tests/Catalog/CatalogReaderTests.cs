using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;

namespace MissionControl.Tests.Catalog;

public sealed class CatalogReaderTests
{
    [Fact]
    public void The_BPM_of_the_contract_is_read_key_by_key()
    {
        using var folder = new CatalogFolder().With("runbooks/sign-in-failures.md", "# Sign-in failures\n").With("a.yaml",
            """
            sources:
              - id: main
                prometheus: { url: http://127.0.0.1:9090, headers: { X-Scope-OrgID: rentals }, timeout: 10s, concurrency: 4 }
            services:
              - { id: identity, name: Identity }
            bpms:
              - id: sign-in-success
                name: Sign-in success
                means: Of those who open the sign-in page, the share that reaches the dashboard.
                kind: ratio                      # ratio | rate | count | value | freshness
                source: main
                numerator: sum(increase(dashboard_first_view_total[5m]))
                denominator: sum(increase(sign_in_page_view_total[5m]))   # the others: query
                unit: "%"
                interval: 30s
                band: { kind: seasonal, width: 95% }   # fixed: { kind: fixed, lower: 0.6, upper: 0.9 }
                hurts: below                     # below | above | both
                patience: 5m
                minimumVolume: 30
                tier: critical                   # critical | important | informative
                stage: retention                 # acquisition | activation | retention | revenue | referral
                kpi: Weekly active renters
                owner: identity
                audiences: [Responder, ProductLead]
                services: [identity]
                runbook: sign-in-failures
            """);

        var loaded = folder.Read().Loaded!;
        var bpm = Assert.Single(loaded.Definitions.Bpms);
        Assert.Equal([Audience.Responder, Audience.ProductLead], bpm.Audiences.ToArray());
        Assert.Equal(["identity"], bpm.Services.ToArray());
        Assert.Equal(
            new Bpm
            {
                Id = "sign-in-success",
                Name = "Sign-in success",
                Means = "Of those who open the sign-in page, the share that reaches the dashboard.",
                Kind = BpmKind.Ratio,
                Source = "main",
                Query = new("sum(increase(dashboard_first_view_total[5m]))", "sum(increase(sign_in_page_view_total[5m]))"),
                Unit = "%",
                Interval = TimeSpan.FromSeconds(30),
                Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
                Hurts = Direction.Below,
                Patience = TimeSpan.FromMinutes(5),
                MinimumVolume = 30,
                Tier = Tier.Critical,
                Stage = Stage.Retention,
                Kpi = "Weekly active renters",
                Owner = "identity",
                Audiences = bpm.Audiences,
                Services = bpm.Services,
                Runbook = "sign-in-failures",
            },
            bpm);
        var source = Assert.IsType<PrometheusSourceDefinition>(Assert.Single(loaded.Sources));
        Assert.Equal((new Uri("http://127.0.0.1:9090"), TimeSpan.FromSeconds(10), 4, "rentals"), (source.Url, source.Timeout, source.Concurrency, source.Headers["X-Scope-OrgID"]));
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum);
        var definitions = folder.Read().Loaded!.Definitions;
        var bpm = definitions.FindBpm("sign-ups")!;
        Assert.Equal(new BandPolicy.Learned(BandKind.Auto, 0.95), bpm.Band);
        Assert.Equal((Direction.Both, Tier.Important, null, 0), (bpm.Hurts, bpm.Tier, bpm.Stage, bpm.MinimumVolume));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)), (bpm.Interval, bpm.Patience));
        Assert.Equal(("", TimeZoneInfo.Utc), (definitions.Organisation.Name, definitions.Organisation.Zone));
    }

    [Theory]
    [InlineData("ratio", "{ kind: fixed, lower: 60% }", 0.6, null)]
    [InlineData("ratio", "{ kind: fixed, lower: 0.6, upper: 99.9 % }", 0.6, 0.999)]
    [InlineData("rate", "{ kind: fixed, upper: 1e3 }", null, 1000.0)]
    [InlineData("value", "{ kind: fixed, lower: -2, upper: +.5 }", -2.0, 0.5)]
    [InlineData("freshness", "{ kind: fixed, upper: 7h }", null, 25200.0)]
    [InlineData("freshness", "{ kind: fixed, upper: 1d1h30m5s }", null, 91805.0)]
    [InlineData("freshness", "{ kind: fixed, upper: 90 }", null, 90.0)]
    public void Limits_are_numbers_percentages_or_durations(string kind, string band, double? lower, double? upper)
    {
        var query = kind == "ratio" ? "numerator: a, denominator: b" : "query: a";
        using var folder = new CatalogFolder().With("a.yaml", $"sources: [{{ id: s, demo: {{ }} }}]\nbpms:\n  - {{ id: x, name: X, means: M, kind: {kind}, source: s, {query}, band: {band} }}\n");
        Assert.Empty(folder.Problems());
        Assert.Equal(new BandPolicy.Fixed(lower, upper), folder.Read().Loaded!.Definitions.Bpms[0].Band);
    }

    [Fact]
    public void Files_are_merged_in_the_order_of_their_names()
    {
        using var folder = new CatalogFolder()
            .With("c.yml", "bpms:\n  - { id: third, name: T, means: M, kind: count, source: main, query: q }\n")
            .With("b.yaml", CatalogFolder.Minimum)
            .With("A.yaml", "bpms:\n  - { id: first, name: F, means: M, kind: count, source: main, query: q }\n")
            .With(".#b.yaml", "an editor's lock")
            .With("notes.txt", "not ours")
            .With("deeper/d.yaml", "not: ours");
        Assert.Equal(["first", "sign-ups", "third"], folder.Read().Loaded!.Definitions.Bpms.Select(bpm => bpm.Id));
    }

    [Theory]
    [InlineData("# First\n# Second\n", "First")]
    [InlineData("words\r\n\r\n# After words #\r\n", "After words")]
    [InlineData("---\ntitle: \"From the front\"\nowner: me\n---\n# Heading\n", "From the front")]
    [InlineData("---\nowner: me\n---\n# Heading\n", "Heading")]
    [InlineData("```sh\n# a comment\n```\n# Heading\n", "Heading")]
    public void A_runbook_is_titled_by_its_front_matter_or_first_heading(string text, string title)
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("runbooks/one.md", text).With("runbooks/README.md", "not a runbook");
        Assert.Equal([("one", title)], folder.Read().Loaded!.Definitions.Runbooks.Select(static one => (one.Key, one.Value.Title)));
    }

    [Fact]
    public void The_fingerprint_moves_with_names_and_contents_only()
    {
        using var one = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum);
        using var same = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum);
        using var renamed = new CatalogFolder().With("b.yaml", CatalogFolder.Minimum);
        using var changed = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum + "\n");
        Assert.Equal(one.Read().Loaded!.Fingerprint, same.Read().Loaded!.Fingerprint);
        Assert.NotEqual(one.Read().Loaded!.Fingerprint, renamed.Read().Loaded!.Fingerprint);
        Assert.NotEqual(one.Read().Loaded!.Fingerprint, changed.Read().Loaded!.Fingerprint);
    }
}
