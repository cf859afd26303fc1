using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account;

public sealed class WrongTriesTests
{
    private static readonly Guid Ada = new("00000000-0000-0000-0000-00000000000a");
    private readonly ManualTimeProvider _clock = new(new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero));

    [Fact]
    public void An_address_that_tried_five_times_waits_a_quarter_of_an_hour()
    {
        var tries = new WrongTries(_clock);
        Assert.Equal([true, true, true, true, true, false, false], Enumerable.Range(0, 7).Select(_ => tries.MayTry(Ada, "192.0.2.1")));
        _clock.Advance(WrongTries.Within - TimeSpan.FromSeconds(1));
        Assert.False(tries.MayTry(Ada, "192.0.2.1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(tries.MayTry(Ada, "192.0.2.1"));
    }

    [Fact]
    public void Another_address_and_another_account_have_tries_of_their_own_but_a_house_is_one()
    {
        var tries = new WrongTries(_clock);
        for (var number = 0; number < WrongTries.Most; number++)
            Assert.True(tries.MayTry(Ada, $"2001:db8::{number}"));
        Assert.False(tries.MayTry(Ada, "2001:db8::ff"));
        Assert.True(tries.MayTry(Ada, "2001:db8:1::1"));
        Assert.True(tries.MayTry(Guid.Empty, "2001:db8::1"));
        Assert.True(tries.MayTry(Ada, null));
    }

    [Fact]
    public void A_try_that_was_right_makes_up_for_those_before()
    {
        var tries = new WrongTries(_clock);
        for (var number = 0; number < 3 * WrongTries.Most; number++)
        {
            Assert.True(tries.MayTry(Ada, "192.0.2.1"));
            tries.Forget(Ada, "192.0.2.1");
        }
    }
}
