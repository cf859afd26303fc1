using MissionControl.Core.Incidents.Updates;

namespace MissionControl.Tests.Incidents;

public sealed class PlainCheckTests
{
    [Theory]
    [InlineData("It is probably the network.", "probably", "A guess. Say what is known, or leave it out.")]
    [InlineData("It will be fixed by 15:00.", "fixed by 15:00", "An estimate of when it will be mended. Say when you will write again instead.")]
    [InlineData("Everything works again soon.", "soon", "An estimate of when it will be mended. Say when you will write again instead.")]
    [InlineData("Requests to identity-web-03 fail.", "identity-web-03", "Looks like the name of a machine or an address.")]
    [InlineData("We see many 5xx at the edge.", "5xx", "A word of ours. Perhaps “errors”.")]
    [InlineData("Ravi is working on it.", "Ravi", "A name that only we use.")]
    public void It_warns_of_guesses_promises_names_and_words_of_ours(string text, string word, string why) =>
        Assert.Contains(new(PlainField.Text, word, why), PlainCheck.Read(IncidentRulesTests.Update() with { Text = text }, ["Ravi", "identity"], []));

    [Fact]
    public void It_asks_for_the_next_time_and_for_words_to_pass_on() =>
        Assert.Equal([PlainField.NextBy, PlainField.TellUsers], PlainCheck.Read(IncidentRulesTests.Update() with { NextBy = null, TellUsers = "" }, [], []).Select(finding => finding.Field));

    [Fact]
    public void It_asks_what_it_is_about_where_the_status_page_has_lines()
    {
        var finding = new PlainFinding(PlainField.Components, "", "Nothing is ticked under “About”: no line of the status page will show it.");
        Assert.Equal(finding, Assert.Single(PlainCheck.Read(IncidentRulesTests.Update(), [], ["sign-in", "search"])));
        Assert.Empty(PlainCheck.Read(IncidentRulesTests.Update() with { Components = ["sign-in"] }, [], ["sign-in", "search"]));
        Assert.Empty(PlainCheck.Read(IncidentRulesTests.Update(), [], []));
    }

    [Theory]
    [InlineData("Since about 1:50 some people cannot sign in. People who are signed in are not affected.")]
    [InlineData("We have found what is wrong and are putting it right. We will write again by 2:40.")]
    [InlineData("A capital idea: authors may read their books.")]
    public void Plain_words_pass(string text) => Assert.Empty(PlainCheck.Read(IncidentRulesTests.Update() with { Text = text }, ["identity", "sign-in-success"], []));

    [Fact]
    public void Of_the_templates_only_the_blanks_are_left_to_do() =>
        Assert.All(UpdateTemplate.All, template => Assert.All(
            PlainCheck.Read(IncidentRulesTests.Update() with { Title = template.Title, Text = template.Text, TellUsers = template.TellUsers }, [], []),
            finding => Assert.Equal("Still to be filled in.", finding.Why)));
}
