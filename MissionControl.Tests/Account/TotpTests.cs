using MissionControl.Core.People.Accounts;

namespace MissionControl.Tests.Account;

public sealed class TotpTests
{
    // "12345678901234567890" of RFC 6238, in base 32.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void The_codes_of_the_standard_are_those_of_their_steps(long seconds, string code) =>
        Assert.Equal(seconds / 30, Totp.FindStep(Key, code, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_code_is_good_half_a_minute_before_and_after_its_time(int late, bool isGood) =>
        Assert.Equal(isGood, Totp.FindStep(Key, "081804", DateTimeOffset.FromUnixTimeSeconds(1111111109 + late)) is 1111111109 / 30);

    [Theory]
    [InlineData("081 804", true)]
    [InlineData("081805", false)]
    [InlineData("81804", false)]
    [InlineData("٠٨١٨٠٤", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_six_digits_are_a_code(string? typed, bool isGood) =>
        Assert.Equal(isGood, Totp.FindStep(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1111111109)) is not null);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base 32")]
    public void Without_a_key_no_code_is_good(string? key) => Assert.Null(Totp.FindStep(key, "081804", DateTimeOffset.FromUnixTimeSeconds(1111111109)));
}
