using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Services;

namespace MissionControl.Tests.Incidents.Reviews;

public sealed class BpmProposalTests
{
    [Fact]
    public void It_begins_with_the_affected_service_and_says_what_is_to_be_filled_in()
    {
        var definitions = Definitions.Empty with { Services = [new Service("identity", "Identity", "", "identity team", [])] };
        var yaml = BpmProposal.Write(IncidentRulesTests.Declared(), definitions);
        Assert.StartsWith("bpms:\n  - id: identity-success\n    name: \"Identity success\"\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\n    services: [identity]\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\n    owner: \"identity team\"\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\n    numerator: \"REPLACE: what counts those who succeed\"\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_cannot_break_out_of_its_quotes()
    {
        var incident = IncidentRulesTests.Declared() with { Title = "a \"b\": [x]\n- id: c \\", Services = [] };
        Assert.Contains("\n    name: \"a \\\"b\\\": [x] - id: c \\\\\"\n", BpmProposal.Write(incident, Definitions.Empty), StringComparison.Ordinal);
    }
}
