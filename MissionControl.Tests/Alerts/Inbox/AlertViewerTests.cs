using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

public sealed class AlertViewerTests
{
    private readonly InboxState _state = new();

    [Fact]
    public void Of_a_group_only_the_alert_that_moved_is_made_anew()
    {
        Take(Fires("a"), Fires("b"), Fires("c"));
        var before = View(A.Moment);
        Take(Fires("b") with { IsFiring = false, EndsAt = A.Moment.AddMinutes(1) });
        var after = View(A.Moment.AddMinutes(1));
        Assert.Same(Of(before, "a"), Of(after, "a"));
        Assert.Same(Of(before, "c"), Of(after, "c"));
        Assert.Equal((AlertState.Firing, AlertState.Resolved), (Of(before, "b").State, Of(after, "b").State));
    }

    [Fact]
    public void What_time_makes_of_an_alert_is_seen_though_nothing_was_said_of_it()
    {
        Take(Fires("a") with { EndsAt = A.Moment.AddMinutes(4) });
        Assert.Equal(AlertState.Firing, Of(View(A.Moment), "a").State);
        Assert.Equal(AlertState.Unheard, Of(View(A.Moment.AddMinutes(6)), "a").State);
    }

    private void Take(params AlertSignal[] signals) => _state.Take(new("alertmanager", null, A.Moment, [.. signals]));

    private AlertGroup View(DateTimeOffset now) => new AlertViewer(new(Definitions.Empty), [], WorkCover.None, new([]), new(), now).View(Assert.Single(_state.Groups), _state, 1);

    private static Alert Of(AlertGroup group, string instance) => Assert.Single(group.Alerts, alert => alert.Labels["instance"] == instance);

    private static AlertSignal Fires(string instance) => new() { Labels = LabelSet.Of(("alertname", "DiskFull"), ("instance", instance)), IsFiring = true, StartsAt = A.Moment };
}
