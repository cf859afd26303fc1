using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Tests.Support;
using MissionControl.Web.Alerts;

namespace MissionControl.Tests.Alerts.Silences;

public sealed class SilenceTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void One_that_comes_every_week_is_on_at_its_hours_by_the_local_clock()
    {
        // Sunday at two in London, in summer and in winter.
        var recurs = new Recurrence([DayOfWeek.Sunday], new(2, 0), new(4, 0), London);
        Assert.True(recurs.Covers(new(2026, 7, 5, 1, 30, 0, TimeSpan.Zero)));
        Assert.False(recurs.Covers(new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero)));
        Assert.True(recurs.Covers(new(2026, 11, 22, 2, 30, 0, TimeSpan.Zero)));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero), recurs.NextAt(A.Moment));
    }

    [Fact]
    public void An_end_before_its_beginning_is_on_the_next_day()
    {
        var recurs = new Recurrence([DayOfWeek.Friday], new(22, 0), new(6, 0), London);
        Assert.True(recurs.Covers(A.Moment));
        Assert.False(recurs.Covers(A.Moment.AddHours(4)));
        Assert.False(recurs.Covers(A.Moment.AddDays(1)));
    }

    [Fact]
    public void The_hour_that_the_clocks_skip_begins_when_there_is_one_again() => Assert.Equal(
        new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero),
        new Recurrence([DayOfWeek.Sunday], new(1, 30), new(3, 0), London).NextAt(new(2027, 3, 27, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void It_is_said_in_plain_words_with_the_next_time()
    {
        var silence = Make(Draft() with { Recurs = new([DayOfWeek.Sunday, DayOfWeek.Saturday], new(2, 0), new(4, 0), London), To = A.Moment.AddDays(70) });
        Assert.Equal(
            "Every Saturday, Sunday from 02:00 to 04:00 (Europe/London); on now; until Sat 30 Jan",
            SilenceWords.When(silence, A.Moment, London));
        Assert.Equal(
            "Every Saturday, Sunday from 02:00 to 04:00 (Europe/London); next 22 Nov 02:00; until Sat 30 Jan",
            SilenceWords.When(silence, A.Moment.AddHours(5), London));
    }

    [Fact]
    public void Every_silence_has_a_reason_an_end_and_a_limit_to_what_it_catches()
    {
        Assert.Equal("reason", Wrong(Draft() with { Reason = " x " }));
        Assert.Equal("to", Wrong(Draft() with { To = A.Moment.AddMinutes(-1) }));
        Assert.Equal("to", Wrong(Draft() with { To = A.Moment.AddDays(40) }));
        Assert.Equal("matchers", Wrong(Draft() with { Matchers = [] }));
        Assert.Equal("matchers", Wrong(Draft() with { Matchers = [Matching("service", MatcherKind.Matches, ".*")] }));
        Assert.Equal("recurs", Wrong(Draft() with { Recurs = new([], new(1, 0), new(2, 0), London) }));
        Assert.Empty(Wrong(Draft()));
    }

    [Fact]
    public void A_pattern_that_would_run_for_ever_elsewhere_is_answered_at_once()
    {
        var bomb = Matching("service", MatcherKind.Matches, "(a+)+$");
        Assert.False(bomb.IsTrueOf(LabelSet.Of(("service", new string('a', 1000) + "!"))));
        Assert.False(Matcher.TryMake("service", MatcherKind.Matches, "(?<=a)b", out _, out var problem));
        Assert.Contains("back or ahead", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MatcherKind.Is, "search", true)]
    [InlineData(MatcherKind.IsNot, "search", false)]
    [InlineData(MatcherKind.Matches, "sea", false)]
    [InlineData(MatcherKind.Matches, "sea.*", true)]
    [InlineData(MatcherKind.MatchesNot, "sea.*", false)]
    public void A_condition_holds_for_the_whole_text(MatcherKind kind, string value, bool holds)
    {
        Assert.Equal(holds, Matching("service", kind, value).IsTrueOf(LabelSet.Of(("service", "search"))));
        Assert.Equal(kind is MatcherKind.IsNot or MatcherKind.MatchesNot, Matching("service", kind, value).IsTrueOf(LabelSet.Empty));
    }

    private static SilenceDraft Draft() => new([Matching("service", MatcherKind.Is, "search")], "Disks are being exchanged", A.Moment, A.Moment.AddHours(2), null);

    private static Silence Make(SilenceDraft draft) => SilenceRules.Check(draft, Guid.NewGuid(), "person:ada", A.Moment).Silence!;

    private static string Wrong(SilenceDraft draft) => string.Join(' ', SilenceRules.Check(draft, Guid.NewGuid(), "person:ada", A.Moment).Problems.Select(static problem => problem.Field));

    private static Matcher Matching(string name, MatcherKind kind, string value) => Matcher.TryMake(name, kind, value, out var matcher, out var problem) ? matcher : throw new InvalidOperationException(problem);
}
