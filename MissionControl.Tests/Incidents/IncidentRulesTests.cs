using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents;

public sealed class IncidentRulesTests
{
    private const string Ana = "person:ana";
    private const string Ravi = "person:ravi";

    private static DateTimeOffset Now => A.Moment;

    [Fact]
    public void Two_who_take_command_at_once_do_not_overwrite_each_other()
    {
        var incident = Declared();
        var taken = Done(incident, new RoleTaken(IncidentRole.Commander, Ana, null), Ana);
        var late = IncidentRules.Check(taken, new RoleTaken(IncidentRole.Commander, Ravi, null), Ravi, null, Now);
        Assert.Equal("Somebody else was quicker and has it now.", Assert.Single(late.Problems).Words);
        Assert.Equal(Ana, taken.Roles[IncidentRole.Commander].By);
        Assert.Equal(Ravi, Done(taken, new RoleTaken(IncidentRole.Commander, Ravi, Ana), Ravi).Roles[IncidentRole.Commander].By);
    }

    [Fact]
    public void A_note_is_corrected_by_who_wrote_it_and_the_first_words_stay()
    {
        var incident = Done(Declared(), new Noted("38 % recovered"), Ana);
        Assert.Equal("Only who wrote a note corrects it. Write one of your own.", Assert.Single(IncidentRules.Check(incident, new Corrected(2, "83 %", 0), Ravi, null, Now).Problems).Words);
        var corrected = Done(incident, new Corrected(2, "83 % recovered", 0), Ana);
        var entry = corrected.Find(2)!;
        Assert.Equal(("83 % recovered", "38 % recovered"), (entry.Text, entry.FirstText));
        Assert.Equal("before", Assert.Single(IncidentRules.Check(corrected, new Corrected(2, "84 %", 0), Ana, null, Now).Problems).Field);
    }

    [Fact]
    public void A_struck_note_stays_and_stands_again()
    {
        var struck = Done(Done(Declared(), new Noted("wrong room"), Ana), new Struck(2), Ravi);
        Assert.Equal(Ravi, struck.Find(2)!.Struck!.By);
        Assert.Equal(2, struck.Timeline.Count);
        Assert.Null(Done(struck, new Struck(2, IsStruck: false), Ana).Find(2)!.Struck);
        Assert.Equal("Only notes, decisions and images can be struck; what happened stays.", Assert.Single(IncidentRules.Check(struck, new Struck(1), Ana, null, Now).Problems).Words);
    }

    [Fact]
    public void A_note_of_earlier_stands_where_it_belongs_and_says_when_it_was_written()
    {
        var incident = Done(Declared(), new Noted("now"), Ana);
        var logged = new LoggedEvent(1, 3, Now.AddMinutes(-30), Now, Ana, Guid.NewGuid(), new Noted("half an hour ago"));
        Assert.Empty(IncidentRules.Check(incident, logged.What, Ana, logged.At, Now).Problems);
        var next = incident.With(logged);
        Assert.Equal([3, 1, 2], next.Timeline.Select(entry => entry.Number));
        Assert.True(next.Timeline[0].IsBackDated);
    }

    [Theory]
    [InlineData(5, "That is in the future.")]
    [InlineData(-60 * 24 * 31, "That is more than 30 days ago.")]
    public void Nobody_notes_the_future_or_what_is_long_ago(int minutes, string words) =>
        Assert.Equal(words, Assert.Single(IncidentRules.Check(Declared(), new Noted("x"), Ana, Now.AddMinutes(minutes), Now).Problems).Words);

    [Fact]
    public void A_note_of_a_megabyte_is_refused_and_says_how_long_it_may_be()
    {
        var problem = Assert.Single(IncidentRules.Check(Declared(), new Noted(new string('a', 1 << 20)), Ana, null, Now).Problems);
        Assert.Equal(("text", "It may have 20,000 characters; these are 1.05 M. Put what is long elsewhere and link it."), (problem.Field, problem.Words));
    }

