using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.StatusPage;

public sealed class PublicRulesTests
{
    private static readonly DateTimeOffset _now = A.Moment;

    [Theory]
    [InlineData(Health.Operational, ComponentState.Working)]
    [InlineData(Health.Maintenance, ComponentState.PlannedWork)]
    [InlineData(Health.Unknown, ComponentState.Unseen)]
    [InlineData(Health.Degraded, ComponentState.Degraded)]
    [InlineData(Health.PartialOutage, ComponentState.PartlyDown)]
    [InlineData(Health.MajorOutage, ComponentState.Down)]
    public void A_component_is_as_its_service_is(Health health, ComponentState expected) => Assert.Equal(expected, new PublicCase().With("identity", health).StateOf("sign-in"));

    [Fact]
    public void Of_several_services_the_worst_counts_and_one_that_cannot_be_seen_is_no_all_clear()
    {
        var two = new PublicCase().Of(PublicCase.Component("all", "All", "identity", "bookings"));
        Assert.Equal(ComponentState.Unseen, two.With("bookings", Health.Unknown).StateOf("all"));
        Assert.Equal(ComponentState.Degraded, two.With("identity", Health.Degraded).StateOf("all"));
        Assert.Equal(ComponentState.Unseen, two.With("identity", Health.Operational).Without("bookings").StateOf("all"));
    }

