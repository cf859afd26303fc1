using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Runbooks;

public sealed class RunbookHealthTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly ImmutableDictionary<string, RunbookUse> Used =
        ImmutableDictionary<string, RunbookUse>.Empty.Add("whole", new("whole", 1, A.Moment, 1, 0, 0));

    private static readonly Runbook Whole = A.Runbook("whole") with { Owner = "identity", ReviewedOn = Today.AddDays(-RunbookHealth.ReviewDays) };

    [Fact]
    public void A_whole_reviewed_and_used_runbook_is_not_named() => Assert.Empty(Faults(Whole));

    [Fact]
    public void Each_fault_is_told()
    {
        Assert.Equal([RunbookFault.NeverReviewed], Faults(Whole with { ReviewedOn = null }));
        Assert.Equal([RunbookFault.ReviewedLongAgo], Faults(Whole with { ReviewedOn = Today.AddDays(-RunbookHealth.ReviewDays - 1) }));
        Assert.Equal([RunbookFault.ReviewedInFuture], Faults(Whole with { ReviewedOn = Today.AddDays(1) }));
        Assert.Equal([RunbookFault.NoOwner], Faults(Whole with { Owner = null }));
        Assert.Equal([RunbookFault.LacksParts, RunbookFault.NoSteps], Faults(A.Runbook("whole", "# T\n## Fix\nPray.\n") with { Owner = "x", ReviewedOn = Today }));
        Assert.Equal([RunbookFault.NeverUsed], Faults(Whole with { Id = "other" }));
    }

    [Fact]
    public void What_has_no_runbook_is_named_metrics_first()
    {
        var definitions = Catalog(Whole) with
        {
            Bpms = [Some.Ratio() with { Id = "one", Name = "One", Services = ["identity"] }, Some.Ratio() with { Id = "two", Name = "Two", Services = ["search"] }],
            Services = [new("identity", "Identity", "", null, []), new("search", "Search", "", null, []), new("site", "Site", "", null, [])],
            AlertRules = [Rule("told") with { Runbook = "whole" }, Rule("untold"), Rule("claimed")],
        };
        var runbook = Whole with { Bpms = ["one"], Services = ["site"], Alerts = [new("claimed", [])] };
        var health = RunbookHealth.Of(definitions with { Runbooks = new[] { runbook }.ToFrozenDictionary(static one => one.Id) }, Used, Today);
        Assert.Equal([(GapKind.Bpm, "two"), (GapKind.AlertRule, "untold"), (GapKind.Service, "search")], health.Missing.Select(static gap => (gap.Kind, gap.Id)));
    }

    private static RunbookFault[] Faults(Runbook runbook) => [.. RunbookHealth.Of(Catalog(runbook), Used, Today).Ailing.SelectMany(static ailing => ailing.Faults)];

    private static Definitions Catalog(Runbook runbook) => Definitions.Empty with { Runbooks = new[] { runbook }.ToFrozenDictionary(static one => one.Id) };

    private static AlertRule Rule(string id)
    {
        Assert.True(MatcherText.TryRead($"alertname={id}", out var matchers, out _));
        return new() { Id = id, Name = id, Match = matchers };
    }
}
