using MissionControl.Core.Alerts.Inbox;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

public sealed class PublishingPaceTests
{
    private readonly ManualTimeProvider _clock = new(A.Moment);

    [Fact]
    public void What_is_published_in_no_time_is_never_held_back()
    {
        var pace = new PublishingPace(_clock);
        Assert.Equal(TimeSpan.Zero, pace.Wait);
        pace.Run(static () => { });
        Assert.Equal(TimeSpan.Zero, pace.Wait);
    }

    [Fact]
    public void Publishing_takes_a_quarter_of_the_time_at_most()
    {
        var pace = new PublishingPace(_clock);
        pace.Run(() => _clock.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(TimeSpan.FromMilliseconds(150), pace.Wait);
        _clock.Advance(TimeSpan.FromMilliseconds(149));
        Assert.True(pace.Wait > TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.Wait <= TimeSpan.Zero);
    }

    [Fact]
    public void However_long_publishing_takes_no_change_is_held_back_for_long()
    {
        var pace = new PublishingPace(_clock);
        pace.Run(() => _clock.Advance(TimeSpan.FromSeconds(20)));
        Assert.Equal(PublishingPace.MostHeldBack, pace.Wait);
    }
}
