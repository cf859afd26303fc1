using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Incidents.Following;
using MissionControl.Tests.Support;
using MissionControl.Web.Incidents;

namespace MissionControl.Tests.Incidents;

public sealed class RoomRunbookTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Those_for_its_alerts_come_first_then_its_metrics_then_its_services_and_no_others()
    {
        var group = Groups.Open("SignInDown");
        group = group with { Alerts = [group.Alerts[0] with { Rule = "sign-in-down" }] };
        var incident = SignalRulesTests.Declared(new Evidence(EvidenceKind.Alert, group.Id.ToString(), "SignInDown"), new Evidence(EvidenceKind.Tile, "sign-in-success", "41 %"));
        var listed = RoomRunbook.List(
            incident,
            Catalog(
                A.Runbook("of-service") with { Services = ["identity"] },
                A.Runbook("of-metric") with { Bpms = ["sign-in-success"] },
                A.Runbook("of-alert") with { Alerts = [new("sign-in-down", [])] },
                A.Runbook("of-another") with { Services = ["search"] }),
            Groups.Snapshot(1, group), Runs(), Today);
        Assert.Equal(["of-alert", "of-metric", "of-service"], listed.Select(static one => one.Id));
        Assert.Equal("/runbooks/of-alert?incident=1", listed[0].Href);
    }

    [Fact]
    public void It_says_how_often_it_helped_and_when_it_was_reviewed()
    {
        var runbook = A.Runbook("of-service") with { Services = ["identity"], ReviewedOn = new(2026, 10, 12) };
        Assert.Equal("helped 3 of 4 times · reviewed 12 Oct", Says(runbook, new RunbookUse("of-service", 5, A.Moment, 3, 1, 0)));
        Assert.Equal("never run · reviewed 12 Oct", Says(runbook));
        Assert.Equal("run 1 time, none ended yet · never reviewed", Says(runbook with { ReviewedOn = null }, new RunbookUse("of-service", 1, A.Moment, 0, 0, 0)));
        Assert.Equal("never run · reviewed 12 Oct 2025, long ago", Says(runbook with { ReviewedOn = new(2025, 10, 12) }));
    }

    [Fact]
    public void A_run_that_goes_on_for_it_says_what_comes_next()
    {
        var run = new RunbookRun { Id = Guid.NewGuid(), Runbook = "sign-in-failures", Title = "Sign-in failures", Text = A.RunbookText, StartedAt = A.Moment, StartedBy = "person:ana", Incident = "1" };
        run = run with { Acts = [new(1, RunActKind.Ticked, run.Steps.First().Id, A.Moment, "person:ana")] };
        var runs = Runs() with { All = ImmutableDictionary<Guid, RunbookRun>.Empty.Add(run.Id, run) };
        var open = Assert.Single(RoomRunbook.Open(SignalRulesTests.Declared(), runs));
        Assert.Equal(("Next: Count refusals by reason:", "1 of 3 steps ticked"), (open.Next, open.Progress));
        Assert.Empty(RoomRunbook.Open(SignalRulesTests.Declared() with { Number = 2 }, runs));
    }

    private static string Says(Runbook runbook, params RunbookUse[] uses) => Assert.Single(RoomRunbook.List(SignalRulesTests.Declared(), Catalog(runbook), Groups.Snapshot(1), Runs(uses), Today)).Says;

    private static LiveRuns Runs(params RunbookUse[] uses) => LiveRuns.None with { IsRead = true, Uses = uses.ToImmutableDictionary(static use => use.Runbook) };

    private static Definitions Catalog(params Runbook[] runbooks) => Definitions.Empty with { Runbooks = runbooks.ToFrozenDictionary(static one => one.Id) };
}
