using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Services;

public sealed class ServiceRulesTests
{
    private static readonly Service Identity = new("identity", "Identity", "", null, []);

    [Fact]
    public void A_warning_degrades_and_says_which_it_is() =>
        Assert.Equal((Health.Degraded, "Disk full"), ServiceRules.Judge(Identity, [Tile(TileState.Normal)], [Group(Urgency.Warning)]));

    [Fact]
    public void A_critical_alert_beside_a_critical_metric_that_is_off_is_a_major_outage()
    {
        Assert.Equal(Health.PartialOutage, ServiceRules.Judge(Identity, [Tile(TileState.Off)], []).Health);
        Assert.Equal(Health.MajorOutage, ServiceRules.Judge(Identity, [Tile(TileState.Off)], [Group(Urgency.Critical)]).Health);
    }

    [Fact]
    public void A_critical_alert_where_no_metric_says_otherwise_is_a_partial_outage() =>
        Assert.Equal(Health.PartialOutage, ServiceRules.Judge(Identity, [], [Group(Urgency.Critical)]).Health);

    [Fact]
    public void What_is_quiet_for_information_of_others_of_our_own_or_cannot_see_does_not_count()
    {
        AlertGroup[] groups =
        [
            Group(Urgency.Critical) with { IsQuiet = true },
            Group(Urgency.Info),
            Group(Urgency.Critical) with { Services = ["search"] },
            Group(Urgency.Critical, alert => alert with { Intake = "own" }),
            Group(Urgency.Critical, alert => alert with { CannotSee = true }),
            Group(Urgency.Critical) with { State = AlertState.Unheard },
        ];
        Assert.All(groups, group => Assert.Equal(Health.Operational, ServiceRules.Judge(Identity, [Tile(TileState.Normal)], [group]).Health));
    }

    [Fact]
    public void Nothing_seen_is_never_operational() => Assert.Equal(Health.Unknown, ServiceRules.Judge(Identity, [Tile(TileState.Stale)], []).Health);

    private static Tile Tile(TileState state)
    {
        var tile = A.Tile().Build();
        return tile with { State = state, Bpm = tile.Bpm with { Tier = Tier.Critical, Services = ["identity"] } };
    }

    private static AlertGroup Group(Urgency urgency, Func<Alert, Alert>? change = null)
    {
        var alert = new Alert
        {
            Fingerprint = "0",
            Labels = LabelSet.Of(("alertname", "DiskFull")),
            Annotations = LabelSet.Empty,
            Name = "Disk full",
            State = AlertState.Firing,
            Urgency = urgency,
            StartsAt = A.Moment,
            HeardAt = A.Moment,
            Intake = "alertmanager",
        };
        return new()
        {
            Id = Guid.NewGuid(),
            Key = "DiskFull",
            Name = "Disk full",
            Alerts = [change?.Invoke(alert) ?? alert],
            Urgency = urgency,
            State = AlertState.Firing,
            Since = A.Moment,
            Services = ["identity"],
            Version = 1,
        };
    }
}
