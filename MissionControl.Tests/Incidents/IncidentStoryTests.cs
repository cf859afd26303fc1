using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Tests.Incidents.Following;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents;

public sealed class IncidentStoryTests
{
    private const string Ana = "person:ana";

    [Fact]
    public void It_says_what_is_affected_who_does_what_and_what_the_public_waits_for()
    {
        var incident = IncidentRulesTests.Done(IncidentRulesTests.Declared(), new TaskBegun("Rolling back"), Ana);
        Assert.EndsWith("Now: Ana rolling back. The public has been told nothing yet.", Told(incident), StringComparison.Ordinal);
        var told = IncidentRulesTests.Done(incident, IncidentRulesTests.Update(), Ana);
        Assert.Contains("The public hears again by ", Told(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Opened_again_it_says_that_the_public_was_promised_nothing()
    {
        var over = IncidentRulesTests.Done(IncidentRulesTests.Done(IncidentRulesTests.Declared(), IncidentRulesTests.Update(), Ana), new PhaseMoved(Phase.Resolved, Phase.Investigating), Ana);
        var again = IncidentRulesTests.Done(over, new PhaseMoved(Phase.Investigating, Phase.Resolved, "It came back"), Ana);
        Assert.EndsWith("The public was not told when it hears again.", Told(again), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_that_is_over_nobody_is_said_to_do_anything_and_one_that_is_part_of_another_says_so_alone()
    {
        var incident = IncidentRulesTests.Done(IncidentRulesTests.Declared(), new TaskBegun("Rolling back"), Ana);
        var over = IncidentRulesTests.Done(incident, new PhaseMoved(Phase.Resolved, Phase.Investigating), Ana);
        Assert.StartsWith("Over since ", Told(over), StringComparison.Ordinal);
        Assert.DoesNotContain("rolling back", Told(over), StringComparison.Ordinal);
        Assert.Equal("Part of incident 7: what is current is said there.", Told(incident with { MergedInto = 7 }));
    }

    [Fact]
    public void How_many_are_missing_now_says_nothing_of_one_that_is_over()
    {
        var facts = SignalRulesTests.Facts(SignalRulesTests.Off() with { Impact = -190 });
        var incident = SignalRulesTests.Declared(new Evidence(EvidenceKind.Tile, "sign-in-success", "41 %"));
        Assert.Equal(-190, IncidentStory.Impact(incident, facts.Board)!.Value.Impact);
        Assert.Null(IncidentStory.Impact(incident with { Phase = Phase.Resolved }, facts.Board));
    }

    private static string Told(Incident incident) => IncidentStory.Tell(incident, SignalRulesTests.Facts().Board, static _ => "Ana", A.Moment, TimeZoneInfo.Utc);
}
