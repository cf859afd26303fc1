using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Following;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Services;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Support;
using LabelSet = MissionControl.Core.Alerts.Signals.LabelSet;

namespace MissionControl.Tests.Incidents.Following;

public sealed class SignalRulesTests
{
    private static DateTimeOffset Now => A.Moment;

    [Fact]
    public void A_tile_that_is_off_is_noted_at_the_time_it_left_its_band_once()
    {
        var incident = Declared();
        var signal = Assert.Single(Decide(incident, Facts(Off())));
        Assert.Equal((Now.AddMinutes(-12), "Sign-in success left its band: 41.2 % against 62 to 78 %"), (signal.At, signal.Evidence.Words));
        Assert.Empty(Decide(Noted(incident, signal), Facts(Off())));
    }

    [Fact]
    public void It_comes_back_only_after_it_was_off_and_only_when_it_counts()
    {
        Assert.Empty(Decide(Declared(), Facts(Back())));
        var incident = Noted(Declared(), Assert.Single(Decide(Declared(), Facts(Off()))));
        Assert.Empty(Decide(incident, Facts(Back() with { State = TileState.TooFew })));
        Assert.Empty(Decide(incident, Facts(Back() with { BackSince = Now.AddMinutes(-1) })));
        var back = Assert.Single(Decide(incident, Facts(Back())));
        Assert.Equal("Sign-in success is back inside its band", back.Evidence.Words);
        Assert.Empty(Decide(Noted(incident, back), Facts(Back())));
    }

