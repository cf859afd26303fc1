using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Inhibitions;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Tests.Alerts.Inbox;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inhibitions;

public sealed class InhibitionTests
{
    private static readonly InhibitionRule Outage = Rule("outage", "alertname=ClusterDown", "severity=warning", "cluster");

    [Fact]
    public void A_target_is_inhibited_while_a_source_with_equal_labels_fires()
    {
        var book = new InhibitionBook([Outage], [Source("ClusterDown", "a", 0)]);
        Assert.Equal("ClusterDown a", Name(book, Labels("Slow", "a")));
        Assert.Null(Name(book, Labels("Slow", "b")));
        Assert.Null(Name(book, Labels("Slow", "a", "critical")));
    }

    [Fact]
    public void A_label_that_both_lack_is_equal()
    {
        var book = new InhibitionBook([Outage], [new("s", LabelSet.Of(("alertname", "ClusterDown")), A.Moment, Guid.Empty)]);
        Assert.NotNull(book.Find("t", LabelSet.Of(("alertname", "Slow"), ("severity", "warning"))));
        Assert.NotNull(book.Find("t", LabelSet.Of(("alertname", "Slow"), ("severity", "warning"), ("cluster", ""))));
    }

    [Fact]
    public void Of_several_sources_the_eldest_is_named()
    {
        Inhibitor[] both = [Source("ClusterDown", "a", 5, "2"), Source("ClusterDown", "a", 3, "1")];
        foreach (var order in new[] { both, [both[1], both[0]] })
            Assert.Equal(both[1], new InhibitionBook([Outage], order).Find("t", Labels("Slow", "a")));
    }

    [Fact]
    public void What_is_source_and_target_of_one_rule_is_inhibited_only_by_what_is_no_target()
    {
        var rule = Rule("same", "severity=~\"warning|critical\"", "severity=warning", "cluster");
        var (one, other) = (Source("Slow", "a", 0), Source("Full", "a", 1));
        var book = new InhibitionBook([rule], [one, other]);
        Assert.Null(book.Find(one.Fingerprint, one.Labels));
        Assert.Null(book.Find(other.Fingerprint, other.Labels));
        var worst = Source("Down", "a", 2, "", "critical");
        Assert.Equal(worst, new InhibitionBook([rule], [one, other, worst]).Find(one.Fingerprint, one.Labels));
    }

    [Fact]
    public void In_a_circle_the_eldest_is_told()
    {
        ImmutableArray<InhibitionRule> rules = [Rule("one", "alertname=A", "alertname=B"), Rule("two", "alertname=B", "alertname=C"), Rule("three", "alertname=C", "alertname=A")];
        Inhibitor[] all = [Source("A", "a", 2), Source("B", "a", 1), Source("C", "a", 3)];
        var book = new InhibitionBook(rules, all);
        Assert.Equal([false, true, false], all.Select(one => book.Find(one.Fingerprint, one.Labels) is null));
    }

