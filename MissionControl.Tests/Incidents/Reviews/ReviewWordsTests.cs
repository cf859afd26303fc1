using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents.Reviews;

public sealed class ReviewWordsTests
{
    private static DateTimeOffset Now => A.Moment;

    private static Bpm SignIn => Some.Ratio() with { Name = "Sign-in success", Hurts = Direction.Below, Counts = "sign-ins", CountedOver = TimeSpan.FromMinutes(5), MinimumVolume = 0 };

    [Fact]
    public void It_says_how_long_each_step_took()
    {
        var incident = After(After(After(Incident(impact: -14, detected: -12), 1, new RoleTaken(IncidentRole.Commander, "person:ravi", null)), 10, new PhaseMoved(Phase.Monitoring, Phase.Investigating)), 26, new PhaseMoved(Phase.Resolved, Phase.Monitoring));
        Assert.Equal(
            [("To detect", "2 min"), ("To declare", "12 min"), ("To acknowledge", "1 min"), ("To mitigate", "24 min"), ("To resolve", "40 min")],
            ReviewWords.Took(incident));
    }

    [Fact]
    public void What_is_not_known_or_cannot_be_is_said_and_not_made_up()
    {
        Assert.Equal(
            [
                ("To detect", "Not known: nobody said when the impact began"), ("To declare", "Not known: nobody said when it was detected"), ("To acknowledge", "Not known: nobody took it up"),
                ("To mitigate", "Not known: nobody said when the impact began"), ("To resolve", "Not known: it is not resolved"),
            ],
            ReviewWords.Took(Incident(null, null)));
        var wrong = After(Incident(impact: -14, detected: -20), 1, new TimeSet(IncidentMoment.Mitigated, Now.AddMinutes(-30), null));
        Assert.Equal(["Seen 6 min before anybody was hurt", "Not known: the times contradict each other"], ReviewWords.Took(wrong).Where(static pair => pair.What is "To detect" or "To mitigate").Select(static pair => pair.Took));
    }

    [Fact]
    public void Impact_and_the_worst_value_are_measured_from_what_was_shown()
    {
        var course = Course(off: (-14, -4));
        Assert.Equal("About 290 sign-ins fewer than expected, at least 210; at worst 40 % against 62 to 78 % (01:50).", ReviewWords.Measured(course, Now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_metric_that_was_not_seen_is_not_said_to_be_well()
    {
        var unseen = BpmCourse.Of(View([]), Now.AddMinutes(-14), Now);
        Assert.Equal("Not known: nothing was seen of it in that time.", ReviewWords.Measured(unseen, Now, TimeZoneInfo.Utc));
        Assert.Equal("Never outside its band on the side that hurts.", ReviewWords.Measured(Course(off: null) with { Impact = new(0, 0) }, Now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void It_says_which_metric_moved_and_whether_before_the_alert_and_the_declaration()
    {
        var review = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: (-14, -4))], []);
        Assert.Equal("Yes: Sign-in success moved first, before it was declared.", ReviewWords.WasThere(review));
        Assert.Equal("01:50: 4 min before the first alert, 14 min before the declaration.", ReviewWords.Moved(review.Moved.Single(), review, Now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_metric_that_was_back_before_it_was_off_showed_it_in_part()
    {
        var review = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: (-13, -12), TileState.Watch)], []);
        Assert.Equal("In part: Sign-in success left its band, and was back or it was over before it was shown as off. A shorter patience would show it sooner.", ReviewWords.WasThere(review));
        Assert.Equal("01:51 (watched, not off): 3 min before the first alert, 13 min before the declaration.", ReviewWords.Moved(review.Moved.Single(), review, Now, TimeZoneInfo.Utc));
        Assert.Empty(new IncidentReview(review.Incident, [Course(off: (-40, -39), TileState.Watch)], []).Moved);
    }

    [Fact]
    public void Where_none_moved_it_says_so_and_proposes_one()
    {
        var review = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: null)], []);
        Assert.Equal("No: 1 BPM speaks for what was affected, and none was off.", ReviewWords.WasThere(review));
        Assert.Empty(review.Moved);
    }

