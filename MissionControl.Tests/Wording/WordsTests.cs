using System.Globalization;

namespace MissionControl.Tests.Wording;

public sealed class WordsTests
{
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(8.9, "8 s")]
    [InlineData(59.99, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(720, "12 min")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h")]
    [InlineData(27_600, "7 h 40")]
    [InlineData(86_399, "23 h 59")]
    [InlineData(86_400, "1 day")]
    [InlineData(100_800, "1 day 4 h")]
    [InlineData(259_200, "3 days")]
    [InlineData(280_800, "3 days 6 h")]
    public void A_duration_is_said_as_people_say_it(double seconds, string words) =>
        Assert.Equal(words, Words.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.000001, "0")]
    [InlineData(0.0123, "0.0123")]
    [InlineData(0.5, "0.5")]
    [InlineData(1.3, "1.3")]
    [InlineData(9.876, "9.88")]
    [InlineData(9.996, "10")]
    [InlineData(41.23, "41.2")]
    [InlineData(99.96, "100")]
    [InlineData(318.4, "318")]
    [InlineData(1204, "1,204")]
    [InlineData(61_480, "61,480")]
    [InlineData(999_999, "999,999")]
    [InlineData(1_234_567, "1.23 M")]
    [InlineData(2_500_000_000, "2.5 bn")]
    [InlineData(-1204, "−1,204")]
    [InlineData(-4.25, "−4.25")]
    public void A_number_keeps_what_can_be_read_at_a_glance(double value, string words) =>
        Assert.Equal(words, Words.Number(value));

    [Theory]
    [InlineData(3.4, "3")]
    [InlineData(-187, "190")]
    [InlineData(1234, "1,200")]
    [InlineData(98_700, "99,000")]
    public void About_is_two_digits_and_no_sign(double value, string words) => Assert.Equal(words, Words.About(value));

    [Theory]
    [InlineData("2026-11-21T02:04:00Z", "02:04")]
    [InlineData("2026-11-21T00:00:00Z", "00:00")]
    [InlineData("2026-11-20T21:10:00Z", "Fri 21:10")]
    [InlineData("2026-11-15T21:10:00Z", "Sun 21:10")]
    [InlineData("2026-11-14T21:10:00Z", "14 Nov 21:10")]
    [InlineData("2026-11-03T21:10:00Z", "3 Nov 21:10")]
    [InlineData("2025-11-03T21:10:00Z", "3 Nov 2025 21:10")]
    public void A_time_says_its_day_only_when_it_is_another_one(string at, string words) =>
        Assert.Equal(words, Words.Time(Parse(at), Parse("2026-11-21T02:05:00Z"), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("2026-11-21T09:00:00Z", "09:00")]
    [InlineData("2026-11-23T09:00:00Z", "Mon 09:00")]
    [InlineData("2026-11-28T09:00:00Z", "28 Nov 09:00")]
    [InlineData("2026-11-20T21:10:00Z", "Fri 21:10")]
    public void What_is_to_come_within_the_week_says_its_weekday(string at, string words) =>
        Assert.Equal(words, Words.Coming(Parse(at), Parse("2026-11-21T02:05:00Z"), TimeZoneInfo.Utc));

    [Fact]
    public void Today_is_the_organisations_today()
    {
        // 23:30 UTC in July is half past midnight in London, already the day of "now".
        var words = Words.Time(Parse("2026-07-10T23:30:00Z"), Parse("2026-07-11T01:00:00Z"), _london);
        Assert.Equal("00:30", words);
    }

    [Fact]
    public void The_full_time_is_given_in_both_zones() =>
        Assert.Equal("Fri 10 Jul 2026 23:30:00 UTC, Sat 11 Jul 2026 00:30:00 London", Words.FullTime(Parse("2026-07-10T23:30:00Z"), _london));

    [Theory]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("America/New_York", "New York")]
    public void A_zone_is_called_by_its_city(string zone, string words) =>
        Assert.Equal(words, Words.Zone(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static DateTimeOffset Parse(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
