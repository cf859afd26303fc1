namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// When the inbox may publish next. In a storm every publication shows hundreds of groups anew, and the processor is needed for taking alerts in; a
/// publication that was quick is followed at once by the next. Not thread-safe: the inbox's own.
/// </summary>
/// <param name="clock">The processor's time, which goes on whatever the clock of the app says.</param>
internal sealed class PublishingPace(TimeProvider clock)
{
    /// <summary>But no change waits longer than that to be shown.</summary>
    public static readonly TimeSpan MostHeldBack = TimeSpan.FromMilliseconds(400);

    /// <summary>One part of the time in so many may go into publishing.</summary>
    private const int Share = 4;

    private long _endedAt;
    private TimeSpan _heldBack;

    /// <summary>How long until then; zero or less: now.</summary>
    public TimeSpan Wait => _heldBack > TimeSpan.Zero ? _heldBack - clock.GetElapsedTime(_endedAt) : TimeSpan.Zero;

    /// <summary>A timer that is not set yet, on the same clock.</summary>
    public ITimer NewTimer(Action elapsed) => clock.CreateTimer(_ => elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Publishes, and sees how long that takes.</summary>
    public void Run(Action publish)
    {
        var began = clock.GetTimestamp();
        publish();
        _endedAt = clock.GetTimestamp();
        var share = clock.GetElapsedTime(began, _endedAt) * (Share - 1);
        _heldBack = share < MostHeldBack ? share : MostHeldBack;
    }
}
