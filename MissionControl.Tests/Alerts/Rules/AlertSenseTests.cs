using System.Collections.Frozen;
using System.Diagnostics;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Rules;

public sealed class AlertSenseTests
{
    private static readonly Definitions Catalog = new()
    {
        Organisation = new("Unicorn Rentals", TimeZoneInfo.Utc),
        Services = [new("identity", "Identity", "", "identity", []), new("public-site", "Public site", "", null, []), new("search", "Search", "", null, [])],
        Bpms = [Some.Ratio() with { Runbook = "sign-in-failures" }, Some.Rate() with { Services = ["public-site", "identity"] }],
        Runbooks = new[] { A.Runbook("sign-in-failures", "# Sign-in failures"), A.Runbook("pages-slow", "# Pages are slow") }.ToFrozenDictionary(static one => one.Id),
        AlertRules =
        [
            Rule("first", "Nobody can sign in", "alertname=SignInDown, env!=test") with { Urgency = Urgency.Critical, Services = ["identity"], Bpms = ["sign-in-success"] },
            Rule("any-site", "The site has trouble", "service=~\"public-site|search\"") with { Bpms = ["sign-ups"], Runbook = "pages-slow" },
            Rule("never", "Never", "alertname=SignInDown, env=prod"),
        ],
    };

    private static readonly AlertSense Sense = new(Catalog);

    [Theory]
    [InlineData("SignInDown", "prod", "identity", "first")]
    [InlineData("SignInDown", "test", "identity", null)]
    [InlineData("SignInDown", "test", "search", "any-site")]
    [InlineData("Other", "prod", "public-site", "any-site")]
    [InlineData("Other", "prod", "identity", null)]
    public void The_first_rule_whose_conditions_hold_speaks(string name, string env, string service, string? rule) =>
        Assert.Equal(rule, Read(("alertname", name), ("env", env), ("service", service)).Rule?.Id);

    [Theory]
    [InlineData("severity", "critical", Urgency.Critical)]
    [InlineData("severity", "CRITICAL", Urgency.Critical)]
    [InlineData("severity", "page", Urgency.Critical)]
    [InlineData("severity", "emergency", Urgency.Critical)]
    [InlineData("severity", "Error", Urgency.Critical)]
    [InlineData("priority", "high", Urgency.Critical)]
    [InlineData("priority", "P1", Urgency.Critical)]
    [InlineData("priority", "SEV-1", Urgency.Critical)]
    [InlineData("severity", "sev 1", Urgency.Critical)]
    [InlineData("severity", "warn", Urgency.Warning)]
    [InlineData("urgency", "medium", Urgency.Warning)]
    [InlineData("priority", "P3", Urgency.Warning)]
    [InlineData("severity", "info", Urgency.Info)]
    [InlineData("severity", "none", Urgency.Info)]
    [InlineData("priority", "low", Urgency.Info)]
    [InlineData("severity", "very odd", Urgency.Warning)]
    [InlineData("team", "critical", Urgency.Warning)]
    public void Urgency_is_understood_in_all_usual_spellings(string label, string said, Urgency urgency) =>
        Assert.Equal(urgency, Read(("alertname", "X"), (label, said)).Urgency);

    [Fact]
    public void A_label_that_says_nothing_leaves_the_word_to_the_next()
    {
        Assert.Equal(Urgency.Info, Read(("alertname", "X"), ("severity", "whatever"), ("priority", "P5")).Urgency);
        Assert.Equal(Urgency.Critical, Read(("alertname", "BpmOff"), ("tier", "critical")).Urgency);
    }

    [Fact]
    public void The_word_of_a_rule_stands_above_the_senders() =>
        Assert.Equal(Urgency.Critical, Read(("alertname", "SignInDown"), ("severity", "info")).Urgency);

    [Theory]
    [InlineData("identity", "identity")]
    [InlineData("Public Site", "public-site")]
    [InlineData("SEARCH", "search")]
    [InlineData("unheard-of", null)]
    public void A_service_is_known_by_its_id_or_its_name(string said, string? id) =>
        Assert.Equal(id is null ? [] : [id], Read(("alertname", "X"), ("service", said)).Services.ToArray());

    [Fact]
    public void Services_come_from_the_label_then_the_rule_and_else_from_the_metrics()
    {
        Assert.Equal(["search", "identity"], Read(("alertname", "SignInDown"), ("service", "search")).Services.ToArray());
        Assert.Equal(["public-site", "identity"], Read(("alertname", "X"), ("bpm", "sign-ups")).Services.ToArray());
        Assert.Equal(["search"], Read(("alertname", "X"), ("bpm", "sign-ups"), ("service", "search")).Services.ToArray());
    }

    [Fact]
    public void Metrics_come_from_the_label_and_the_rule_and_only_those_of_the_catalog()
    {
        Assert.Equal(["sign-ups", "sign-in-success"], Read(("alertname", "SignInDown"), ("bpm", "sign-ups")).Bpms.ToArray());
        Assert.Equal(["sign-in-success"], Read(("alertname", "SignInDown"), ("bpm", "sign-in-success")).Bpms.ToArray());
        Assert.Empty(Read(("alertname", "X"), ("bpm", "unheard-of")).Bpms);
    }

