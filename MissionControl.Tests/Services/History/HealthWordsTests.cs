using MissionControl.Core.Services.History;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Services.History;

public sealed class HealthWordsTests
{
    [Theory]
    [InlineData(0, "100 %")]
    [InlineData(1, "99.99 %")]
    [InlineData(86_400, "0 %")]
    [InlineData(864, "99 %")]
    public void Uptime_is_never_rounded_up(int seconds, string words)
    {
        var outage = TimeSpan.FromSeconds(seconds);
        Assert.Equal(words, HealthWords.Uptime(new() { Operational = TimeSpan.FromDays(1) - outage, PartialOutage = outage }));
    }

    [Theory]
    [InlineData(29, "less than 1 min")]
    [InlineData(840, "14 min")]
    [InlineData(27_600, "7 h 40")]
    [InlineData(93_900, "26 h 5")]
    [InlineData(7200, "2 h")]
    public void Outages_are_told_to_the_minute(int seconds, string words) => Assert.Equal(words, HealthWords.Exactly(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_day_says_what_was_wrong_for_how_long_and_how_much_was_not_recorded()
    {
        var time = new HealthTime { Whole = TimeSpan.FromDays(1), Operational = TimeSpan.FromHours(20), PartialOutage = TimeSpan.FromMinutes(12), Degraded = TimeSpan.FromMinutes(40) };
        Assert.Equal("Fri 20 Nov 2026: partial outage 12 min, degraded 40 min; no data recorded for 3 h 8", HealthWords.Day(new(new(2026, 11, 20), time)));
        Assert.Equal("no data recorded", HealthWords.Parts(new() { Whole = TimeSpan.FromDays(1) }));
        Assert.Equal("operational", HealthWords.Parts(new() { Whole = TimeSpan.FromDays(1), Operational = TimeSpan.FromDays(1) }));
    }

    [Fact]
    public void A_strip_says_its_sums_and_names_the_days_that_were_not_all_well()
    {
        HealthDay[] days =
        [
            new(new(2026, 11, 18), new() { Whole = TimeSpan.FromDays(1), Operational = TimeSpan.FromHours(23), MajorOutage = TimeSpan.FromHours(1) }),
            new(new(2026, 11, 19), new() { Whole = TimeSpan.FromDays(1), Operational = TimeSpan.FromHours(24) }),
        ];
        var history = ServiceHistory.Of(new("identity", [], [.. days]), 4, A.Moment, A.Moment, TimeZoneInfo.Utc);
        Assert.Equal("4 days to 21 Nov: 97.91 % up, 1 h of outage on 1 day, 2 days without data. 18 Nov: major outage 1 h.", HealthWords.Strip(history));
        Assert.Equal("2 days to 21 Nov: no data recorded.", HealthWords.Strip(ServiceHistory.Of(new("identity", [], []), 2, A.Moment, A.Moment, TimeZoneInfo.Utc)));
    }
}