    [Fact]
    public void An_incident_that_is_full_of_text_refuses_more_by_field_and_the_public_can_still_be_told()
    {
        var note = new Noted(new string('a', IncidentRules.LongestNote));
        var full = Declared();
        while (IncidentRules.Check(full, note, Ana, null, Now).Problems.IsEmpty)
            full = Done(full, note, Ana);
        Assert.InRange(full.Written, WrittenText.Most - IncidentRules.LongestNote, WrittenText.Most);
        var problem = Assert.Single(IncidentRules.Check(full, note, Ana, null, Now).Problems);
        Assert.Equal(("text", "One incident holds 2 M characters, and 19,974 are left; these are 20,000. Put what is long elsewhere and link it, or go on in another incident."), (problem.Field, problem.Words));
        full = full with { Written = WrittenText.Most };
        Assert.StartsWith("One incident holds 2 M characters, and this one is full.", Assert.Single(IncidentRules.Check(full, new ReviewWritten("What helped", "x", null), Ana, null, Now).Problems).Words);
        foreach (var still in new TimelineEvent[] { Update(), new Decided("Roll back", "", ""), new TaskBegun("Rolling back"), new PhaseMoved(Phase.Resolved, Phase.Investigating) })
            Assert.Empty(IncidentRules.Check(full, still, Ana, null, Now).Problems);
        Assert.Equal("choice", Assert.Single(IncidentRules.Check(full with { Written = WrittenText.Most + WrittenText.Kept }, new Decided("Roll back", "", ""), Ana, null, Now).Problems).Field);
    }