    [Fact]
    public void The_runbook_is_the_rules_then_the_annotations_then_that_of_a_metric()
    {
        var address = LabelSet.Of(("runbook_url", "https://wiki.example/books/disk%20full"));
        Assert.Equal(new AlertRunbook("Pages are slow", "pages-slow", null), Sense.Read(LabelSet.Of(("alertname", "X"), ("service", "search")), address).Runbook);
        Assert.Equal(new AlertRunbook("disk full (wiki.example)", null, "https://wiki.example/books/disk%20full"), Sense.Read(LabelSet.Of(("alertname", "SignInDown")), address).Runbook);
        Assert.Equal(new AlertRunbook("Sign-in failures", "sign-in-failures", null), Read(("alertname", "SignInDown")).Runbook);
        Assert.Equal("pages-slow", Sense.Read(LabelSet.Of(("alertname", "X")), LabelSet.Of(("runbook", "pages-slow"))).Runbook?.Name);
    }

    [Fact]
    public void A_runbook_that_says_it_is_for_such_alerts_comes_before_that_of_a_metric_and_one_of_the_service_is_none()
    {
        Assert.True(MatcherText.TryRead("service=search, severity=critical", out var matchers, out _));
        var sense = new AlertSense(Catalog with
        {
            AlertRules = [Rule("spoken-of", "Spoken of", "alertname=Spoken")],
            Runbooks = new[]
            {
                A.Runbook("by-conditions", "# By conditions") with { Alerts = [new("service=search, severity=critical", matchers)] },
                A.Runbook("by-rule", "# By rule") with { Alerts = [new("spoken-of", [])] },
                A.Runbook("by-metric", "# By metric") with { Bpms = ["sign-ups"] },
                A.Runbook("by-service", "# By service") with { Services = ["identity"] },
            }.ToFrozenDictionary(static one => one.Id),
        });
        Assert.Equal("by-conditions", Named(("alertname", "X"), ("service", "search"), ("severity", "critical"), ("bpm", "sign-ups")));
        Assert.Equal("by-rule", Named(("alertname", "Spoken")));
        Assert.Equal("by-metric", Named(("alertname", "X"), ("bpm", "sign-ups")));
        Assert.Null(Named(("alertname", "X"), ("service", "identity")));

        string? Named(params (string, string)[] labels) => sense.Read(LabelSet.Of(labels), LabelSet.Empty).Runbook?.Name;
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public void An_address_that_leads_nowhere_good_is_no_runbook(string address) =>
        Assert.Null(Sense.Read(LabelSet.Of(("alertname", "X")), LabelSet.Of(("runbook_url", address))).Runbook);

    [Theory]
    [InlineData("HighErrorRate", "High error rate")]
    [InlineData("node_filesystem_full", "Node filesystem full")]
    [InlineData("KubeAPIDown", "Kube API down")]
    [InlineData("Disk is full", "Disk is full")]
    [InlineData("HTTP5xxHigh", "HTTP5xx high")]
    [InlineData("a\u202eb", "Ab")]
    public void A_name_without_a_rule_is_spaced_for_people(string name, string shown) => Assert.Equal(shown, Read(("alertname", name)).Name);

    [Fact]
    public void An_empty_catalog_makes_of_an_alert_what_its_labels_say()
    {
        var read = new AlertSense(Definitions.Empty).Read(LabelSet.Of(("service", "search")), LabelSet.Empty);
        Assert.Equal((null, "An alert without a name", Urgency.Warning, null), (read.Rule, read.Name, read.Urgency, read.Runbook));
        Assert.Empty(read.Services);
    }

    [Fact]
    public void Three_hundred_rules_slow_nobody_down()
    {
        var rules = Enumerable.Range(0, 300).Select(static i => i % 20 == 0 ? Rule($"r{i}", "R", $"job=~\"job-{i}.*\"") : Rule($"r{i}", "R", $"alertname=Alert{i}, env!=test"));
        var sense = new AlertSense(Catalog with { AlertRules = [.. rules] });
        var alerts = Enumerable.Range(0, 1000).Select(static i => LabelSet.Of(
            ("alertname", $"Alert{i % 300}"), ("instance", $"web-{i}"), ("job", "web"), ("service", "search"), ("severity", "page"), ("env", "prod"), ("cluster", "eu-1"))).ToArray();
        var read = 0;
        var best = TimeSpan.MaxValue;
        // The best of a few rounds, and a limit ten times what it takes: this machine is shared.
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 20_000; i++)
                read += sense.Read(alerts[i % 1000], LabelSet.Empty).Services.Length;
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.Equal(100_000, read);
        Assert.True(best < TimeSpan.FromSeconds(1), $"20,000 took {best.TotalMilliseconds:0} ms");
    }

    private static AlertReading Read(params ReadOnlySpan<(string Name, string Value)> labels) => Sense.Read(LabelSet.Of(labels), LabelSet.Empty);

    private static AlertRule Rule(string id, string name, string match)
    {
        Assert.True(MatcherText.TryRead(match, out var matchers, out var problem), problem);
        return new() { Id = id, Name = name, Match = matchers };
    }
}