    [Fact]
    public void What_is_held_for_a_person_claims_no_trouble_and_gives_no_all_clear()
    {
        var held = new PublicCase().Of(PublicCase.Component("sign-in", "Sign-in", "identity") with { Worsens = Worsening.ByHand }).With("identity", Health.MajorOutage);
        Assert.Equal(ComponentState.Checking, held.StateOf("sign-in"));
        held.With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Investigating, "We are on it.", _now));
        Assert.Equal(ComponentState.PartlyDown, held.StateOf("sign-in"));
    }

    [Fact]
    public void An_incident_makes_its_components_as_bad_as_it_is_however_well_the_services_look()
    {
        var model = new PublicCase().With(new IncidentBuilder(1, Severity.Sev1, _now).Says(Phase.Investigating, "We are on it.", _now)).Make();
        Assert.Equal([ComponentState.Down, ComponentState.Working, ComponentState.Working], model.Components.Select(static component => component.State));
    }

    [Fact]
    public void When_it_is_mended_its_components_are_watched_and_no_better_than_their_services()
    {
        var mended = new PublicCase().With(new IncidentBuilder(1, Severity.Sev1, _now).Says(Phase.Monitoring, "It works again.", _now));
        Assert.Equal(ComponentState.Watched, mended.StateOf("sign-in"));
        Assert.Equal(ComponentState.PartlyDown, mended.With("identity", Health.PartialOutage).StateOf("sign-in"));
    }

    [Fact]
    public void One_that_began_again_after_people_were_told_it_is_over_is_being_checked()
    {
        var again = new IncidentBuilder(1, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Resolved, "It is over.", _now.AddMinutes(-30)).Does(new PhaseMoved(Phase.Investigating, Phase.Resolved, "It is back"), _now);
        Assert.Equal(ComponentState.Checking, new PublicCase().With(again).StateOf("sign-in"));
    }

    [Fact]
    public void The_public_hears_of_no_incident_without_a_public_update_and_of_no_private_one()
    {
        var quiet = new IncidentBuilder(1, Severity.Sev1, _now).Does(new Noted("Nobody may read this."), _now);
        var hidden = new IncidentBuilder(2, Severity.Sev1, _now).Says(Phase.Investigating, "Nor this.", _now).Does(new PrivacyMoved(true), _now);
        var model = new PublicCase().With(quiet).With(hidden).Make();
        Assert.Empty(model.Incidents);
        Assert.All(model.Components, static component => Assert.Equal(ComponentState.Working, component.State));
    }

    [Fact]
    public void Its_words_are_those_of_its_updates_the_newest_first()
    {
        var said = new IncidentBuilder(7, Severity.Sev2, _now.AddHours(-1))
            .Says(Phase.Investigating, "We are looking.", _now.AddMinutes(-20), _now.AddMinutes(-5))
            .Says(Phase.Identified, "A fix is on its way.", _now.AddMinutes(-4), _now.AddMinutes(26), tell: "Please wait.");
        var incident = Assert.Single(new PublicCase().With(said).Make().Incidents);
        Assert.Equal(("Some people cannot sign in", Phase.Identified, "Please wait.", _now.AddMinutes(26)), (incident.Title, incident.Phase, incident.TellUsers, incident.NextBy!.Value));
        Assert.Equal(["A fix is on its way.", "We are looking."], incident.Updates.Select(static update => update.Text));
        Assert.Equal((_now.AddMinutes(-20), true, false), (incident.Began, incident.IsOpen, incident.IsLate(_now)));
        Assert.True(incident.IsLate(_now.AddMinutes(27)));
    }

    [Fact]
    public void A_corrected_update_shows_its_new_words_and_when_and_one_told_late_shows_when_it_was_written()
    {
        var told = new IncidentBuilder(7, Severity.Sev2, _now.AddHours(-1)).Does(new Updated("T", "Wrong.", "", Phase.Investigating, null, ["sign-in"]), _now.AddMinutes(-40), _now.AddMinutes(-10));
        var update = Assert.Single(Assert.Single(new PublicCase().With(told.Does(new Corrected(2, "Right.", 0), _now.AddMinutes(-2))).Make().Incidents).Updates);
        Assert.Equal(("Right.", _now.AddMinutes(-10), _now.AddMinutes(-2)), (update.Text, update.WrittenAt!.Value, update.CorrectedAt!.Value));
    }

    [Fact]
    public void A_corrected_title_is_the_title_of_the_update_and_of_the_incident()
    {
        var told = new IncidentBuilder(7, Severity.Sev2, _now.AddHours(-1)).Does(new Updated("Nobody can sign in", "We look.", "", Phase.Investigating, null, ["sign-in"]), _now.AddMinutes(-10))
            .Does(new Corrected(2, "We look.", 0, "Some people cannot sign in"), _now.AddMinutes(-2));
        var incident = Assert.Single(new PublicCase().With(told).Make().Incidents);
        Assert.Equal(("Some people cannot sign in", "Some people cannot sign in", _now.AddMinutes(-2)), (incident.Title, incident.Updates[0].Title, incident.Updates[0].CorrectedAt!.Value));
    }

    [Fact]
    public void Corrected_words_to_tell_users_are_those_that_the_public_reads()
    {
        var told = new IncidentBuilder(7, Severity.Sev2, _now.AddHours(-1)).Does(new Updated("T", "We look.", "Call us.", Phase.Investigating, null, ["sign-in"]), _now.AddMinutes(-10))
            .Does(new Corrected(2, "We look.", 0, TellUsers: "Please wait."), _now.AddMinutes(-2));
        Assert.Equal("Please wait.", Assert.Single(new PublicCase().With(told).Make().Incidents).TellUsers);
    }

    [Fact]
    public void It_is_over_when_people_were_told_so_or_when_it_is()
    {
        var told = new IncidentBuilder(1, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Resolved, "It is over.", _now.AddMinutes(-5));
        var silent = new IncidentBuilder(2, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Identified, "We know.", _now.AddMinutes(-9)).Does(new PhaseMoved(Phase.Resolved, Phase.Identified), _now.AddMinutes(-3));
        var model = new PublicCase().With(told).With(silent).Make();
        Assert.Equal([_now.AddMinutes(-3), _now.AddMinutes(-5)], model.Incidents.Select(static incident => incident.Ended!.Value));
        Assert.All(model.Incidents, static incident => Assert.Null(incident.NextBy));
    }

    [Fact]
    public void As_part_of_one_that_nobody_was_told_of_it_goes_on()
    {
        var part = new IncidentBuilder(1, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Identified, "We know.", _now.AddMinutes(-9)).Does(new Merged(2), _now);
        var whole = new IncidentBuilder(2, Severity.Sev1, _now);
        Assert.True(Assert.Single(new PublicCase().With(part).With(whole).Make().Incidents).IsOpen);
        whole.Says(Phase.Investigating, "A bigger one.", _now);
        Assert.Equal([(2, true), (1, false)], new PublicCase().With(part).With(whole).Make().Incidents.Select(static incident => (incident.Number, incident.IsOpen)));
    }

    [Fact]
    public void What_became_part_of_another_is_not_well_for_it()
    {
        var part = new IncidentBuilder(1, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Identified, "We know.", _now.AddMinutes(-9)).Does(new Merged(2), _now.AddMinutes(-5));
        var whole = new IncidentBuilder(2, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Investigating, "A bigger one.", _now.AddMinutes(-8), component: "booking");
        Assert.Equal(["booking", "sign-in"], new PublicCase().With(part).With(whole).Make().Incidents[0].Components.Order());
        whole.Says(Phase.Identified, "Only searching is left.", _now.AddMinutes(-1), component: "booking");
        Assert.Equal<string>(["booking"], new PublicCase().With(part).With(whole).Make().Incidents[0].Components);
    }

    [Fact]
    public void Ninety_days_say_how_long_it_was_out_and_of_which_nothing_is_known()
    {
        var day = new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero);
        var model = new PublicCase()
            .Was("identity", Health.Operational, day, day.AddHours(10)).Was("identity", Health.PartialOutage, day.AddHours(10), day.AddHours(10).AddMinutes(14))
            .Was("identity", Health.Operational, day.AddHours(10).AddMinutes(14), _now).Make();
        var component = model.Components[0];
        Assert.Equal((90, 14), (component.Days.Length, component.OutageMinutes));
        Assert.Equal((ComponentState.PartlyDown, 14), (component.Days[87].Worst!.Value, component.Days[87].Outage));
        Assert.All(component.Days.Take(87), static unknown => Assert.Null(unknown.Worst));
        Assert.Equal(1 - (14 / (50 * 60.0 + 4)), component.Uptime!.Value, 6);
        Assert.Null(model.Components[1].Uptime);
    }

    [Fact]
    public void The_past_of_several_services_is_at_each_moment_the_worst_of_them()
    {
        var day = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var component = new PublicCase().Of(PublicCase.Component("all", "All", "identity", "bookings"))
            .Was("identity", Health.Operational, day, day.AddHours(2)).Was("identity", Health.PartialOutage, day.AddHours(2), day.AddHours(3)).Was("identity", Health.Operational, day.AddHours(3), day.AddHours(24))
            .Was("bookings", Health.Operational, day.AddHours(1), day.AddMinutes(150)).Was("bookings", Health.MajorOutage, day.AddMinutes(150), day.AddHours(4)).Was("bookings", Health.Operational, day.AddHours(4), day.AddHours(24))
            .Make().Components[0];
        // Out from 02:00 to 04:00 in all, and before 01:00 one of them was not seen.
        Assert.Equal((ComponentState.Down, 120, 60), (component.Days[88].Worst!.Value, component.Days[88].Outage, component.Days[88].NoData));
    }

    [Fact]
    public void A_day_of_which_people_were_told_names_the_incident_although_nothing_was_measured()
    {
        var yesterday = _now.AddDays(-1);
        var model = new PublicCase().With(new IncidentBuilder(3, Severity.Sev3, yesterday).Says(Phase.Investigating, "Odd.", yesterday).Says(Phase.Resolved, "Over.", yesterday.AddHours(1))).Make();
        Assert.Equal(3, Assert.Single(model.Components[0].Days[88].Incidents));
        Assert.Empty(model.Components[0].Days[89].Incidents);
    }

    [Fact]
    public void It_is_the_same_after_it_was_written_and_read()
    {
        var model = new PublicCase().With("identity", Health.Degraded).With(new IncidentBuilder(3, Severity.Sev3, _now).Says(Phase.Investigating, "Odd.", _now)).Make();
        var written = PublicModelJson.Write(model);
        Assert.Equal(written, PublicModelJson.Write(PublicModelJson.Read(written)!));
        Assert.Null(PublicModelJson.Read("{}"u8));
        Assert.Null(PublicModelJson.Read("nonsense"u8));
        Assert.Null(PublicModelJson.Read(written.AsSpan(0, written.Length / 2)));
    }
}
