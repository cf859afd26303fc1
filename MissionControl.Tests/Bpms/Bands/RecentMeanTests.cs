using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class RecentMeanTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(5)]
    public void It_is_the_mean_of_the_last_minutes_however_often_samples_come(double step)
    {
        var mean = new RecentMean(15, 5);
        var last = 0.0;
        for (var minute = step; minute <= 60; minute += step)
            last = mean.Take(minute > 52.5 ? 2 : 1, step);
        Assert.InRange(last, 1.4, 1.7);
        for (var minute = step; minute <= 15; minute += step)
            last = mean.Take(2, step);
        Assert.Equal(2, last, 0.01);
    }

    [Fact]
    public void What_was_not_seen_counts_as_nothing()
    {
        var mean = new RecentMean(15, 5);
        Assert.Equal(1.0 / 3, mean.Take(1, 60), 1e-9);
        Assert.Equal(2.0 / 3, mean.Take(1, 5), 1e-9);
        Assert.Equal(1.0 / 3, mean.Take(1, 30), 1e-9);
    }

    [Fact]
    public void Forgotten_is_forgotten()
    {
        var mean = new RecentMean(15, 5);
        mean.Take(9, 5);
        mean.Forget();
        Assert.Equal(0, mean.Take(0, 5));
    }
}
