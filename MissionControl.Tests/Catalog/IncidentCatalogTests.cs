using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Updates;

namespace MissionControl.Tests.Catalog;

public sealed class IncidentCatalogTests
{
    private const string Good =
        """
        incidents:
          severities:
            - { severity: 2, means: Some renters cannot rent., updateEvery: 20m, checklist: [Commander named, Stables told] }
          templates:
            - { name: First word, title: Some people cannot rent, text: We are looking into it., tellUsers: Please wait. }

        """;

    [Fact]
    public void What_the_catalog_says_takes_the_place_of_what_is_usual_and_the_rest_stays()
    {
        using var folder = new CatalogFolder().With("catalog.yaml", CatalogFolder.Minimum).With("incidents.yaml", Good);
        Assert.Empty(folder.Problems());
        var practice = folder.Read().Loaded!.Definitions.Incidents;
        var second = practice.Of(Severity.Sev2);
        Assert.Equal(("Some renters cannot rent.", TimeSpan.FromMinutes(20)), (second.Means, second.UpdateEvery));
        Assert.Equal<string>(["Commander named", "Stables told"], second.Checklist);
        Assert.Equal(SeverityDefinition.Usual[0], practice.Of(Severity.Sev1));
        Assert.Equal(new UpdateTemplate("First word", "Some people cannot rent", "We are looking into it.", "Please wait."), Assert.Single(practice.Templates));
    }

    [Fact]
    public void Every_mistake_is_told_with_its_place()
    {
        using var folder = new CatalogFolder().With(
            "incidents.yaml",
            """
            incidents:
              severities:
                - { severity: 5, means: x }
                - { severity: 1, means: a, updateEvery: 1m }
                - { severity: 1, means: b, checklist: [same, same] }
              templates:
                - { name: One, title: a, text: b }
                - { name: One, title: c, text: d }
            """);
        Assert.Equal(
            [
                "incidents.yaml:3:19: expected a whole number from 1 to 4, found the number 5",
                "incidents.yaml:4:45: expected a duration from 5m to 1d, such as 10s, 5m or 1h30m, found the text '1m'",
                "incidents.yaml:5:19: the severity '1' was already given at incidents.yaml:4:19",
                "incidents.yaml:5:50: 'same' stands in this list twice",
                "incidents.yaml:7:5: two templates are called 'One'",
            ],
            folder.Problems());
    }
}