    [Fact]
    public async Task An_inhibited_group_is_quiet_stands_under_its_source_and_comes_back_when_that_ends_over_a_restart()
    {
        var clock = new ManualTimeProvider(A.Moment);
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        Guid down;
        await using (var host = await InboxHost.StartAsync(database, clock))
        {
            host.Board.Publish(Board());
            await host.TakeAsync(Fires("Slow", "a"), Fires("Slow", "b"), Fires("ClusterDown", "a"));
            var snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Length == 2 && snapshot.Open.Any(static group => group.Alerts.Any(static alert => alert.InhibitedBy is not null)));
            // Of one group only the alert that follows is quiet: the other is told.
            var slow = Assert.Single(snapshot.Open, static group => group.Name == "Slow");
            Assert.Equal((false, false), (slow.IsQuiet, slow.IsInhibited));
            Assert.Equal(["a"], slow.Alerts.Where(static alert => alert.InhibitedBy is not null).Select(static alert => alert.Labels["cluster"]));

            await host.TakeAsync(Ends("Slow", "b"));
            snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Any(static group => group.IsInhibited));
            down = Assert.Single(snapshot.Open, static group => !group.IsQuiet).Id;
            Assert.Equal((down, 1), (Assert.Single(snapshot.Open, static group => group.IsInhibited).ExplainedBy, snapshot.Unacknowledged));
        }

        await using var again = await InboxHost.StartAsync(database, clock);
        again.Board.Publish(Board());
        var kept = await again.UntilAsync(static snapshot => snapshot.Open.Any(static group => group.IsInhibited));
        Assert.Equal(down, Assert.Single(kept.Open, static group => group.IsInhibited).ExplainedBy);

        await again.TakeAsync(Ends("ClusterDown", "a"));
        var loud = Assert.Single((await again.UntilAsync(static snapshot => snapshot.Open is [{ IsQuiet: false }])).Open);
        Assert.Equal(("Slow", null), (loud.Name, loud.ExplainedBy));
        Assert.All(loud.Alerts, static alert => Assert.Null(alert.InhibitedBy));
    }

    [Fact]
    public async Task A_source_that_is_not_heard_from_any_more_keeps_nothing_quiet()
    {
        var clock = new ManualTimeProvider(A.Moment);
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, clock);
        host.Board.Publish(Board());
        await host.TakeAsync(Fires("Slow", "a"), Fires("ClusterDown", "a") with { EndsAt = A.Moment.AddMinutes(4) });
        await host.UntilAsync(static snapshot => snapshot.Open.Any(static group => group.IsInhibited));
        clock.Advance(TimeSpan.FromMinutes(6));
        var snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Any(static group => group.State == AlertState.Unheard));
        Assert.DoesNotContain(snapshot.Open, static group => group.IsQuiet);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_same_signals_in_any_order_leave_the_same_alerts_inhibited(int seed)
    {
        var random = new Random(seed);
        ImmutableArray<InhibitionRule> rules = [Outage, Rule("slow", "alertname=Slow", "alertname=Late", "cluster"), Rule("late", "alertname=Late", "alertname=Slow", "cluster")];
        AlertSignal[] signals =
        [
            .. from name in new[] { "ClusterDown", "Slow", "Late", "Full" } from cluster in new[] { "a", "b", "c" } from minute in new[] { 0, 20 } select Fires(name, cluster, minute + random.Next(9)),
        ];
        signals = [.. signals, .. signals.Where(_ => random.Next(3) == 0).Select(static one => one with { IsFiring = false, EndsAt = one.StartsAt.AddMinutes(1) })];
        var expected = Picture(signals, rules, random, isLookedAt: false);
        Assert.Contains(" by ", expected, StringComparison.Ordinal);
        for (var round = 0; round < 40; round++)
        {
            AlertSignal[] shuffled = [.. signals, .. signals.Where(_ => random.Next(4) == 0)];
            random.Shuffle(shuffled);
            Assert.Equal(expected, Picture(shuffled, rules, random, isLookedAt: true));
        }
    }

    /// <summary>All that is open, with what inhibits it, after signals were taken one by one and shown now and then.</summary>
    private static string Picture(AlertSignal[] signals, ImmutableArray<InhibitionRule> rules, Random random, bool isLookedAt)
    {
        var (state, watch) = (new InboxState(), new InhibitionWatch());
        var viewer = new AlertViewer(new(Definitions.Empty), [], WorkCover.None, new([]), new(), A.Moment.AddHours(1));
        watch.Define(rules);
        foreach (var signal in signals)
        {
            state.Take(new("alertmanager", null, signal.EndsAt ?? signal.StartsAt, [signal]));
            if (isLookedAt && random.Next(3) == 0)
                Show(state, watch, viewer);
        }

        Show(state, watch, viewer);
        return string.Join('\n', state.Groups.SelectMany(static group => group.Shown!.Alerts).Where(static alert => alert.IsOpen)
            .Select(alert => $"{alert.Labels} by {(alert.InhibitedBy is { } by ? state.Cells[by].Latest.Labels : "nothing")}").Order(StringComparer.Ordinal));
    }

    private static void Show(InboxState state, InhibitionWatch watch, AlertViewer viewer)
    {
        foreach (var group in state.Groups.Where(static group => group.Shown is null))
            group.Viewed = viewer.View(group, state, 1);
        watch.Show([.. state.Groups], 1);
    }

    private static BoardSnapshot Board() => A.Board().Build() with { Definitions = Definitions.Empty with { Inhibitions = [Outage] } };

    private static AlertSignal Fires(string name, string cluster, int minute = 0) => new() { Labels = Labels(name, cluster), IsFiring = true, StartsAt = A.Moment.AddMinutes(minute) };

    private static AlertSignal Ends(string name, string cluster) => Fires(name, cluster) with { IsFiring = false, EndsAt = A.Moment.AddMinutes(1) };

    private static Inhibitor Source(string name, string cluster, int minute, string fingerprint = "", string severity = "warning") =>
        new(fingerprint + name, Labels(name, cluster, severity), A.Moment.AddMinutes(minute), Guid.Empty);

    private static string? Name(InhibitionBook book, LabelSet labels) => book.Find("t", labels) is { } by ? $"{by.Labels["alertname"]} {by.Labels["cluster"]}" : null;

    private static LabelSet Labels(string name, string cluster, string severity = "warning") => LabelSet.Of(("alertname", name), ("cluster", cluster), ("severity", severity));

    private static InhibitionRule Rule(string id, string source, string target, params string[] equal) => new() { Id = id, Source = Read(source), Target = Read(target), Equal = [.. equal] };

    private static ImmutableArray<Matcher> Read(string text) => MatcherText.TryRead(text, out var matchers, out var problem) ? matchers : throw new InvalidOperationException(problem);
}
