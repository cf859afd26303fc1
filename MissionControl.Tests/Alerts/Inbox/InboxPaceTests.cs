using MissionControl.Core.Alerts.Inbox;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

public sealed class InboxPaceTests
{
    private readonly ManualTimeProvider _clock = new(A.Moment);

    [Fact]
    public async Task What_is_done_in_no_time_is_never_held_back()
    {
        var pace = new InboxPace(_clock);
        Assert.Equal(TimeSpan.Zero, pace.Wait);
        await pace.RunAsync(static () => Task.CompletedTask);
        Assert.Equal(TimeSpan.Zero, pace.Wait);
    }

    [Fact]
    public async Task It_takes_a_quarter_of_the_time_at_most()
    {
        var pace = new InboxPace(_clock);
        await pace.RunAsync(() => Lasting(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(TimeSpan.FromMilliseconds(150), pace.Wait);
        _clock.Advance(TimeSpan.FromMilliseconds(149));
        Assert.True(pace.Wait > TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.Wait <= TimeSpan.Zero);
    }

    [Fact]
    public async Task However_long_it_takes_no_change_is_held_back_for_long()
    {
        var pace = new InboxPace(_clock);
        await pace.RunAsync(() => Lasting(TimeSpan.FromSeconds(20)));
        Assert.Equal(InboxPace.MostHeldBack, pace.Wait);
    }

    private Task Lasting(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
