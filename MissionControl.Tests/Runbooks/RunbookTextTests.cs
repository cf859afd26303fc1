using System.Diagnostics;
using MissionControl.Core.Runbooks;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Runbooks;

public sealed class RunbookTextTests
{
    [Fact]
    public void The_parts_of_the_template_are_known_by_their_headings_and_others_stay()
    {
        var sections = RunbookText.SectionsOf("# T\n## WHAT IT LOOKS LIKE\n## Check:\n## Fix\n### Deeper\n## Who to ring\n## Fix\n");
        Assert.Equal(
            [("what-it-looks-like", RunbookPart.LooksLike), ("check", RunbookPart.Check), ("fix", RunbookPart.Fix), ("who-to-ring", null), ("fix-2", (RunbookPart?)RunbookPart.Fix)],
            sections.Select(static section => (section.Anchor, section.Part)));
    }

    [Fact]
    public void Steps_are_the_items_under_check_and_fix_and_boxes_anywhere()
    {
        var sections = RunbookText.SectionsOf("# T\n## Who is hurt\n- renters\n## Check\n1. Look\n   - nested\n2. Look *again* at `this`\n## Fix\n- \n- Mend\n## Tell whom\n- nobody\n- [ ] Stable managers\n- [x] The press\n");
        Assert.Equal(["Look", "Look again at this", "Mend", "Stable managers", "The press"], sections.SelectMany(static section => section.Steps).Select(static step => step.Words));
    }

    [Fact]
    public void A_step_keeps_its_id_while_its_words_stay_wherever_it_stands()
    {
        var before = Steps("## Fix\n1. One\n2. Two\n");
        var after = Steps("## Fix\n- [ ] New\n- [ ] Two\n- [ ] One\n");
        Assert.Equal([before[1].Id, before[0].Id], after.Skip(1).Select(static step => step.Id));
        Assert.NotEqual(before[0].Id, Steps("## Fix\n1. One!\n")[0].Id);
        Assert.NotEqual(before[0].Id, Steps("## Check\n1. One\n")[0].Id);
        Assert.Matches("^[0-9a-f]{12}$", before[0].Id);
    }

    [Fact]
    public void Steps_that_say_the_same_are_still_two()
    {
        var steps = Steps("## Check\n1. Look\n2. Look\n");
        Assert.Equal(2, steps.DistinctBy(static step => step.Id).Count());
    }

    [Fact]
    public void A_command_is_part_of_what_makes_a_step_the_same() =>
        Assert.NotEqual(Steps("## Fix\n- Run\n  ```\n  a\n  ```\n")[0].Id, Steps("## Fix\n- Run\n  ```\n  b\n  ```\n")[0].Id);

    [Fact]
    public void Whatever_the_text_it_is_read_or_said_to_be_unreadable()
    {
        var random = new Random(20261121);
        const string Signs = "#-*_[]()<>`~|!\\&;:/.\n\n\n \t1\"'{}@€\u202e\ud83e";
        for (var round = 0; round < 400; round++)
        {
            var text = A.RunbookText;
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)) + "x",
                    1 => text.Insert(at, new string(Signs[random.Next(Signs.Length)], random.Next(1, 6))),
                    _ => text.Insert(at, text[random.Next(text.Length / 2)..random.Next(text.Length / 2, text.Length)]),
                };
            }

            var sections = RunbookText.SectionsOf(text);
            Assert.Equal(sections.Length, sections.Select(static section => section.Anchor).Distinct(StringComparer.Ordinal).Count());
            var steps = sections.SelectMany(static section => section.Steps).ToArray();
            Assert.Equal(steps.Length, steps.Select(static step => step.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.All(steps, static step => Assert.True(step.Words.Length is > 0 and <= 200 && !step.Words.Any(char.IsControl)));
        }
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('`')]
    [InlineData('-')]
    public void Nesting_without_end_takes_no_time(char letter)
    {
        var watch = Stopwatch.StartNew();
        _ = RunbookText.SectionsOf("## Fix\n" + new string(letter, 20_000));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("sign-in-failures.md", "sign-in-failures", "")]
    [InlineData("./sign-in-failures.md#fix", "sign-in-failures", "fix")]
    [InlineData("https://example.org/a.md", null, null)]
    [InlineData("../etc/a.md", null, null)]
    [InlineData("/a.md", null, null)]
    [InlineData("a.txt", null, null)]
    public void A_link_to_another_runbook_is_known(string address, string? id, string? anchor) =>
        Assert.Equal(id is null ? null : (id, anchor!), RunbookText.LinkedRunbook(address));

    private static RunbookStep[] Steps(string text) => [.. RunbookText.SectionsOf(text).SelectMany(static section => section.Steps)];
}
