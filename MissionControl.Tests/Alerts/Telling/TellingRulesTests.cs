using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

public sealed class TellingRulesTests
{
    private static readonly Route OnCall = new() { Id = "on-call", To = "ops", Audience = Audience.Responder };
    private static readonly Bpm SignIns = A.Tile().Build().Bpm with { Id = "sign-ins", Name = "Sign-ins", Tier = Tier.Critical };

    private readonly World _world = new();

    [Fact]
    public void A_group_is_told_once_and_has_one_all_clear()
    {
        var group = Groups.Open();
        Assert.Equal([TellingStep.Open], _world.Tell(group));
        Assert.Empty(_world.Tell(group));
        Assert.Equal([TellingStep.AllClear], _world.Tell(group.Over()));
        Assert.Empty(_world.Tell(group.Over()));
    }

    [Fact]
    public void Routes_ask_for_services_BPMs_rules_and_urgency_and_all_must_fit()
    {
        var route = OnCall with { Services = ["search"], Bpms = ["sign-ins"], Rules = ["disks"], AtLeast = Urgency.Warning };
        var group = Groups.Open(urgency: Urgency.Warning) with { Hurting = ["sign-ins"], Rule = "disks" };
        Assert.True(RouteRules.Concerns(route, group, Definitions.Empty));
        Assert.False(RouteRules.Concerns(route, group with { Services = ["identity"] }, Definitions.Empty));
        Assert.False(RouteRules.Concerns(route, group with { Hurting = [] }, Definitions.Empty));
        Assert.False(RouteRules.Concerns(route, group with { Rule = null }, Definitions.Empty));
        Assert.False(RouteRules.Concerns(route, group with { Urgency = Urgency.Info }, Definitions.Empty));
    }

    [Fact]
    public void Two_routes_to_one_place_in_the_same_words_tell_once_and_in_other_words_twice()
    {
        _world.Routes = [OnCall, OnCall with { Id = "again" }, OnCall with { Id = "leads", Audience = Audience.ProductLead }];
        Assert.Equal([TellingStep.Open, TellingStep.Open], _world.Tell(Groups.Open()));
        Assert.Equal(["on-call", "leads"], _world.Told.Select(static told => told.Route));
    }

    [Fact]
    public void Whoever_was_told_gets_the_all_clear_also_when_no_route_leads_there_any_more()
    {
        var group = Groups.Open();
        _world.Tell(group);
        _world.Routes = [];
        Assert.Equal([TellingStep.AllClear], _world.Tell(group.Over()));
    }

    [Fact]
    public void What_is_quiet_held_acknowledged_or_not_heard_of_is_not_newly_told()
    {
        var group = Groups.Open();
        Assert.Empty(_world.Tell(group with { IsQuiet = true }));
        Assert.Empty(_world.Tell(group with { Acknowledged = new("person:1", Groups.Noon) }));
        Assert.Empty(_world.Tell(group with { State = AlertState.Unheard }));
        Assert.Equal([TellingStep.Postpone], _world.Tell(group with { Held = new("person:1", Groups.Noon, Groups.Noon.AddHours(1)) }));
        Assert.Equal([TellingStep.Open], _world.Tell(group with { Held = new("person:1", Groups.Noon, Groups.Noon) }));
    }

    [Fact]
    public void What_a_told_group_explains_is_not_told_also_along_a_chain_and_within_one_look()
    {
        var cause = Groups.Open("Database");
        var middle = Groups.Open("Search") with { ExplainedBy = cause.Id };
        var end = Groups.Open("Web") with { ExplainedBy = middle.Id };
        Assert.Equal([TellingStep.Open], _world.Tell(end, middle, cause));
        Assert.Equal(cause.Id, Assert.Single(_world.Told).Group);
    }

    [Fact]
    public void What_is_explained_is_told_once_its_cause_is_over_or_went_somewhere_else()
    {
        var cause = Groups.Open("Database");
        var effect = Groups.Open("Search") with { ExplainedBy = cause.Id };
        _world.Tell(cause, effect);
        Assert.Equal([TellingStep.AllClear], _world.Tell(cause.Over(), effect));
        Assert.Equal([TellingStep.Open], _world.Tell(cause.Over(), effect));
    }

