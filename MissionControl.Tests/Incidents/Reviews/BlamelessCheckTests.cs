using MissionControl.Core.Incidents.Reviews;

namespace MissionControl.Tests.Incidents.Reviews;

public sealed class BlamelessCheckTests
{
    private static readonly string[] People = ["Ravi Menon", "Jo"];

    [Theory]
    [InlineData("The cause was human error.", "human error")]
    [InlineData("Somebody should have checked the queue.", "should have checked")]
    [InlineData("The operator forgot to renew the key.", "forgot to")]
    [InlineData("It was a careless deploy.", "careless")]
    [InlineData("They failed to read the alert.", "failed to")]
    [InlineData("It was their own fault.", "their own fault")]
    [InlineData("They didn’t follow the process.", "didn’t follow the process")]
    [InlineData("We must be more careful.", "be more careful")]
    public void It_finds_words_that_blame(string text, string word) => Assert.Contains(word, BlamelessCheck.Read(text, People).Select(static finding => finding.Word));

    [Fact]
    public void A_name_next_to_blame_is_named_and_one_elsewhere_is_not()
    {
        var found = BlamelessCheck.Read("Jo found the fix. Ravi should have rolled back.", People);
        Assert.Equal(["should have rolled", "Ravi"], found.Select(static finding => finding.Word));
        Assert.Equal("A name next to blame. Say what the role did, and what the system let happen.", found[1].Instead);
    }

    [Theory]
    [InlineData("Ravi rolled back within ten minutes, and the runbook helped.")]
    [InlineData("The tool showed both clusters under one name, so the wrong one looked right.")]
    [InlineData("Nothing told anybody that the key ran out.")]
    [InlineData("")]
    public void What_speaks_of_the_system_passes(string text) => Assert.Empty(BlamelessCheck.Read(text, People));
}
