using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;
using MissionControl.Web.Incidents;

namespace MissionControl.Tests.Incidents;

public sealed class EntryWordsTests
{
    private static readonly Definitions Catalog = Definitions.Empty with
    {
        Services = [new Service("identity", "Sign-in and accounts", "", null, [])],
        Runbooks = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("sign-in-failures", A.Runbook("sign-in-failures") with { Title = "Sign-in failures" })]),
    };

    [Fact]
    public void Services_and_runbooks_are_called_by_their_names_and_those_that_are_gone_by_their_ids()
    {
        Assert.Equal("asked for help with Sign-in and accounts: who knows the keys? (told: Grace)", Said(new HelpAsked("identity", "who knows the keys?", 1, "Grace")));
        Assert.Equal("did “Roll back” of the runbook Sign-in failures", Said(new RunbookStep("sign-in-failures", Guid.Empty, "Roll back", true)));
        Assert.Equal("ended the runbook Sign-in failures: it helped", Said(new RunbookStep("sign-in-failures", Guid.Empty, "", true, RunOutcome.Helped)));
        Assert.Equal("asked for help with payments: why (nobody could be told: call somebody)", Said(new HelpAsked("payments", "why", 0)));
    }

    [Fact]
    public void Command_is_handed_over_and_taken_over_in_words_that_people_use()
    {
        Assert.Equal("handed command over to RAVI", Said(new RoleTaken(IncidentRole.Commander, "ravi", "ana")));
        Assert.Equal("handed the role of scribe over to RAVI", Said(new RoleTaken(IncidentRole.Scribe, "ravi", "ana")));
        Assert.Equal("took over command from RAVI", Said(new RoleTaken(IncidentRole.Commander, "ana", "ravi")));
        Assert.Equal("answered “Was there a BPM for this?” No: nothing counts refunds", Said(new ReviewWritten(BpmQuestion.Part, "No: nothing counts refunds", null)));
    }

    private static string? Said(TimelineEvent what) =>
        EntryWords.Act(new(new(1, 2, A.Moment, A.Moment, "ana", Guid.NewGuid(), what)), IncidentRulesTests.Declared(), new(static actor => actor.ToUpperInvariant(), Catalog));
}
