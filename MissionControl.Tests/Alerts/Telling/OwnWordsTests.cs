using MissionControl.Core.Alerts;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

/// <summary>Our own rules need no words in the catalog.</summary>
public sealed class OwnWordsTests
{
    [Fact]
    public void A_metric_off_its_band_is_told_from_the_metric_itself()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Off().Build())] };
        var group = it.Group(Own(("alertname", "BpmOff"), ("bpm", "sign-in-success"), ("tier", "critical")));
        Assert.Equal(
            """
            [Responder] Sign-in success is below normal
            What: Of those who open the sign-in page, the share that reaches the dashboard.
            Where: Identity
            Value: Sign-in success is 41.2 % against an expected 62–78 %; about 190 sign-ins fewer than expected.
            Since: 01:52, for 12 min.
            Do: Runbook: Sign-in failures.
            Night: Sign-in success, a critical metric, is below normal.
            - bpm=sign-in-success tier=critical · since 01:52
            Runbook: Sign-in failures <https://mission.example/runbooks/sign-in-failures>
            """,
            it.Tell(group, Audience.Responder));
        Assert.Equal(
            """
            [ProductLead] Sign-in success is below normal
            What: Of those who open the sign-in page, the share that reaches the dashboard. It stands for Weekly active renters.
            Where: Identity
            Value: Sign-in success is 41.2 % against an expected 62–78 %; about 190 sign-ins fewer than expected.
            Since: 01:52, for 12 min.
            Do: Nothing to mend yourself; identity looks after it. Decide whether a release or a campaign should wait.
            Night: Sign-in success, a critical metric, is below normal.
            """,
            it.Tell(group, Audience.ProductLead));
        Assert.Equal(
            """
            [LocalOffice] Fewer sign-ins succeed than usual
            What: What we watch: of those who open the sign-in page, the share that reaches the dashboard.
            Value: About 190 fewer sign-ins than usual since 01:52.
            Since: 01:52, for 12 min.
            Do: If people ask, tell them that we have known of it since 01:52.
            """,
            it.Tell(group, Audience.LocalOffice));
    }

    [Fact]
    public void A_metric_that_cannot_be_seen_is_not_said_to_be_wrong()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Stale().Build())] };
        var group = it.Group(Own(("alertname", "BpmStale"), ("bpm", "sign-in-success")) with { CannotSee = true });
        Assert.Equal(
            """
            [DataLead] Sign-in success cannot be seen
            What: Its numbers do not arrive, so nobody knows whether all is well. Nothing is known to be wrong.
            Where: Identity
            Value: Sign-in success cannot be seen since 01:59; the last we saw was 70 %.
            Since: 01:52, for 12 min.
            Do: Do not trust figures of Sign-in success from 01:59 on until it can be seen again.
            Night: Sign-in success cannot be seen, so nobody knows whether people are hurt.
            """,
            it.Tell(group, Audience.DataLead));
        Assert.Contains("Look at the source “demo”: the source does not answer.", it.Tell(group, Audience.Responder), StringComparison.Ordinal);
        Assert.Contains("Nothing to do: this is about what we can see", it.Tell(group, Audience.LocalOffice), StringComparison.Ordinal);
    }

    [Fact]
    public void A_blind_source_names_what_can_no_longer_be_seen()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-ups", A.Tile().Stale().Build()), AlertCase.Tile("sign-in-success", A.Tile().Stale().Build())] };
        var group = it.Group(Own(("alertname", "SourceBlind"), ("source", "demo")));
        Assert.StartsWith(
            "[Responder] The source “demo” does not answer: 2 metrics cannot be seen\nWhat: Nobody knows whether all is well with Sign-in success and Sign-ups. Nothing is known to be wrong.",
            it.Tell(group, Audience.Responder),
            StringComparison.Ordinal);
        Assert.StartsWith("[DataLead] 2 metrics cannot be seen\nWhat: Numbers of Sign-in success and Sign-ups do not arrive.", it.Tell(group, Audience.DataLead), StringComparison.Ordinal);
        Assert.StartsWith("[LocalOffice] We cannot see some of our numbers", it.Tell(group, Audience.LocalOffice), StringComparison.Ordinal);
    }

    [Fact]
    public void The_all_clear_of_a_metric_still_says_which_side_it_was_on()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Build())] };
        var group = it.Group(Own(("alertname", "BpmOff"), ("bpm", "sign-in-success")) with { State = AlertState.Resolved }) with { State = AlertState.Resolved, EndedAt = A.Moment };
        Assert.Equal("It is over: “Sign-in success is below normal”", it.Say(group, Audience.ProductLead).Title);
        Assert.Equal("It is over: “Fewer sign-ins succeed than usual”", it.Say(group, Audience.LocalOffice).Title);
    }

    [Fact]
    public void A_late_job_is_told_as_late()
    {
        const double Age = 7 * 3600 + 40 * 60;
        var late = A.Tile().Counting(BpmKind.Freshness, "", Age).Expecting(null, 7 * 3600, 0, 8 * 3600).Off(Age, TimeSpan.FromMinutes(40)).Build();
        var it = new AlertCase { Tiles = [AlertCase.Tile("overnight-record-sync", late)] };
        var told = it.Tell(it.Group(Own(("alertname", "BpmOff"), ("bpm", "overnight-record-sync"))), Audience.LocalOffice);
        Assert.StartsWith("[LocalOffice] Overnight record sync is late\n", told, StringComparison.Ordinal);
        Assert.Contains("Value: It is late by 40 min.", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_audience_is_told_something_whole_of_every_metric_whether_the_board_knows_it_or_not()
    {
        foreach (var bpm in AlertCase.Catalog.Bpms)
            foreach (var name in new[] { "BpmOff", "BpmStale" })
            {
                var it = new AlertCase();
                var group = it.Group(Own(("alertname", name), ("bpm", bpm.Id)));
                Assert.All(Enum.GetValues<Audience>(), audience =>
                {
                    var message = it.Say(group, audience);
                    Assert.Contains(audience == Audience.LocalOffice && name == "BpmOff" ? bpm.Counts ?? bpm.Name : bpm.Name, message.Title, StringComparison.OrdinalIgnoreCase);
                    Assert.True(audience == Audience.Responder || message.Slots.All(static slot => !slot.IsMissing), it.Tell(group, audience));
                });
            }
    }

    private static Alert Own(params ReadOnlySpan<(string Name, string Value)> labels) => AlertCase.Alert(labels) with { Intake = "own" };
}