    [Fact]
    public void What_comes_and_goes_all_the_time_is_told_once_a_day()
    {
        var flap = Flapping(Groups.Open());
        Assert.Equal([TellingStep.Open], _world.Tell(flap));
        Assert.Equal([TellingStep.AllClear], _world.Tell(flap.Over()));
        Assert.Empty(_world.Tell(flap.Over(), Flapping(Groups.Open())));
        Assert.Equal([TellingStep.Open], _world.Tell(flap.Over(), Flapping(Groups.Open("Another"))));
    }

    [Fact]
    public void Slack_is_edited_when_the_message_would_be_wrong_and_others_hear_only_what_is_worse()
    {
        _world.Routes = [OnCall, OnCall with { Id = "mail", To = "mail" }];
        var group = Groups.Open(urgency: Urgency.Warning, alerts: 4);
        _world.Tell(group);
        Assert.Empty(_world.Tell(group with { Alerts = [.. group.Alerts, Groups.AnAlert("DiskFull", 9)] }));
        Assert.Equal(["ops"], _world.Destinations(group with { Services = ["search", "identity"] }));
        Assert.Equal(["ops"], _world.Destinations(group with { Services = ["search", "identity"], Alerts = [.. group.Alerts, Groups.AnAlert("DiskFull", 8), Groups.AnAlert("DiskFull", 9)] }));
        Assert.Equal(["ops", "mail"], _world.Destinations(group with { Urgency = Urgency.Critical }));
        Assert.Equal(["ops", "mail"], _world.Destinations(group with { Urgency = Urgency.Critical, Hurting = ["sign-ins"] }));
    }

    [Fact]
    public void After_somebody_looks_after_it_only_a_worse_urgency_is_said()
    {
        var group = Groups.Open(urgency: Urgency.Warning);
        _world.Tell(group);
        var looked = group with { Acknowledged = new("person:1", Groups.Noon) };
        Assert.Empty(_world.Tell(looked with { Services = ["search", "identity"], Hurting = ["sign-ins"] }));
        Assert.Equal([TellingStep.Change], _world.Tell(looked with { Urgency = Urgency.Critical }));
        Assert.Equal([TellingStep.AllClear], _world.Tell(looked.Over()));
    }

    [Fact]
    public void At_night_nobody_is_woken_without_reason_and_what_is_over_by_morning_is_dropped()
    {
        _world.Now = Groups.Night;
        var (lasting, passing) = (Groups.Open("Lasting"), Groups.Open("Passing"));
        Assert.Equal([TellingStep.Postpone, TellingStep.Postpone], _world.Tell(lasting, passing));
        Assert.Empty(_world.Tell(lasting, passing));
        _world.Now = Groups.Night.AddHours(7);
        Assert.Equal([TellingStep.Open, TellingStep.Drop], _world.Tell(lasting, passing.Over()));
    }

    [Fact]
    public void What_waited_is_told_in_one_message_with_what_cleared_meanwhile_and_each_has_its_all_clear()
    {
        _world.Routes = [OnCall with { To = "mail" }, OnCall with { Id = "leads", To = "mail", Audience = Audience.ProductLead, Services = ["identity"] }];
        _world.Now = Groups.Night;
        var (one, other, passing) = (Groups.Open("One"), Groups.Open("Other"), Groups.Open("Passing"));
        _world.Tell(one, other, passing);
        _world.Now = Groups.Night.AddHours(1);
        Assert.Equal([TellingStep.Clear], _world.Tell(one, other, passing.Over()));
        Assert.Empty(_world.Tell(one, other, passing.Over()));

        _world.Now = Groups.Night.AddHours(7);
        var fresh = Groups.Open("Fresh");
        Assert.Equal(
            [("One", TellingStep.Together), ("Other", TellingStep.Together), ("Fresh", TellingStep.Open), ("Passing", TellingStep.Together)],
            _world.Do([one, other, fresh, passing.Over()]).Select(static act => (act.Group!.Name, act.Step)));
        Assert.Empty(_world.Tell(one, other, fresh, passing.Over()));
        Assert.Equal([TellingStep.AllClear], _world.Tell(one.Over(), other, fresh, passing.Over()));
    }

