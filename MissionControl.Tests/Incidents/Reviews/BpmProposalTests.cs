using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Services;
using MissionControl.Tests.Catalog;

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
    public void It_may_be_put_beside_the_catalog_as_it_is_whatever_service_was_affected()
    {
        using var demo = new CatalogFolder();
        foreach (var file in Directory.GetFiles(CatalogFolder.Demo, "*", SearchOption.AllDirectories))
            demo.With(Path.GetRelativePath(CatalogFolder.Demo, file), File.ReadAllBytes(file));
        var definitions = demo.Read().Loaded!.Definitions;
        Assert.NotEmpty(definitions.Services);
        foreach (var service in definitions.Services.Select(static service => service.Id).Append("unknown"))
        {
            demo.With("proposed.yaml", BpmProposal.Write(IncidentRulesTests.Declared() with { Services = [service] }, definitions));
            Assert.Equal<string>([], demo.Problems());
            Assert.Equal(definitions.Bpms.Length + 1, demo.Read().Loaded!.Definitions.Bpms.Length);
        }
    }

    [Fact]
    public void A_title_cannot_break_out_of_its_quotes()
    {
        var incident = IncidentRulesTests.Declared() with { Title = "a \"b\": [x]\n- id: c \\", Services = [] };
        Assert.Contains("\n    name: \"a \\\"b\\\": [x] - id: c \\\\\"\n", BpmProposal.Write(incident, Definitions.Empty), StringComparison.Ordinal);
    }
}
