using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Bpms;

namespace MissionControl.Tests.Catalog;

/// <summary>Rules for alerts. Line 13 is where they begin.</summary>
public sealed class AlertCatalogTests
{
    private const string Good =
        """
        alerts:
          - id: sync-failed
            name: The overnight sync has failed
            match: { alertname: SyncFailed, stable: [London, York.North] }
            urgency: warning
            impact: Stables open with yesterday's papers.
            remedy: Resume it.
            for:
              LocalOffice: { notification: "The papers of {label.stable} are from yesterday", impact: Mornings begin late., remedy: Check papers by hand. }
            services: [identity]
            bpms: [sign-ups]
            runbook: record-sync-late
            where: stable
            wakes: true

        """;

    private const string Grouped =
        """
        alerts:
          - id: sync-failed
            name: The overnight sync has failed
            match: { alertname: SyncFailed }
            groupBy: [alertname, stable]
        grouping:
          - { from: alertmanager, groupBy: [alertname, cluster] }
          - { from: prometheus/main, groupBy: ["..."] }

        """;

    [Fact]
    public void A_rule_is_read_with_everything_it_says()
    {
        using var folder = Folder(Good);
        var rule = Assert.Single(folder.Read().Loaded!.Definitions.AlertRules);

        Assert.Equal(("sync-failed", "The overnight sync has failed", Urgency.Warning, true), (rule.Id, rule.Name, rule.Urgency, rule.Wakes));
        Assert.Equal("alertname=\"SyncFailed\", stable=~\"London|York\\\\.North\"", MatcherText.Write(rule.Match));
        Assert.Equal(("Stables open with yesterday's papers.", "Resume it.", "record-sync-late", "stable"), (rule.Impact, rule.Remedy, rule.Runbook, rule.Where));
        Assert.Equal(new AudienceWords("The papers of {label.stable} are from yesterday", "Mornings begin late.", "Check papers by hand."), Assert.Single(rule.For, static one => one.Key == Audience.LocalOffice).Value);
        Assert.Equal("identity", Assert.Single(rule.Services));
        Assert.Equal("sign-ups", Assert.Single(rule.Bpms));
    }

    [Theory]
    [InlineData("York.North", true)]
    [InlineData("YorkXNorth", false)]
    [InlineData("London", true)]
    [InlineData("", false)]
    public void A_list_of_values_means_one_of_them(string stable, bool holds)
    {
        using var folder = Folder(Good);
        var rule = folder.Read().Loaded!.Definitions.AlertRules[0];
        Assert.Equal(holds, rule.Match.AreTrueOf(LabelSet.Of(("alertname", "SyncFailed"), ("stable", stable))));
    }

    [Fact]
    public void Conditions_may_be_written_as_in_an_Alertmanager()
    {
        using var folder = Folder(Good.Replace("{ alertname: SyncFailed, stable: [London, York.North] }", "['alertname=~\"Sync.*\"', env!=test]", StringComparison.Ordinal));
        Assert.Equal("alertname=~\"Sync.*\", env!=\"test\"", MatcherText.Write(folder.Read().Loaded!.Definitions.AlertRules[0].Match));
    }

    [Theory]
    [InlineData("{ alertname: SyncFailed, stable: [London, York.North] }", "{ code: 500 }", "")]
    [InlineData("{ alertname: SyncFailed, stable: [London, York.North] }", "{}", "16:12: a rule without a condition would speak of every alert; give at least one, such as { alertname: SyncFailed }")]
    [InlineData("{ alertname: SyncFailed, stable: [London, York.North] }", "SyncFailed", "16:12: expected labels with their values, such as { alertname: SyncFailed }, or a list of conditions such as ['alertname=~\"Sync.*\"']")]
    [InlineData("stable: [London, York.North]", "stable: []", "16:45: expected the value of the label 'stable', or a list of values of which one must hold, found a list")]
    [InlineData("{ alertname: SyncFailed, stable: [London, York.North] }", "['alertname=~\"(\"']", "16:13: alertname: This is no pattern we can read: Invalid pattern '^(?:()$' at offset 7. Not enough )'s.")]
    [InlineData("{ alertname: SyncFailed, stable: [London, York.North] }", "[alertname]", "16:13: After 'alertname' comes =, !=, =~ or !~, found nothing.")]
    [InlineData("urgency: warning", "urgency: warn", "17:14: expected an urgency (critical, warning, info), found the text 'warn'")]
    [InlineData("{label.stable}", "{stable}", "21:36: unknown slot '{stable}'; a label is written {label.stable}, and there are {service}, {bpm}, {where}, {value}, {percent}, {limit}, {since}, {owner}")]
    [InlineData("LocalOffice:", "LocalOfice:", "21:7: unknown key 'LocalOfice' in the audiences; did you mean 'LocalOffice'?")]
    [InlineData("services: [identity]", "services: [identty]", "22:16: unknown service 'identty'; did you mean 'identity'?")]
    [InlineData("bpms: [sign-ups]", "bpms: [sign-up]", "23:12: unknown BPM 'sign-up'; did you mean 'sign-ups'?")]
    [InlineData("runbook: record-sync-late", "runbook: sync-late", "24:14: unknown runbook 'sync-late'; there is record-sync-late")]
    [InlineData("wakes: true", "wakes: yes", "26:12: expected true or false, found the text 'yes'")]
    [InlineData("name: The overnight", "name: The {label.job}", "15:11: the name of a rule stands for all its alerts and takes no slots; 'notification' does")]
    public void What_is_wrong_is_said_with_its_place(string good, string bad, params string[] problems)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        using var folder = Folder(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(problems.Where(static words => words.Length > 0).Select(static words => "a.yaml:" + words), folder.Problems());
    }