    [Fact]
    public void Alone_it_is_told_as_ever_and_what_only_cleared_is_no_news()
    {
        _world.Now = Groups.Night;
        var (lasting, passing) = (Groups.Open("Lasting"), Groups.Open("Passing"));
        _world.Tell(lasting);
        _world.Now = Groups.Night.AddHours(7);
        Assert.Equal([TellingStep.Open], _world.Tell(lasting));

        _world.Now = Groups.Night.AddDays(1);
        _world.Tell(lasting, passing);
        Assert.Equal([TellingStep.Clear], _world.Tell(lasting, passing.Over()));
        _world.Now = Groups.Night.AddDays(1).AddHours(7);
        Assert.Equal([TellingStep.Drop], _world.Tell(lasting, passing.Over()));
    }

    [Fact]
    public void What_wakes_somebody_at_night_is_told_by_itself_and_at_once()
    {
        _world.Now = Groups.Night;
        var (one, other) = (Groups.Open("One"), Groups.Open("Other"));
        _world.Tell(one, other);
        Assert.Equal([TellingStep.Open, TellingStep.Open], _world.Tell(one with { Hurting = ["sign-ins"] }, other with { Hurting = ["sign-ins"] }));
    }

    [Fact]
    public void What_somebody_held_after_it_was_told_comes_again_in_the_morning_but_not_when_the_hold_is_taken_back()
    {
        _world.Routes = [OnCall with { To = "mail" }];
        var (one, other) = (Groups.Open("One"), Groups.Open("Other"));
        var held = new Hold("person:1", Groups.Noon, Groups.Noon.AddHours(22));
        _world.Tell(one, other);
        Assert.Equal([TellingStep.Postpone, TellingStep.Postpone], _world.Tell(one with { Held = held }, other with { Held = held }));
        Assert.Equal([TellingStep.Resume], _world.Tell(one, other with { Held = held }));
        Assert.Equal([TellingStep.Postpone], _world.Tell(one with { Held = held }, other with { Held = held }));

        _world.Now = held.Until;
        Assert.Equal([TellingStep.Together, TellingStep.Together], _world.Tell(one, other));
        Assert.Equal([TellingStep.AllClear], _world.Tell(one.Over(), other));
    }

    [Fact]
    public void Of_what_was_told_and_then_held_the_all_clear_is_owed_in_any_case()
    {
        _world.Routes = [OnCall, OnCall with { Id = "mail", To = "mail" }];
        var group = Groups.Open();
        _world.Tell(group);
        _world.Now = Groups.Noon.AddHours(9);
        _world.Tell(group with { Held = new("person:1", _world.Now, Groups.Noon.AddHours(22)) });
        // Slack's message is edited without a sound; mail waits for the morning.
        Assert.Equal([("ops", TellingStep.AllClear), ("mail", TellingStep.Clear)], _world.Do([group.Over()]).Select(static act => (act.Before!.Destination, act.Step)));
        _world.Now = Groups.Noon.AddHours(22);
        Assert.Equal([TellingStep.AllClear], _world.Tell(group.Over()));
    }

    [Fact]
    public void A_critical_BPM_that_is_off_or_a_rule_that_says_so_wakes_and_the_message_says_which()
    {
        _world.Now = Groups.Night;
        Assert.Equal("This may wake you because a critical metric is off: Sign-ins.", Assert.Single(_world.Decide(Groups.Open() with { Hurting = ["sign-ins"] })).Night);
        Assert.Equal("This may wake you because its rule says so: Backups fail.", Assert.Single(_world.Decide(Groups.Open() with { Rule = "backups" })).Night);
        Assert.Equal(TellingStep.Postpone, Assert.Single(_world.Decide(Groups.Open() with { Rule = "disks", Hurting = ["informative"] })).Step);
    }

    [Fact]
    public void Routes_beside_which_nobody_sleeps_tell_at_night_and_those_for_working_hours_never()
    {
        _world.Now = Groups.Night;
        _world.Routes = [OnCall with { Wakes = false }, OnCall with { Id = "offices", To = "mail", Wakes = false, When = RouteTime.WorkingHours }];
        Assert.Equal([(TellingStep.Open, "ops"), (TellingStep.Postpone, "mail")], _world.Decide(Groups.Open() with { Hurting = ["sign-ins"] }).Select(static act => (act.Step, act.Route!.To)));
    }

