using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Tests.Alerts.Telling;

public sealed class RetryRulesTests
{
    private static readonly Letter Letter = Groups.Letter(Groups.Open());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(500, 300)]
    public void Each_wait_is_twice_the_one_before_up_to_five_minutes_and_a_fifth_longer_or_shorter(int attempts, int seconds)
    {
        var waits = Enumerable.Range(0, 200).Select(_ => RetryRules.Next(Letter with { Id = Guid.NewGuid(), Attempts = attempts }, Groups.Noon, null)!.Value - Groups.Noon).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0.8 * seconds, 1.2 * seconds));
        Assert.True(waits.Distinct().Count() > 20);
    }

    [Fact]
    public void What_the_receiver_asks_for_is_heeded_up_to_an_hour()
    {
        Assert.Equal(Groups.Noon.AddMinutes(30), RetryRules.Next(Letter with { Attempts = 1 }, Groups.Noon, TimeSpan.FromMinutes(30)));
        Assert.Equal(Groups.Noon.AddHours(1), RetryRules.Next(Letter with { Attempts = 1 }, Groups.Noon, TimeSpan.FromDays(30)));
    }

    [Fact]
    public void After_a_day_it_is_given_up()
    {
        Assert.NotNull(RetryRules.Next(Letter with { Attempts = 300 }, Groups.Noon.AddHours(23.8), null));
        Assert.Null(RetryRules.Next(Letter with { Attempts = 300 }, Groups.Noon.AddHours(23.99), null));
    }
}
