namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// When the inbox may save and publish next. In a storm each time writes and shows hundreds of groups anew, however little came in since, and the
/// processor is needed for taking alerts in; what was quick is followed at once by the next. Not thread-safe: the inbox's own.
/// </summary>
internal sealed class InboxPace(TimeProvider clock)
{
    /// <summary>But no change waits longer than that.</summary>
    public static readonly TimeSpan MostHeldBack = TimeSpan.FromMilliseconds(400);

    /// <summary>One part of the time in so many may go into it.</summary>
    private const int Share = 4;

    private long _endedAt;
    private TimeSpan _heldBack;

    /// <summary>How long until then; zero or less: now.</summary>
    public TimeSpan Wait => _heldBack > TimeSpan.Zero ? _heldBack - clock.GetElapsedTime(_endedAt) : TimeSpan.Zero;

    /// <summary>Does it, and sees how long that takes.</summary>
    public async Task RunAsync(Func<Task> show)
    {
        var began = clock.GetTimestamp();
        await show();
        _endedAt = clock.GetTimestamp();
        var share = clock.GetElapsedTime(began, _endedAt) * (Share - 1);
        _heldBack = share < MostHeldBack ? share : MostHeldBack;
    }
}
