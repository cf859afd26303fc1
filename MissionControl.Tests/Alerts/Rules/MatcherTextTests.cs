using MissionControl.Core.Alerts.Rules;

namespace MissionControl.Tests.Alerts.Rules;

public sealed class MatcherTextTests
{
    [Theory]
    [InlineData("service=\"search\"", "service=\"search\"")]
    [InlineData("service=search", "service=\"search\"")]
    [InlineData("service = search", "service=\"search\"")]
    [InlineData("{service=\"search\", env!~\"test|stage\"}", "service=\"search\", env!~\"test|stage\"")]
    [InlineData("service=search,env!=test,", "service=\"search\", env!=\"test\"")]
    [InlineData("env=~test|stage", "env=~\"test|stage\"")]
    [InlineData("instance=~web-\\d{2}", "instance=~\"web-\\\\d{2}\"")]
    [InlineData("instance=~\"web-\\d+\"", "instance=~\"web-\\\\d+\"")]
    [InlineData("instance=~\"web-\\\\d+\"", "instance=~\"web-\\\\d+\"")]
    [InlineData("note=\"a, b = \\\"c\\\"\"", "note=\"a, b = \\\"c\\\"\"")]
    [InlineData("env=\"\"", "env=\"\"")]
    [InlineData("\"a label\"=x", "a label=\"x\"")]
    public void Conditions_are_read_as_people_type_them(string text, string read)
    {
        Assert.True(MatcherText.TryRead(text, out var matchers, out var problem), problem);
        Assert.Equal(read, MatcherText.Write(matchers));
    }

    [Theory]
    [InlineData("", "There is no condition here; write one such as service=\"search\".")]
    [InlineData("{}", "There is no condition here; write one such as service=\"search\".")]
    [InlineData("search", "After 'search' comes =, !=, =~ or !~, found nothing.")]
    [InlineData("service==search", "There is no sign '=='; write = for equal, =~ for a pattern.")]
    [InlineData("service=", "After 'service' a value is missing; write service=\"\" for a label that is not there.")]
    [InlineData("service=,env=test", "After 'service' a value is missing; write service=\"\" for a label that is not there.")]
    [InlineData("=search", "A condition begins with the name of a label, found '=search'; write it like service=\"search\".")]
    [InlineData("service='search'", "A value stands in double quotes, found ''search''.")]
    [InlineData("service=\"search", "A double quote is not closed.")]
    [InlineData("service=search env=test", "Put a comma between two conditions and quotes around a value with spaces or signs; found 'env=test'.")]
    [InlineData("service~search", "After 'service' comes =, !=, =~ or !~, found '~search'.")]
    [InlineData("service=~\"(a\"", "service: This is no pattern we can read: Invalid pattern '^(?:(a)$' at offset 8. Not enough )'s.")]
    [InlineData("service=~\"(?=a)\"", "service: This pattern looks back or ahead, which no pattern here may.")]
    public void What_is_wrong_with_a_condition_is_said_in_one_sentence(string text, string problem)
    {
        Assert.False(MatcherText.TryRead(text, out var matchers, out var said));
        Assert.Equal(problem, said);
        Assert.True(matchers.IsEmpty);
    }

    [Fact]
    public void More_than_anybody_types_is_refused()
    {
        Assert.False(MatcherText.TryRead(string.Join(',', Enumerable.Range(0, MatcherText.Most + 1).Select(static i => $"l{i}=x")), out _, out var tooMany));
        Assert.Equal("There are 33 conditions; 32 is the most.", tooMany);
        Assert.False(MatcherText.TryRead(new string('x', MatcherText.Longest + 1), out _, out var tooLong));
        Assert.Equal("That is longer than 4000 letters.", tooLong);
    }

    [Fact]
    public void What_is_written_reads_as_the_same()
    {
        const string Text = "a=\"x\\\"y\\\\z\", b=~\"web-[0-9]+\\\\.example\", c!=\"\"";
        Assert.True(MatcherText.TryRead(Text, out var matchers, out _));
        Assert.True(MatcherText.TryRead(MatcherText.Write(matchers), out var again, out _));
        Assert.Equal(matchers.ToArray(), again.ToArray());
    }
}