    [Fact]
    public void A_route_for_the_night_tells_what_is_open_when_the_day_ends()
    {
        _world.Routes = [OnCall with { When = RouteTime.Night, Wakes = false }];
        var group = Groups.Open();
        Assert.Empty(_world.Tell(group));
        _world.Now = Groups.Night;
        Assert.Equal([TellingStep.Open], _world.Tell(group));
    }

    [Fact]
    public void At_night_an_all_clear_reaches_whoever_was_woken_at_once_and_others_in_the_morning()
    {
        _world.Routes = [OnCall with { To = "mail" }];
        var (told, woken) = (Groups.Open("Told"), Groups.Open("Woken") with { Hurting = ["sign-ins"] });
        _world.Tell(told);
        _world.Now = Groups.Night;
        _world.Tell(told, woken);
        Assert.Equal([(told.Id, TellingStep.Clear), (woken.Id, TellingStep.AllClear)], _world.Do([told.Over(), woken.Over()]).Select(static act => (act.Group!.Id, act.Step)));
        Assert.Empty(_world.Tell(told.Over(), woken.Over()));
        _world.Now = Groups.Night.AddHours(7);
        Assert.Equal([TellingStep.AllClear], _world.Tell(told.Over(), woken.Over()));
        Assert.Empty(_world.Tell(told.Over(), woken.Over()));
    }

    [Fact]
    public void All_clears_that_waited_for_the_morning_come_in_its_one_message()
    {
        _world.Routes = [OnCall with { To = "mail" }];
        var (one, other, passing) = (Groups.Open("One"), Groups.Open("Other"), Groups.Open("Passing"));
        _world.Tell(one, other);
        _world.Now = Groups.Night;
        _world.Tell(one, other, passing);
        Assert.Equal([TellingStep.Clear, TellingStep.Clear, TellingStep.Clear], _world.Tell(one.Over(), other.Over(), passing.Over()));
        _world.Now = Groups.Night.AddHours(7);
        Assert.Equal([TellingStep.Together, TellingStep.Together, TellingStep.Together], _world.Tell(one.Over(), other.Over(), passing.Over()));
        Assert.All(_world.Told, static told => Assert.Equal(ToldState.Over, told.State));
    }

    [Fact]
    public void One_all_clear_beside_what_nobody_knew_of_is_told_by_itself()
    {
        _world.Routes = [OnCall with { To = "mail" }];
        var (known, passing) = (Groups.Open("Known"), Groups.Open("Passing"));
        _world.Tell(known);
        _world.Now = Groups.Night;
        _world.Tell(known, passing);
        _world.Tell(known.Over(), passing.Over());
        _world.Now = Groups.Night.AddHours(7);
        Assert.Equal([TellingStep.AllClear, TellingStep.Drop], _world.Tell(known.Over(), passing.Over()));
    }

    [Fact]
    public void What_comes_back_at_night_before_its_all_clear_is_no_news()
    {
        _world.Routes = [OnCall with { To = "mail" }];
        var group = Groups.Open();
        _world.Tell(group);
        _world.Now = Groups.Night;
        Assert.Equal([TellingStep.Clear], _world.Tell(group.Over()));
        Assert.Equal([TellingStep.Resume], _world.Tell(group));
        Assert.Empty(_world.Tell(group));
        Assert.Equal([TellingStep.Clear], _world.Tell(group.Over()));
        // What comes and goes was told today, whether or not its all-clear was.
        Assert.Empty(_world.Tell(group.Over(), Flapping(Groups.Open())));
    }

    [Fact]
    public void Whoever_was_woken_hears_that_it_is_over_as_soon_as_their_quiet_hours_end()
    {
        _world.Routes = [OnCall with { To = "mail", Quiet = new(new(3, 0), new(5, 0), TimeZoneInfo.Utc) }];
        _world.Now = Groups.Night;
        var group = Groups.Open() with { Hurting = ["sign-ins"] };
        _world.Tell(group);
        _world.Now = Groups.Night.AddHours(2);
        Assert.Equal([TellingStep.Clear], _world.Tell(group.Over()));
        _world.Now = Groups.Night.AddHours(3);
        Assert.Equal([TellingStep.AllClear], _world.Tell(group.Over()));
    }

