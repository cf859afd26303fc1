using System.Text.RegularExpressions;
using MissionControl.Core.Incidents;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.StatusPage;

public sealed partial class HeadlineTests
{
    private static readonly DateTimeOffset _now = A.Moment;

    [Fact]
    public void When_all_is_well_it_says_so() => Assert.Equal("Everything is working.", new PublicCase().Headline());

    [Fact]
    public void What_was_told_by_a_clock_that_ran_ahead_is_no_news_of_now() => Assert.Equal(
        "We cannot see at the moment whether things are working.", Headline.Of(new PublicCase().Make() with { At = _now.AddHours(1) }, _now, StatusWords.Usual));

    [Fact]
    public void Without_components_it_promises_nothing() => Assert.Equal("Nothing is shown here yet.", new PublicCase().Of().Headline());

    [Theory]
    [InlineData(Health.Degraded, "Most things are working. Sign-in may be slow or fail at times.")]
    [InlineData(Health.PartialOutage, "Most things are working. Some people have trouble with Sign-in.")]
    [InlineData(Health.MajorOutage, "Most things are working. Sign-in is not working for most people.")]
    [InlineData(Health.Unknown, "Most things are working. We cannot see whether Sign-in is working.")]
    [InlineData(Health.Maintenance, "Everything is working, apart from planned work on Sign-in.")]
    public void It_says_what_is_wrong_when_nobody_has_written_yet(Health health, string expected) => Assert.Equal(expected, new PublicCase().With("identity", health).Headline());

    [Fact]
    public void The_words_of_those_who_wrote_come_before_ours() => Assert.Equal(
        "Most things are working. Some people cannot sign in.",
        new PublicCase().With("identity", Health.PartialOutage).With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Identified, "We know.", _now)).Headline());

    [Fact]
    public void Trouble_that_no_incident_speaks_of_is_named_too() => Assert.Equal(
        "Some things are working. Some people cannot sign in. Booking is not working for most people.",
        new PublicCase().With("bookings", Health.MajorOutage).With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Identified, "We know.", _now)).Headline());

    [Fact]
    public void Of_many_incidents_the_worst_two_are_named()
    {
        var many = new PublicCase();
        for (var number = 1; number <= 4; number++)
            many.With(new IncidentBuilder(number, number == 3 ? Severity.Sev1 : Severity.Sev3, _now).Says(Phase.Investigating, "Odd.", _now, title: $"Problem {number}", component: ""));
        Assert.Equal("Most things are working. Problem 3. Problem 4. 2 more problems are described below.", many.Headline());
    }

    [Fact]
    public void When_nothing_can_be_seen_it_says_that_and_no_more() => Assert.Equal(
        "We cannot see at the moment whether things are working.",
        new PublicCase().Without("identity").With("bookings", Health.Unknown).With("records-sync", Health.Unknown).Headline());

    [Fact]
    public void When_nothing_works_nothing_is_said_to_work() => Assert.Equal(
        "Booking and Overnight records are not working for most people. We cannot see whether Sign-in is working.",
        new PublicCase().With("identity", Health.Unknown).With("bookings", Health.MajorOutage).With("records-sync", Health.MajorOutage).Headline());

    [Fact]
    public void After_it_is_mended_it_is_said_to_be_watched() => Assert.Equal(
        "Everything is working again. We are watching it.",
        new PublicCase().With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Monitoring, "It works again.", _now)).Headline());

    [Fact]
    public void Old_news_is_no_all_clear()
    {
        var model = new PublicCase().Make();
        Assert.Equal("We cannot see at the moment whether things are working.", Headline.Of(model, _now.AddMinutes(4), StatusWords.Usual));
        Assert.Equal((Tone.Calm, Tone.Unseen), (Headline.ToneOf(model, _now), Headline.ToneOf(model, _now.AddMinutes(4))));
    }

    [Fact]
    public void It_speaks_another_language() => Assert.Equal(
        "Das meiste funktioniert. Für manche gestört: Sign-in.",
        Headline.Of(new PublicCase().With("identity", Health.PartialOutage).Make(), _now, StatusWords.For("de")));

    [Fact]
    public void Every_language_has_the_same_words_with_the_same_gaps()
    {
        static string[] Gaps(string text) => [.. Gap().Matches(text).Select(static gap => gap.Value).Distinct().Order(StringComparer.Ordinal)];
        var usual = StatusWords.Usual;
        Assert.All(StatusWords.All, words => Assert.Equal(usual.Keys.Order(StringComparer.Ordinal), words.Keys.Order(StringComparer.Ordinal)));
        // A date may leave the year to its other form; all else says as much in each language.
        Assert.All(StatusWords.All, words => Assert.All(usual.Keys, key => Assert.True(Gaps(usual[key]).SequenceEqual(Gaps(words[key])), $"{words.Language}: {key}")));
        Assert.Equal(Core.Services.History.HealthTime.Rule, usual["rule"]);
    }

    [Fact]
    public void Times_and_shares_are_said_plainly()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var words = StatusWords.Usual;
        Assert.Equal("02:04", words.Moment(_now, _now, zone));
        Assert.Equal("Friday 20 November, 23:04", words.Moment(_now.AddHours(-3), _now, zone));
        Assert.Equal("Wednesday 31 December 2025, 23:04", words.Moment(new(2025, 12, 31, 23, 4, 0, TimeSpan.Zero), _now, zone));
        Assert.Equal(("1 hour 1 minute", "14 minutes", "2 hours"), (words.Minutes(61), words.Minutes(14), words.Minutes(120)));
        Assert.Equal(("99.99", "100", "99.93"), (words.Percent(0.999999), words.Percent(1), words.Percent(0.9993)));
        Assert.Equal(("A, B, C and D", "A, B, C and 2 others"), (words.List(["A", "B", "C", "D"]), words.List(["A", "B", "C", "D", "E"])));
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
