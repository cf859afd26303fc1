using System.Text;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Runbooks;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Catalog;

public sealed class RunbookReaderTests
{
    private const string Front =
        """
        ---
        owner: identity
        services: [identity]
        alerts:
          - SignInDown
          - 'service=~"identity|search", severity="critical"'
        bpms: [sign-ups]
        reviewedOn: 2026-10-02
        ---

        """;

    [Fact]
    public void Front_matter_and_text_are_read_key_by_key()
    {
        using var folder = Folder(Front + A.RunbookText);
        var runbook = folder.Read().Loaded!.Definitions.Runbooks["one"];
        Assert.Equal(("one", "Sign-in failures", "identity", new DateOnly(2026, 10, 2)), (runbook.Id, runbook.Title, runbook.Owner, runbook.ReviewedOn));
        Assert.Equal(["identity", "sign-ups"], [.. runbook.Services, .. runbook.Bpms]);
        Assert.Equal(A.RunbookText.ReplaceLineEndings("\n"), runbook.Text);
        Assert.Equal(["Was Identity deployed?", "Count refusals by reason:", "Roll back with identity-release back."], runbook.Steps.Select(static step => step.Words));
        Assert.Empty(RunbookTemplate.MissingIn(runbook));
        Assert.True(runbook.Alerts[0].Covers(null, LabelSet.Of(("alertname", "SignInDown"))));
        Assert.True(runbook.Alerts[0].Covers("SignInDown", LabelSet.Empty));
        Assert.True(runbook.Alerts[1].Covers(null, LabelSet.Of(("service", "search"), ("severity", "critical"))));
        Assert.False(runbook.Alerts[1].Covers(null, LabelSet.Of(("service", "search"))));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Line_ends_make_no_difference(string ends)
    {
        using var folder = Folder((Front + A.RunbookText).ReplaceLineEndings(ends));
        var steps = folder.Read().Loaded!.Definitions.Runbooks["one"].Steps;
        Assert.Equal(A.Runbook("one").Steps.Select(static step => step.Id), steps.Select(static step => step.Id));
    }

    [Theory]
    [InlineData("owner: identity", "ownr: identity", "2:1: unknown key 'ownr' in a runbook's front matter; did you mean 'owner'?")]
    [InlineData("owner: identity", "owner: 7", "2:8: expected a text, found the number 7; put it in quotes if it is meant as text")]
    [InlineData("services: [identity]", "services: [identiy]", "3:12: unknown service 'identiy'; did you mean 'identity'?")]
    [InlineData("  - SignInDown", "  - service=", "5:5: After 'service' a value is missing; write service=\"\" for a label that is not there.")]
    [InlineData("  - SignInDown", "  - 'env!=\"test\"'", "5:5: this would be for every alert: at least one condition must ask for a label that is there")]
    [InlineData("bpms: [sign-ups]", "bpms: [sign-upz]", "7:8: unknown BPM 'sign-upz'; did you mean 'sign-ups'?")]
    [InlineData("reviewedOn: 2026-10-02", "reviewedOn: last week", "8:13: expected a date such as 2026-12-25, found the text 'last week'")]
    [InlineData("owner: identity", "owner: [", null)]
    [InlineData("1. Was Identity deployed?", "1. See [the other](pages-slw.md#fix).", "19:8: unknown runbook 'pages-slw'; there is one")]
    public void A_mistake_is_told_with_its_place(string was, string becomes, string? problem)
    {
        using var folder = Folder((Front + A.RunbookText).Replace(was, becomes, StringComparison.Ordinal));
        var problems = folder.Problems();
        Assert.NotEmpty(problems);
        if (problem is not null)
            Assert.Equal([$"runbooks/one.md:{problem}"], problems);
    }

    [Fact]
    public void Front_matter_that_never_ends_is_told_at_its_beginning()
    {
        using var folder = Folder("---\nowner: identity\n# Title\n");
        Assert.Contains("runbooks/one.md:1:1: this front matter never ends: close it with a line '---'", folder.Problems());
    }

    [Fact]
    public void Names_of_our_own_pages_are_no_runbooks()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("runbooks/health.md", "# Health\n");
        Assert.Equal(["runbooks/health.md:0:0: no runbook can be called 'health': a page of ours has that address"], folder.Problems());
    }

    [Fact]
    public void One_that_is_too_long_is_told_so()
    {
        using var folder = Folder("# Long\n" + new string('x', Runbook.LongestText));
        Assert.Equal([$"runbooks/one.md:1:1: this runbook has {Runbook.LongestText + 7} letters; {Runbook.LongestText} is the most"], folder.Problems());
    }

    [Fact]
    public void However_it_is_damaged_the_answer_is_a_runbook_or_problems_with_their_places()
    {
        var random = new Random(20261121);
        var whole = Front + A.RunbookText;
        const string Signs = "{}[]:,-&*!|>'\"%@`?#~\t\n 0a\u00e9\u0001";
        var (good, bad) = (0, 0);
        using var folder = Folder(whole);
        for (var round = 0; round < 400; round++)
        {
            var text = whole;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                // Half of the damage in the front matter, which is the shorter part.
                var at = random.Next(random.Next(2) == 0 ? Front.Length : text.Length) % text.Length;
                text = random.Next(2) == 0 ? text.Insert(at, Signs[random.Next(Signs.Length)].ToString()) : text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)) + "\n";
            }

            folder.With("runbooks/one.md", Encoding.UTF8.GetBytes(text));
            var reading = folder.Read();
            Assert.Equal(reading.Loaded is null, reading.Problems.Length > 0);
            var lines = text.Split('\n').Length;
            Assert.All(reading.Problems, problem => Assert.True(
                problem is { File: "runbooks/one.md", Column: >= 0, Words.Length: > 0 and < 2000 } && problem.Line >= 0 && problem.Line <= lines + 1 && !problem.Words.Any(char.IsControl), problem.ToString()));
            _ = reading.Loaded is null ? bad++ : good++;
        }

        Assert.True(good > 20 && bad > 100, $"the damage should be mixed: {good} good, {bad} bad");
    }

    private static CatalogFolder Folder(string text) => new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("runbooks/one.md", text);
}