    [Fact]
    public void Every_kind_of_event_counts_the_words_it_holds()
    {
        const string Mark = "0123456789";
        foreach (var kind in typeof(TimelineEvent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>())
        {
            var make = kind.DerivedType.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
            var typed = make.GetParameters().Where(parameter => parameter.ParameterType == typeof(string)).ToArray();
            var what = (TimelineEvent)make.Invoke([.. make.GetParameters().Select(parameter => parameter.ParameterType == typeof(string) ? Mark
                : parameter.ParameterType == typeof(Evidence) ? new Evidence(EvidenceKind.Link, Mark, Mark)
                : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
            // Ids of people and names of parts are short and few.
            var words = typed.Count(parameter => !(parameter.Name is "Person" or "Part" || (parameter.Name is "Before" && what is RoleTaken)));
            Assert.Equal((kind.DerivedType, Mark.Length * (words + (what is Attached or Observed ? 2 : 0))), (kind.DerivedType, WrittenText.Of(what)));
        }
    }

    [Fact]
    public void The_title_of_a_public_update_is_corrected_and_the_first_stays()
    {
        var told = Done(Declared(), Update(), Ana);
        var right = Done(told, new Corrected(2, "We are looking into it.", 0, "Some people cannot pay"), Ravi);
        Assert.Equal(("Some people cannot pay", "Some people cannot sign in"), (right.Find(2)!.Title, right.Find(2)!.FirstTitle));
        Assert.Equal("Some people cannot pay", right.Updates[0].Title);
        // Correcting the text alone leaves the title as it was put right.
        Assert.Equal("Some people cannot pay", Done(right, new Corrected(2, "It is mended.", 1), Ana).Find(2)!.Title);
        Assert.Equal(("title", "[what] is still to be filled in."), IncidentRules.Check(told, new Corrected(2, "x", 0, "Some cannot [what]"), Ana, null, Now).Problems is [var one] ? (one.Field, one.Words) : default);
        Assert.Equal("title", Assert.Single(IncidentRules.Check(told, new Corrected(2, "x", 0, " "), Ana, null, Now).Problems).Field);
        Assert.Null(Done(Done(Declared(), new Noted("a note"), Ana), new Corrected(2, "another", 0, "no title"), Ana).Find(2)!.Title);
    }

    [Fact]
    public void What_users_can_be_told_is_corrected_taken_away_and_the_first_stays()
    {
        var told = Done(Declared(), Update() with { TellUsers = "Call us." }, Ana);
        var right = Done(told, new Corrected(2, "We are looking into it.", 0, TellUsers: "You need not do anything."), Ravi);
        Assert.Equal(("You need not do anything.", "Call us."), (right.Find(2)!.TellUsers, right.Find(2)!.FirstTellUsers));
        // Correcting the text alone leaves these words as they were put right; emptied, there are none.
        Assert.Equal("You need not do anything.", Done(right, new Corrected(2, "It is mended.", 1), Ana).Find(2)!.TellUsers);
        Assert.Equal("", Done(right, new Corrected(2, "It is mended.", 1, TellUsers: " "), Ana).Find(2)!.TellUsers);
        Assert.Equal(("tellUsers", "[what] is still to be filled in."), IncidentRules.Check(told, new Corrected(2, "x", 0, TellUsers: "Try [what]"), Ana, null, Now).Problems is [var one] ? (one.Field, one.Words) : default);
        Assert.Equal("tellUsers", Assert.Single(IncidentRules.Check(told, new Corrected(2, "x", 0, TellUsers: new string('a', 2_001)), Ana, null, Now).Problems).Field);
        Assert.Null(Done(Done(Declared(), new Noted("a note"), Ana), new Corrected(2, "another", 0, TellUsers: "nobody"), Ana).Find(2)!.TellUsers);
    }

    [Theory]
    [InlineData("https://graphs.example.org/d/1?from=now-1h", "Refusals by reason", null)]
    [InlineData("javascript:alert(1)", "x", "address")]
    [InlineData("https://ana:secret@example.org/", "x", "address")]
    [InlineData("graphs", "x", "address")]
    [InlineData("https://example.org/", " ", "words")]
    public void A_link_is_an_address_of_the_web_with_what_it_shows(string address, string words, string? field)
    {
        var check = IncidentRules.Check(Declared(), new Attached(new(EvidenceKind.Link, address, words)), Ana, null, Now);
        Assert.Equal(field, check.Problems is [var problem] ? problem.Field : null);
        if (field is null)
            Assert.Equal(new(EvidenceKind.Link, address, words), Assert.IsType<Attached>(check.What).Evidence);
    }

    [Fact]
    public void Notes_of_any_order_stand_by_time_and_those_of_one_time_by_number()
    {
        var incident = Declared();
        foreach (var minutes in (int[])[-5, -20, 0, -5, -30, -1, -20])
            incident = incident.With(new(1, incident.Last + 1, Now.AddMinutes(minutes), Now, Ana, Guid.NewGuid(), new Noted("x")));
        Assert.Equal([6, 3, 8, 2, 5, 7, 1, 4], incident.Timeline.Select(entry => entry.Number));
    }

    [Fact]
    public void What_people_write_is_kept_as_lines_without_what_controls_or_turns_the_writing()
    {
        var check = IncidentRules.Check(Declared(), new Noted("\n  one\r\n\ttwo\u0007 \u202Ethree\ud800\n\n"), Ana, null, Now);
        Assert.Equal("  one\n\ttwo three\uFFFD", Assert.IsType<Noted>(check.What).Text);
    }

    [Fact]
    public void An_update_while_somebody_resolves_is_refused_and_says_so()
    {
        var resolved = Done(Declared(), new PhaseMoved(Phase.Resolved, Phase.Investigating), Ana);
        var check = IncidentRules.Check(resolved, Update(), Ravi, null, Now);
        Assert.Equal("It was resolved meanwhile. Open it again, or correct the last update.", Assert.Single(check.Problems).Words);
    }

    [Fact]
    public void A_template_that_is_not_filled_in_is_not_told_to_the_public() => Assert.Equal(
        "[what] is still to be filled in.", Assert.Single(IncidentRules.Check(Declared(), Update() with { Title = "Some people cannot [what]" }, Ana, null, Now).Problems).Words);

    [Fact]
    public void An_update_moves_the_phase_the_first_update_and_the_promise()
    {
        var told = Done(Declared(), Update() with { Phase = Phase.Identified }, Ana);
        Assert.Equal((Phase.Identified, Now, Now.AddMinutes(30)), (told.Phase, told.Times.FirstUpdate, told.NextUpdateBy));
        var over = Done(told, new PhaseMoved(Phase.Resolved, Phase.Identified), Ana);
        Assert.Null(over.NextUpdateBy);
    }

    [Fact]
    public void Nothing_of_a_private_incident_is_told_and_what_was_told_cannot_be_made_private()
    {
        Assert.Equal("Nothing of a private incident is told to the public.", Assert.Single(IncidentRules.Check(Declared() with { IsPrivate = true }, Update(), Ana, null, Now).Problems).Words);
        Assert.Equal("The public was told of it already.", Assert.Single(IncidentRules.Check(Done(Declared(), Update(), Ana), new PrivacyMoved(true), Ana, null, Now).Problems).Words);
    }

    [Fact]
    public void Opened_again_it_is_neither_resolved_nor_mitigated_and_asks_why()
    {
        var resolved = Done(Declared(), new PhaseMoved(Phase.Resolved, Phase.Investigating), Ana);
        Assert.Equal((Now, Now), (resolved.Times.Mitigated, resolved.Times.Resolved));
        Assert.Equal("reason", Assert.Single(IncidentRules.Check(resolved, new PhaseMoved(Phase.Investigating, Phase.Resolved), Ana, null, Now).Problems).Field);
        var again = Done(resolved, new PhaseMoved(Phase.Investigating, Phase.Resolved, "it came back"), Ana);
        Assert.Equal((true, null, null), (again.IsOpen, again.Times.Mitigated, again.Times.Resolved));
    }

    [Fact]
    public void Times_that_cannot_be_say_so()
    {
        var times = new IncidentTimes(Now, Now.AddMinutes(2), Now.AddMinutes(3), null, Now.AddMinutes(-5), Now.AddMinutes(9));
        Assert.Equal<string>(
            ["By these times it was mitigated before the impact began.", "By these times it was mitigated before it was detected.", "By these times it was mitigated before it was declared."],
            times.Contradictions);
        Assert.Empty((times with { Mitigated = Now.AddMinutes(5) }).Contradictions);
    }

    [Fact]
    public void What_is_off_for_months_can_be_declared() => Assert.Empty(
        IncidentRules.Check(new Declared("The old printer", Severity.Sev4, [], [], Now.AddDays(-90), Now.AddDays(-90), IsPrivate: false), Now).Problems);

    [Fact]
    public void An_open_incident_gets_no_time_of_its_end() => Assert.Equal(
        "It is not resolved: resolve it first.", Assert.Single(IncidentRules.Check(Declared(), new TimeSet(IncidentMoment.Resolved, Now.AddMinutes(-1), null), Ana, null, Now).Problems).Words);

    [Fact]
    public void The_correction_of_an_update_is_held_to_what_an_update_is()
    {
        var told = Done(Declared(), Update(), Ana);
        Assert.Equal("[what] is still to be filled in.", Assert.Single(IncidentRules.Check(told, new Corrected(2, "Some cannot [what].", 0), Ana, null, Now).Problems).Words);
        Assert.Equal("text", Assert.Single(IncidentRules.Check(told, new Corrected(2, new string('a', 2_001), 0), Ana, null, Now).Problems).Field);
    }

    [Fact]
    public void A_log_whose_beginning_cannot_be_read_is_an_incident_that_nobody_sees_by_chance()
    {
        var unread = Incident.Begin(new(7, 1, Now, Now, Ana, Guid.NewGuid(), new Unreadable()));
        Assert.Equal(("Incident 7, whose beginning cannot be read", true), (unread.Title, unread.IsPrivate));
        Assert.Equal(2, Done(unread, new Noted("still here"), Ana).Timeline.Count);
    }

    [Theory]
    [InlineData("person:ana", true)]
    [InlineData("person:ravi", false)]
    [InlineData("token:1", false)]
    public void A_private_one_is_seen_by_its_members_and_by_no_token(string who, bool sees) => Assert.Equal(
        sees, IncidentSight.Of(who, isAdministrator: false).Sees(Declared() with { IsPrivate = true, Members = ["person:ana", "token:1"] }));

    [Fact]
    public void A_task_has_a_result_and_ends_once()
    {
        var begun = Done(Declared(), new TaskBegun("Rolling back"), Ana);
        var ended = Done(begun, new TaskEnded(2, "did not help"), Ravi);
        Assert.Equal(("did not help", Now), (ended.Tasks[0].Result, ended.Tasks[0].EndedAt));
        Assert.Equal("It is done already.", Assert.Single(IncidentRules.Check(ended, new TaskEnded(2, "again"), Ana, null, Now).Problems).Words);
    }

    internal static Updated Update() => new("Some people cannot sign in", "We are looking into it.", "You need not do anything.", Phase.Investigating, Now.AddMinutes(30), []);

    internal static Incident Declared() =>
        Incident.Begin(new(1, 1, Now, Now, Ana, Guid.NewGuid(), new Declared("Some people cannot sign in", Severity.Sev2, [], ["identity"], Now.AddMinutes(-12), null, IsPrivate: false)));

    internal static Incident Done(Incident incident, TimelineEvent what, string by)
    {
        var check = IncidentRules.Check(incident, what, by, null, Now);
        Assert.Empty(check.Problems);
        return incident.With(new(incident.Number, incident.Last + 1, Now, Now, by, Guid.NewGuid(), check.What));
    }
}