    [Fact]
    public void A_tile_that_cannot_be_seen_is_said_with_why_and_again_when_it_can_and_its_band_is_another_story()
    {
        var incident = Noted(Declared(), Assert.Single(Decide(Declared(), Facts(Off()))));
        var blind = Assert.Single(Decide(incident, Facts(Blind())));
        Assert.Equal((Now.AddMinutes(-5), "Sign-in success cannot be seen: The source does not answer"), (blind.At, blind.Evidence.Words));
        incident = Noted(incident, blind);
        Assert.Empty(Decide(incident, Facts(Blind())));
        // As it was before: seen again, and still off since then.
        var seen = Assert.Single(Decide(incident, Facts(Off())));
        Assert.Equal("Sign-in success can be seen again: 41.2 % against 62 to 78 %", seen.Evidence.Words);
        incident = Noted(incident, seen);
        Assert.Empty(Decide(incident, Facts(Off())));
        Assert.Equal("Sign-in success is back inside its band", Assert.Single(Decide(incident, Facts(Back()))).Evidence.Words);
        // Back in its band while nobody could see it: both are said.
        incident = Noted(Noted(Declared(), Assert.Single(Decide(Declared(), Facts(Off())))), blind);
        Assert.Equal(["Sign-in success can be seen again: 70 % against 62 to 78 %", "Sign-in success is back inside its band"], Decide(incident, Facts(Back())).Select(signal => signal.Evidence.Words).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_read_yet_after_a_start_is_no_news_until_it_takes_too_long()
    {
        var unread = Blind() with { Latest = null, Since = Now };
        Assert.Empty(Decide(Declared(), Facts(unread)));
        var later = Now + TileRules.StaleAfter(unread.Bpm);
        Assert.Single(SignalRules.Decide(Declared(), Facts(unread) with { Now = later }, () => []));
        Assert.Empty(Decide(Declared(), Facts(Blind() with { Since = Now.AddDays(-2) })));
        Assert.Empty(Decide(Declared(), Facts(Blind() with { Bpm = Blind().Bpm with { Services = ["search"] } })));
    }

    [Fact]
    public void After_a_restart_that_gives_the_tile_another_since_it_is_still_not_noted_twice()
    {
        var incident = Noted(Declared(), Assert.Single(Decide(Declared(), Facts(Off()))));
        var off = Off();
        Assert.Empty(Decide(incident, Facts(off with { Since = off.Since.AddMinutes(3), OutsideSince = off.Since.AddMinutes(3) })));
    }

    [Fact]
    public void What_flaps_is_noted_four_times_in_half_an_hour_and_then_once_more()
    {
        var incident = Declared();
        var noted = 0;
        for (var turn = 0; turn < 10; turn++)
        {
            var since = Now.AddMinutes(turn - 12);
            var tile = turn % 2 == 0 ? Off() with { Since = since, OutsideSince = since } : Back() with { Since = since };
            foreach (var signal in Decide(incident, Facts(tile)))
                (incident, noted) = (Noted(incident, signal), noted + 1);
        }

        Assert.Equal(SignalRules.MostOfOne, noted);
        var later = Now + SignalRules.Calm + TimeSpan.FromSeconds(1);
        Assert.Single(Decide(incident, Facts(Off() with { Since = later, OutsideSince = later }) with { Now = later }));
    }

    [Fact]
    public void A_flood_of_tiles_is_noted_ten_in_a_minute_and_the_rest_in_the_next()
    {
        var tiles = Enumerable.Range(0, 25).Select(n => Off() with { Bpm = Off().Bpm with { Id = $"bpm-{n}" } }).ToArray();
        var incident = Declared();
        var first = Decide(incident, Facts(tiles));
        Assert.Equal(SignalRules.MostAMinute, first.Length);
        foreach (var signal in first)
            incident = Noted(incident, signal);
        Assert.Empty(Decide(incident, Facts(tiles)));
        Assert.Equal(10, Decide(incident, Facts(tiles) with { Now = Now.AddSeconds(61) }).Length);
    }

    [Fact]
    public void Tiles_of_other_services_and_what_was_off_long_before_stay_out()
    {
        Assert.Empty(Decide(Declared(), Facts(Off() with { Bpm = Off().Bpm with { Services = ["search"] } })));
        Assert.Empty(Decide(Declared(), Facts(Off() with { OutsideSince = Now.AddDays(-3) })));
    }

    [Fact]
    public void A_group_of_alerts_joins_with_how_many_it_is_and_ends()
    {
        var group = Groups.Open("Token endpoint 5xx", alerts: 3) with { Services = ["identity"], Since = Now.AddMinutes(-4) };
        var joined = Assert.Single(Decide(Declared(), Facts() with { Alerts = Groups.Snapshot(1, group) }));
        Assert.Equal((Now.AddMinutes(-4), "Alert joined: Token endpoint 5xx (3 alerts, one cause)"), (joined.At, joined.Evidence.Words));
        var incident = Noted(Declared(), joined);
        Assert.Empty(Decide(incident, Facts() with { Alerts = Groups.Snapshot(2, group) }));
        var over = Assert.Single(Decide(incident, Facts() with { Alerts = Groups.Snapshot(3, group with { State = AlertState.Resolved, EndedAt = Now }) }));
        Assert.Equal("Alert over: Token endpoint 5xx, after 4 min", over.Evidence.Words);
        Assert.Empty(Decide(Noted(incident, over), Facts() with { Alerts = Groups.Snapshot(4, group with { State = AlertState.Resolved, EndedAt = Now }) }));
    }

    [Fact]
    public void Alerts_that_are_silenced_or_attached_already_are_not_said_to_join()
    {
        var group = Groups.Open() with { Services = ["identity"], Since = Now };
        Assert.Empty(Decide(Declared(), Facts() with { Alerts = Groups.Snapshot(1, group with { IsQuiet = true }) }));
        Assert.Empty(Decide(Declared(new Evidence(EvidenceKind.Alert, group.Id.ToString(), "DiskFull")), Facts() with { Alerts = Groups.Snapshot(1, group) }));
        Assert.Empty(Decide(Declared(), Facts() with { Alerts = Groups.Snapshot(1, group with { Services = ["search"] }) }));
        Assert.Empty(Decide(Declared(), Facts() with { Alerts = Groups.Snapshot(1, group with { Alerts = [group.Alerts[0] with { Intake = OwnRules.Intake, Name = "Bpm off", Labels = LabelSet.Of(("alertname", OwnRules.BpmOff)) }] }) }));
    }

    [Theory]
    [InlineData("BpmOff", "sign-in-success", "Sign-in success is off")]
    [InlineData("BpmStale", "sign-in-success", "Sign-in success cannot be seen")]
    [InlineData("SourceBlind", "", "Nothing of the source main can be seen")]
    [InlineData("BpmOff", "gone", "Bpm off")]
    public void What_our_own_rules_find_is_called_by_what_it_is_about(string rule, string bpm, string words)
    {
        var board = A.Board().Build() with { Definitions = Definitions.Empty with { Bpms = [Some.Ratio()] } };
        var group = Groups.Open("Bpm off");
        group = group with { Alerts = [group.Alerts[0] with { Intake = OwnRules.Intake, Labels = LabelSet.Of(("alertname", rule), ("bpm", bpm), ("source", "main")) }] };
        Assert.Equal(words, IncidentDraft.Show(group, board).Words);
        Assert.Equal(words, IncidentDraft.From(board, Groups.Snapshot(1, group), null, group.Id).Title);
        // The catalog may call it otherwise.
        var named = group with { Name = "Sign-in is down", Alerts = [group.Alerts[0] with { Rule = "sign-in-down" }] };
        Assert.EndsWith("Sign-in is down", IncidentDraft.Show(named, board).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_of_one_name_that_come_and_go_join_twice_in_half_an_hour_and_those_of_a_longer_name_all_the_same()
    {
        var incident = Declared();
        for (var turn = 0; turn < 5; turn++)
            foreach (var signal in Decide(incident, Facts() with { Alerts = Groups.Snapshot(1, Of("Disk")) }))
                incident = Noted(incident, signal);
        Assert.Equal(2, incident.Timeline.Count - 1);
        Assert.Single(Decide(incident, Facts() with { Alerts = Groups.Snapshot(1, Of("DiskFull")) }));

        static AlertGroup Of(string name) => Groups.Open(name) with { Services = ["identity"], Since = Now };
    }

    [Fact]
    public void The_change_that_most_likely_broke_it_is_noted_with_why()
    {
        var signal = Assert.Single(Decide(Declared(), Facts() with { Changes = new(1, [Some.Change(14)]) }));
        Assert.Equal((Now.AddMinutes(-14), "identity-web 4.18.0 deployed (most likely cause: 2 min before, same service)"), (signal.At, signal.Evidence.Words));
    }

    [Fact]
    public void Changes_are_weighed_again_only_when_something_that_counts_has_moved()
    {
        var (ranking, facts, incident) = (new RoomSuspects(), Facts() with { Changes = new(1, [Some.Change(14)]) }, Declared());
        var first = Rank(incident, facts.Changes);
        Assert.Single(first);
        Assert.True(first == Rank(Noted(incident, new(Guid.NewGuid(), Now, new(EvidenceKind.Tile, "sign-in-success", "moved"))), facts.Changes));
        Assert.False(first == Rank(incident with { Times = incident.Times with { ImpactBegan = Now.AddMinutes(-13) } }, facts.Changes));
        Assert.False(first == Rank(incident, new(2, [Some.Change(14)])));

        System.Collections.Immutable.ImmutableArray<MissionControl.Core.Changes.Guilt.Suspect> Rank(Incident one, ToldChanges told) => ranking.Rank(one, told, facts.Board.Definitions);
    }

    [Fact]
    public void Of_many_changes_before_the_impact_only_the_likeliest_are_noted_and_none_of_other_services()
    {
        var changes = Enumerable.Range(13, 40).Select(minutes => Some.Change(minutes) with { Title = $"identity-web {minutes}" }).ToArray();
        var incident = Declared();
        for (var look = 0; look < 10; look++)
            foreach (var signal in Decide(incident, Facts() with { Changes = new(1, [.. changes]), Now = Now.AddMinutes(2 * look) }))
                incident = Noted(incident, signal);
        Assert.Equal(SignalRules.MostEarlierChanges, incident.Timeline.Count - 1);
        Assert.Empty(Decide(Declared(), Facts() with { Changes = new(1, [Some.Change(14) with { Service = "search" }]) }));
        Assert.Empty(Decide(Declared(), Facts() with { Changes = new(1, [Some.Change(-60)]) }));
    }

    [Fact]
    public void Private_incidents_get_them_and_resolved_ones_do_not()
    {
        Assert.Single(Decide(Declared() with { IsPrivate = true }, Facts(Off())));
        Assert.Empty(Decide(Declared() with { Phase = Phase.Resolved }, Facts(Off())));
    }

    internal static Tile Off() => WithService(A.Tile().Off().Build());

    internal static Tile Back() => WithService(A.Tile().Build()) with { Since = Now };

    internal static Tile Blind() => WithService(A.Tile().Stale().Build());

    internal static SignalFacts Facts(params Tile[] tiles) => new(
        A.Board().With(tiles).Build() with { Definitions = Definitions.Empty with { Services = [new Service("identity", "Identity", "", null, [])] } },
        Groups.Snapshot(1), ToldChanges.None, Now);

    internal static Incident Declared(params Evidence[] evidence) =>
        Incident.Begin(new(1, 1, Now, Now, "person:ana", Guid.NewGuid(), new Declared("Some people cannot sign in", Severity.Sev2, [.. evidence], ["identity"], Now.AddMinutes(-12), null, IsPrivate: false)));

    private static System.Collections.Immutable.ImmutableArray<Signal> Decide(Incident incident, SignalFacts facts) =>
        SignalRules.Decide(incident, facts, () => new RoomSuspects().Rank(incident, facts.Changes, facts.Board.Definitions));

    private static Incident Noted(Incident incident, Signal signal) =>
        incident.With(new(1, incident.Last + 1, signal.At, Now, "system", signal.Key, new Observed(signal.Evidence)));

    private static Tile WithService(Tile tile) => tile with { Bpm = tile.Bpm with { Services = ["identity"] } };
}