    [Fact]
    public void In_quiet_hours_nothing_is_told_whatever_it_is_and_an_all_clear_waits_for_their_end()
    {
        _world.Routes = [OnCall with { To = "mail", Quiet = new(new(10, 30), new(12, 0), TimeZoneInfo.Utc) }];
        var group = Groups.Open() with { Hurting = ["sign-ins"] };
        Assert.Equal([TellingStep.Postpone], _world.Tell(group));
        _world.Now = Groups.Noon.AddHours(1);
        Assert.Equal([TellingStep.Open], _world.Tell(group));
        _world.Now = Groups.Noon.AddDays(1);
        Assert.Equal([TellingStep.Clear], _world.Tell(group.Over()));
        _world.Now = Groups.Noon.AddDays(1).AddHours(1);
        Assert.Equal([TellingStep.AllClear], _world.Tell(group.Over()));
    }

    [Theory]
    [InlineData("22:00", "06:00", 23, true, 30)]
    [InlineData("22:00", "06:00", 5, true, 6)]
    [InlineData("22:00", "06:00", 6, false, 0)]
    [InlineData("09:00", "17:00", 12, true, 17)]
    public void Quiet_hours_may_go_over_midnight(string from, string to, int hour, bool isQuiet, int endHour)
    {
        var quiet = new QuietHours(TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.Utc);
        var day = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(isQuiet, quiet.Contains(day.AddHours(hour)));
        if (isQuiet)
            Assert.Equal(day.AddHours(endHour), quiet.EndAfter(day.AddHours(hour)));
    }

    [Fact]
    public void At_night_Slack_is_edited_without_a_sound()
    {
        var group = Groups.Open();
        _world.Tell(group);
        _world.Now = Groups.Night;
        var change = Assert.Single(_world.Decide(group with { Services = ["search", "identity"] }));
        Assert.Equal((TellingStep.Change, true, Groups.Night), (change.Step, change.IsSilent, change.Due));
        Assert.True(Assert.Single(_world.Decide(group.Over())).IsSilent);
    }

    [Fact]
    public void A_group_that_nobody_remembers_is_over_only_after_a_day()
    {
        _world.Tell(Groups.Open());
        Assert.Empty(_world.Tell());
        _world.Now = Groups.Noon.AddHours(24).AddSeconds(1);
        var clear = Assert.Single(_world.Decide());
        Assert.Equal((TellingStep.AllClear, null), (clear.Step, clear.Group));
    }

    private static AlertGroup Flapping(AlertGroup group) => group with { Alerts = [.. group.Alerts.Select(static alert => alert with { IsFlapping = true })] };

    /// <summary>Does what the rules say, as the teller would.</summary>
    private sealed class World
    {
        public DateTimeOffset Now { get; set; } = Groups.Noon;

        public ImmutableArray<Route> Routes { get; set; } = [OnCall];

        public ImmutableArray<Told> Told { get; private set; } = [];

        private Definitions Definitions => Definitions.Empty with
        {
            Destinations = [new("ops", DestinationKind.Slack, "#ops"), new("mail", DestinationKind.Email, "a@example.org")],
            Routes = Routes,
            Bpms = [SignIns, SignIns with { Id = "informative", Tier = Tier.Informative }],
            AlertRules = [Rule("disks", "Disks fill", false), Rule("backups", "Backups fail", true)],
        };

        public ImmutableArray<TellingAct> Decide(params AlertGroup[] groups) => TellingRules.Decide(new(Groups.Snapshot(1, groups), Definitions, Told, Now));

        public TellingStep[] Tell(params AlertGroup[] groups) => [.. Do(groups).Select(static act => act.Step)];

        public string[] Destinations(params AlertGroup[] groups) => [.. Do(groups).Select(static act => act.Route!.To)];

        public ImmutableArray<TellingAct> Do(AlertGroup[] groups)
        {
            var acts = Decide(groups);
            foreach (var act in acts)
            {
                var told = TellingRules.After(act, Now, act.Before?.Id ?? Guid.NewGuid());
                Told = [.. Told.Where(other => other.Id != told.Id), told];
            }

            return acts;
        }

        private static AlertRule Rule(string id, string name, bool wakes) => new() { Id = id, Name = name, Match = [], Wakes = wakes };
    }
}
