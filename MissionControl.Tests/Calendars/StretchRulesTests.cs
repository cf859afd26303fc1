using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Calendars;

public sealed class StretchRulesTests
{
    private static readonly StretchDraft Hour = new()
    {
        Kind = StretchKind.Outage,
        Bpm = "sign-ups",
        From = A.Moment.AddHours(-1),
        To = A.Moment,
        Words = "The cache was cold",
    };

    [Fact]
    public void An_hour_of_outage_is_kept_as_it_was_said_in_UTC_and_whole_seconds()
    {
        var stretch = Check(Hour with { From = Hour.From.AddMilliseconds(7).ToOffset(TimeSpan.FromHours(1)), By = new("person:1", "192.0.2.1") }).Stretch!;
        Assert.Equal((Hour.From, TimeSpan.Zero, Hour.To), (stretch.From, stretch.From.Offset, stretch.To));
        Assert.Equal(("sign-ups", "The cache was cold", A.Moment, "person:1"), (stretch.Bpm, stretch.Words, stretch.DeclaredAt, stretch.By));
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var problems = Check(new() { Kind = (StretchKind)99, Bpm = "", From = A.Moment.AddDays(-91), To = A.Moment.AddDays(-92), Words = new('x', 201) }).Problems;
        Assert.Equal(["kind", "bpm", "words", "from", "to"], problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData(-90, -89, null)]
    [InlineData(-90.01, -89, "from: That is more than 90 days back, further than anything learns from.")]
    [InlineData(366, 367, null)]
    [InlineData(366.01, 367, "from: That is more than 366 days ahead.")]
    [InlineData(1, 1, "to: The end must lie after the beginning.")]
    [InlineData(2, 1, "to: The end must lie after the beginning.")]
    [InlineData(0, 31, null)]
    [InlineData(0, 31.01, "to: That is longer than 31 days; declare it in parts, or as the new normal.")]
    public void Times_have_limits(double from, double to, string? problem) =>
        Assert.Equal(problem, Only(Check(Hour with { From = A.Moment.AddDays(from), To = A.Moment.AddDays(to) })));

    [Fact]
    public void Whatever_is_no_new_normal_must_end() => Assert.Equal("to: Say when it ends.", Only(Check(Hour with { To = null })));

    [Fact]
    public void A_new_normal_has_no_end() => Assert.Equal("to: A new normal has no end.", Only(Check(Hour with { Kind = StretchKind.NewNormal })));

    [Fact]
    public void A_new_normal_does_not_begin_in_the_future() =>
        Assert.Equal("from: A new normal begins now or began earlier.", Only(Check(Hour with { Kind = StretchKind.NewNormal, From = A.Moment.AddMinutes(1), To = null })));

    [Fact]
    public void A_new_normal_from_a_moment_of_the_past_is_taken() =>
        Assert.False(Check(Hour with { Kind = StretchKind.NewNormal, To = null }).Stretch!.IsException);

    [Theory]
    [InlineData("  two\r\n lines\tand \u0000 more ", "two lines and more")]
    [InlineData(" \n ", "")]
    public void Words_become_one_clean_line(string typed, string kept) => Assert.Equal(kept, Check(Hour with { Words = typed }).Stretch!.Words);

    // Not inline data: half a pair does not survive an attribute.
    [Fact]
    public void Half_a_character_pair_becomes_a_replacement_mark() => Assert.Equal("half a \ufffd pair", Check(Hour with { Words = "half a \ud83d pair" }).Stretch!.Words);

    [Fact]
    public void What_ended_more_than_ninety_days_ago_does_not_count_among_the_live()
    {
        var stretch = Check(Hour).Stretch!;
        Assert.True(StretchRules.IsLive(stretch, A.Moment.AddDays(89)));
        Assert.False(StretchRules.IsLive(stretch, A.Moment.AddDays(90)));
    }

    private static StretchAnswer Check(StretchDraft draft) => StretchRules.Check(draft, Guid.NewGuid(), A.Moment);

    private static string? Only(StretchAnswer answer) => answer.Problems.Select(problem => $"{problem.Field}: {problem.Words}").SingleOrDefault();
}
