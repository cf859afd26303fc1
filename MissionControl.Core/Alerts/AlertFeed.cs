using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts;

/// <summary>The newest snapshot of all alerts. One writer: the inbox.</summary>
public sealed class AlertFeed(TimeProvider clock)
    : Feed<AlertsSnapshot>(new AlertsSnapshot { Version = 0, At = clock.GetUtcNow(), Open = [], Ended = [] })
{
    internal void Publish(AlertsSnapshot snapshot) => Move(snapshot);
}
