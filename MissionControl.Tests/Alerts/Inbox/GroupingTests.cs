using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

/// <summary>By which labels alerts become groups.</summary>
public sealed class GroupingTests
{
    private static readonly LabelSet _labels = LabelSet.Of(("alertname", "PodDown"), ("cluster", "eu"), ("namespace", "shop"), ("pod", "web-1"), ("replica", "a"), ("service", "site"));

    [Fact]
    public void Without_a_word_in_the_catalog_same_name_and_same_service_are_one() =>
        Assert.Equal("PodDown service=site", Grouping.Usual.KeyOf(_labels, "alertmanager"));

    [Fact]
    public void A_sender_is_grouped_as_the_catalog_says_and_others_as_usual()
    {
        var grouping = Of(new() { Organisation = Definitions.Empty.Organisation, Groupings = [new("prometheus/main", ["cluster", "alertname"])] });
        Assert.Equal("PodDown cluster=eu", grouping.KeyOf(_labels, "prometheus/main"));
        Assert.Equal("PodDown service=site", grouping.KeyOf(_labels, "prometheus/other"));
    }

    [Fact]
    public void The_rule_that_speaks_of_it_says_it_best()
    {
        var grouping = Of(Definitions.Empty with { Groupings = [new("alertmanager", ["cluster"])], AlertRules = [Rule("PodDown", "namespace")] });
        Assert.Equal("namespace=shop", grouping.KeyOf(_labels, "alertmanager"));
        Assert.Equal("cluster=eu", grouping.KeyOf(LabelSet.Of(("alertname", "DiskFull"), ("cluster", "eu")), "alertmanager"));
    }

    [Fact]
    public void Three_dots_make_each_alert_a_group_whichever_of_a_pair_sends_it()
    {
        var grouping = Of(Definitions.Empty with { Groupings = [new("alertmanager", [GroupingRule.EveryLabel])] });
        Assert.Equal("PodDown cluster=eu namespace=shop pod=web-1 service=site", grouping.KeyOf(_labels, "alertmanager"));
    }

    [Fact]
    public void Alerts_that_lack_all_labels_are_one_group_that_says_so()
    {
        var grouping = Of(Definitions.Empty with { Groupings = [new("alertmanager", ["cluster", "zone"])] });
        Assert.Equal("without cluster, zone", grouping.KeyOf(LabelSet.Of(("alertname", "DiskFull")), "alertmanager"));
    }

    [Fact]
    public void What_began_stays_in_its_group_when_the_catalog_groups_otherwise_and_ends_there()
    {
        var state = new InboxState();
        state.Take(Batch(0, "a", true));
        state.Grouping = Of(Definitions.Empty with { Groupings = [new("alertmanager", ["alertname", "pod"])] });
        // It is spoken of again, another begins, and the first begins anew without having been ended.
        state.Take(Batch(0, "a", true));
        state.Take(Batch(1, "b", true));
        Assert.Equal(["PodDown", "PodDown pod=b"], state.Groups.Select(static group => group.Key).Order(StringComparer.Ordinal));

        state.Take(Batch(30, "a", true));
        var groups = state.Groups.ToDictionary(static group => group.Key);
        Assert.Equal(A.Moment.AddMinutes(30), groups["PodDown"].EndedAt);
        Assert.Null(groups["PodDown pod=a"].EndedAt);
        Assert.Equal(2, state.TakeChange().Groups.Count(static group => group.EndedAt is null));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Groups_keep_their_keys_over_a_restart_and_what_was_not_worked_in_is_grouped_by_the_catalog(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new ManualTimeProvider(A.Moment);
        var definitions = Definitions.Empty with { Groupings = [new("alertmanager", ["alertname", "pod"])] };
        await using (var first = await InboxHost.StartAsync(database, clock))
        {
            await first.TakeAsync([.. Batch(0, "a", true).Signals]);
            await first.UntilAsync(static snapshot => snapshot.Open.Length == 1);
            await first.Store.AppendAsync([new(Batch(0, "a", true), InboxHost.Script), new(Batch(1, "b", true), InboxHost.Script)], default);
        }

        await using var second = await InboxHost.StartAsync(database, clock, definitions: definitions);
        var snapshot = await second.UntilAsync(static snapshot => snapshot.Open.Length == 2);
        Assert.Equal(["PodDown", "PodDown pod=b"], snapshot.Open.Select(static group => group.Key).Order(StringComparer.Ordinal));
    }

    private static Grouping Of(Definitions definitions) => new(definitions, new(definitions));

    private static AlertRule Rule(string name, string by) => new()
    {
        Id = "rule",
        Name = name,
        Match = [Matcher.TryMake("alertname", MatcherKind.Is, name, out var matcher, out var problem) ? matcher : throw new InvalidOperationException(problem)],
        GroupBy = [by],
    };

    private static AlertBatch Batch(int minutes, string pod, bool isFiring) => new("alertmanager", null, A.Moment.AddMinutes(minutes), [new()
    {
        Labels = LabelSet.Of(("alertname", "PodDown"), ("pod", pod)),
        IsFiring = isFiring,
        StartsAt = A.Moment.AddMinutes(minutes),
    }]);
}