    [Fact]
    public void By_which_labels_alerts_are_grouped_a_rule_says_or_their_sender()
    {
        using var folder = Folder(Grouped);
        var definitions = folder.Read().Loaded!.Definitions;
        Assert.Equal<string>(["alertname", "stable"], definitions.AlertRules[0].GroupBy);
        Assert.Equal(["alertmanager: alertname, cluster", "prometheus/main: ..."], definitions.Groupings.Select(static one => $"{one.From}: {string.Join(", ", one.By)}"));
    }

    [Theory]
    [InlineData("groupBy: [alertname, stable]", "groupBy: []", "17:14: expected at least one label, such as [alertname, cluster]; leave 'groupBy' out for the usual (alertname, service, bpm, source)")]
    [InlineData("groupBy: [alertname, stable]", "groupBy: [stable, ...]", "17:14: '...' means every label and stands alone")]
    [InlineData("groupBy: [alertname, stable]", "groupBy: [stable, stable]", "17:23: 'stable' stands in this list twice")]
    [InlineData("groupBy: [alertname, stable]", "groupby: [stable]", "17:5: unknown key 'groupby' in a rule for alerts; did you mean 'groupBy'?")]
    [InlineData("from: alertmanager", "from: alertmanger", "19:13: expected where alerts come from (alertmanager, grafana, sns, eventbridge, own, generic/INTAKE or prometheus/SOURCE), found the text 'alertmanger'; did you mean 'alertmanager'?")]
    [InlineData("from: prometheus/main", "from: prometheus/mian", "20:13: unknown source 'mian'; did you mean 'main'?")]
    [InlineData("from: prometheus/main", "from: generic/checks", "20:13: unknown intake 'checks'; there are none")]
    [InlineData("from: prometheus/main", "from: alertmanager", "20:13: the grouping of 'alertmanager' was already given at a.yaml:19:13")]
    public void What_is_wrong_with_grouping_is_said_with_its_place(string good, string bad, string problem)
    {
        Assert.Contains(good, Grouped, StringComparison.Ordinal);
        using var folder = Folder(Grouped.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal("a.yaml:" + problem, Assert.Single(folder.Problems()));
    }

    [Fact]
    public void What_need_not_be_told_while_something_else_fires_stands_among_the_rules()
    {
        using var folder = Folder(Good + "  - { id: outage, source: { alertname: ClusterDown }, target: ['severity=~\"warning|info\"'], equal: [cluster] }\n");
        var definitions = folder.Read().Loaded!.Definitions;
        var rule = Assert.Single(definitions.Inhibitions);
        Assert.Equal(("outage", "alertname=\"ClusterDown\"", "severity=~\"warning|info\"", "cluster"), (rule.Id, MatcherText.Write(rule.Source), MatcherText.Write(rule.Target), Assert.Single(rule.Equal)));
        Assert.Equal("sync-failed", Assert.Single(definitions.AlertRules).Id);
    }

    [Theory]
    [InlineData("{ id: outage, target: { a: b } }", "27:5: a rule that keeps alerts quiet needs the key 'source'")]
    [InlineData("{ id: sync-failed, source: { a: b }, target: { a: c } }", "27:11: the rule for alerts 'sync-failed' was already given at a.yaml:14:9")]
    [InlineData("{ id: outage, source: { a: b }, target: { a: c }, name: Outage }", "27:55: unknown key 'name' in a rule that keeps alerts quiet")]
    public void What_is_wrong_with_such_a_rule_is_said_with_its_place(string rule, string problem)
    {
        using var folder = Folder($"{Good}  - {rule}\n");
        Assert.StartsWith("a.yaml:" + problem, Assert.Single(folder.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_with_the_same_conditions_are_a_mistake_since_the_second_would_never_speak()
    {
        using var folder = Folder(Good + "  - { id: other, name: Other, match: { stable: [London, York.North], alertname: SyncFailed } }\n");
        Assert.Equal(["a.yaml:27:38: the match 'alertname=\"SyncFailed\", stable=~\"London|York\\\\.North\"' was already given at a.yaml:16:12"], folder.Problems());
    }

    private static CatalogFolder Folder(string alerts) =>
        new CatalogFolder().With("a.yaml", CatalogFolder.Minimum + alerts).With("runbooks/record-sync-late.md", "# Record sync is late\n");
}
