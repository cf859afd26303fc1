using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Services;

namespace MissionControl.Tests.Incidents;

public sealed class IncidentSearchTests
{
    private static readonly Definitions Catalog = Definitions.Empty with { Services = [new Service("identity", "Sign-in and accounts", "", null, []), new Service("search", "Search", "", null, [])] };

    [Theory]
    [InlineData("1")]
    [InlineData("#1")]
    [InlineData("cannot SIGN")]
    [InlineData("identity")]
    [InlineData("accounts")]
    [InlineData("ravi")]
    [InlineData("Ana")]
    [InlineData("grandmother")]
    [InlineData("patience")]
    [InlineData("telegraph")]
    [InlineData("#1 ravi telegraph")]
    public void It_is_found_by_number_title_services_people_public_words_and_review(string typed) => Assert.True(Finds(typed));

    [Theory]
    [InlineData("2")]
    [InlineData("search")]
    [InlineData("grace")]
    [InlineData("1 grace")]
    [InlineData("secret-note")]
    public void All_words_must_be_in_it_and_its_notes_are_not_searched(string typed) => Assert.False(Finds(typed));

    [Fact]
    public void Of_what_is_typed_so_much_is_looked_for() => Assert.Equal(8, IncidentSearch.WordsOf(string.Join(' ', Enumerable.Range(0, 5000))).Length);

    private static bool Finds(string typed)
    {
        var incident = IncidentRulesTests.Declared();
        incident = IncidentRulesTests.Done(incident, new Noted("secret-note"), "person:ravi");
        incident = IncidentRulesTests.Done(incident, IncidentRulesTests.Update() with { TellUsers = "Ask for patience." }, "person:ana");
        incident = IncidentRulesTests.Done(incident, new Corrected(3, "Call your grandmother instead.", 0), "person:ana");
        incident = IncidentRulesTests.Done(incident, new ReviewWritten("What helped", "The telegraph.", null), "person:ana");
        return IncidentSearch.For(IncidentSearch.WordsOf(typed), Catalog, [("person:ana", "Ana Lee"), ("person:ravi", "Ravi Shah"), ("person:grace", "Grace Hopper")]).Finds(incident);
    }
}