    [Fact]
    public void A_metric_of_other_services_and_one_that_was_off_before_do_not_show_it()
    {
        var elsewhere = Course(off: (-14, -4)) with { Bpm = SignIn with { Id = "search-success", Services = ["search"] } };
        var unrelated = new IncidentReview(Incident(impact: -14, detected: -12), [elsewhere], []);
        Assert.Empty(unrelated.Moved);
        Assert.True(BpmQuestion.Proposes(unrelated));

        var before = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: (-44, -4))], []);
        Assert.Equal("Hardly: Sign-in success was off already before it began, so it could not show it.", ReviewWords.WasThere(before));
        Assert.True(BpmQuestion.Proposes(before));
    }

    [Fact]
    public void The_alert_of_the_metric_itself_was_not_quicker_than_the_metric()
    {
        var incident = Incident(impact: -14, detected: -12);
        incident = incident with { Evidence = [new(EvidenceKind.Alert, Guid.NewGuid().ToString(), "Sign-in success is off", Now.AddMinutes(-30))] };
        Assert.Null(new IncidentReview(incident, [Course(off: (-14, -4))], []).FirstAlert);
        Assert.Equal(Now.AddMinutes(-30), new IncidentReview(incident, [], []).FirstAlert);
        Assert.Equal("Yes: Sign-in success moved first, before it was declared.", ReviewWords.WasThere(new IncidentReview(incident, [Course(off: (-14, -4))], [])));
    }

    [Fact]
    public void What_a_person_answers_counts_more_than_what_was_shown()
    {
        var shown = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: (-14, -4))], []);
        Assert.Null(BpmQuestion.Of(shown.Incident));
        Assert.False(BpmQuestion.Proposes(shown));
        var no = After(shown.Incident, 20, new ReviewWritten(BpmQuestion.Part, BpmQuestion.Write(wasThere: false, " nothing counts\nrefunds "), null));
        Assert.Equal(new(false, "nothing counts refunds"), BpmQuestion.Of(no));
        Assert.True(BpmQuestion.Proposes(shown with { Incident = no }));
        Assert.True(ReviewParts.IsUnwritten(no));
        Assert.Equal((BpmQuestion.Part, "No: nothing counts refunds"), ReviewParts.Written(no).Select(static one => (one.Part, one.Text)).Single());

        var none = new IncidentReview(Incident(impact: -14, detected: -12), [Course(off: null)], []);
        var yes = After(none.Incident, 20, new ReviewWritten(BpmQuestion.Part, BpmQuestion.Write(wasThere: true, ""), null));
        Assert.Equal(new(true, ""), BpmQuestion.Of(yes));
        Assert.False(BpmQuestion.Proposes(none with { Incident = yes }));
    }

    [Fact]
    public void Each_promise_to_the_public_is_held_against_what_came()
    {
        var told = After(Incident(-14, null), 0, IncidentRulesTests.Update());
        var late = After(told, 40, IncidentRulesTests.Update() with { NextBy = Now.AddMinutes(70) });
        var over = After(late, 60, new PhaseMoved(Phase.Resolved, Phase.Investigating));
        Assert.Equal(["the next one came 10 min late", "it was over before the promised time"], Said(over, 80));
        Assert.Equal(["the promised time has not come"], Said(told, 20));
        Assert.Equal(["nothing came: 5 min too late"], Said(told, 35));
        Assert.Equal(["the promised time was kept", "no time was promised"], Said(After(told, 29, IncidentRulesTests.Update() with { NextBy = null }), 35));

        static IEnumerable<string> Said(Incident incident, int minutes) => new IncidentReview(incident, [], []).Updates(Now.AddMinutes(minutes)).Select(static pair => ReviewWords.Of(pair.Kept));
    }

    [Fact]
    public void What_is_still_to_do_is_listed_until_it_is_done()
    {
        var over = After(Incident(-14, null), 10, new PhaseMoved(Phase.Resolved, Phase.Investigating));
        var asked = After(over, 20, new FollowUpAsked("Test tokens before they run out", "person:ana", new(2026, 12, 1)));
        var written = After(asked, 30, new ReviewWritten("What helped", "The runbook.", null));
        Assert.Equal((1, 0), Count(over));
        Assert.Equal((1, 1), Count(asked));
        Assert.Equal((0, 1), Count(written));
        Assert.Equal((0, 0), Count(After(written, 40, new FollowUpDone(asked.Last, true))));

        static (int, int) Count(Incident incident) => Afterwards.From([incident], Now.AddDays(1)) is var left ? (left.Unwritten.Length, left.Open.Length) : default;
    }

    private static BpmCourse Course((int From, int To)? off, TileState state = TileState.Off) => BpmCourse.Of(
        View(Enumerable.Range(-44, 45).Select(minute => off is { } stretch && minute >= stretch.From && minute <= stretch.To ? Point(minute, 0.40, state) : Point(minute, 0.70, TileState.Normal))),
        Now.AddMinutes(-14),
        Now.AddMinutes(-4));

    private static HistoryPoint Point(int minute, double value, TileState state) => new(Now.AddMinutes(minute), value, 480, new Band(0.62, 0.70, 0.78), state);

    private static HistoryView View(IEnumerable<HistoryPoint> points) => new()
    {
        Bpm = SignIn,
        Range = new() { Name = null, From = Now.AddMinutes(-44), To = Now, Step = TimeSpan.FromMinutes(1), IsLive = false },
        Step = TimeSpan.FromMinutes(1),
        Points = [.. points],
    };

    private static Incident Incident(int? impact, int? detected) => Core.Incidents.Incident.Begin(new(
        1, 1, Now, Now, "person:ana", Guid.NewGuid(),
        new Declared(
            "Some people cannot sign in", Severity.Sev2, [new(EvidenceKind.Tile, SignIn.Id, "Sign-in success: 41 %", Now.AddMinutes(-14)), new(EvidenceKind.Alert, Guid.NewGuid().ToString(), "Token endpoint 5xx", Now.AddMinutes(-10))], ["identity"],
            impact is { } began ? Now.AddMinutes(began) : null, detected is { } seen ? Now.AddMinutes(seen) : null, IsPrivate: false)));

    private static Incident After(Incident incident, int minutes, TimelineEvent what) =>
        incident.With(new(1, incident.Last + 1, Now.AddMinutes(minutes), Now.AddMinutes(minutes), "person:ravi", Guid.NewGuid(), what));
}
