using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Calendars;

public sealed class DeclaredStretchesTests
{
    private static readonly Stretch Holiday = Some.Stretch() with { Kind = StretchKind.BankHoliday, Bpm = null, From = A.Moment.AddHours(1), To = A.Moment.AddHours(3) };
    private static readonly Stretch Maintenance = Some.Stretch() with { Kind = StretchKind.Maintenance, Bpm = "a", From = A.Moment.AddHours(2), To = A.Moment.AddHours(4), DeclaredAt = A.Moment.AddMinutes(1) };
    private static readonly Stretch Outage = Some.Stretch() with { Bpm = "a", From = A.Moment, To = A.Moment.AddHours(6), DeclaredAt = A.Moment.AddMinutes(2) };
    private static readonly Stretch NewNormal = Some.Stretch() with { Kind = StretchKind.NewNormal, Bpm = "a", From = A.Moment, To = null };
    private static readonly DeclaredStretches All = new(1, [Outage, Maintenance, Holiday, NewNormal]);

    [Fact]
    public void A_metric_has_its_own_and_those_of_every_metric()
    {
        Assert.Equal<Stretch>([NewNormal, Outage, Holiday, Maintenance], All.For("a"));
        Assert.Equal<Stretch>([Holiday], All.For("b"));
    }

    [Theory]
    [InlineData("a", 0.5, null)]
    [InlineData("a", 1, StretchKind.BankHoliday)]
    [InlineData("a", 2.5, StretchKind.Maintenance)]
    [InlineData("b", 2.5, StretchKind.BankHoliday)]
    [InlineData("b", 3, null)]
    [InlineData("a", 4, null)]
    public void What_excuses_a_moment_is_declared_last_and_is_no_outage(string bpm, double hours, StretchKind? kind) =>
        Assert.Equal(kind, All.ExpectedAt(bpm, A.Moment.AddHours(hours))?.Kind);

    [Fact]
    public void A_new_normal_holds_from_its_moment_on()
    {
        Assert.Null(All.NewNormalAt("a", A.Moment.AddSeconds(-1)));
        Assert.Equal(NewNormal, All.NewNormalAt("a", A.Moment.AddDays(99)));
        Assert.Null(All.NewNormalAt("b", A.Moment.AddDays(99)));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        All.ExpectedAt("a", A.Moment);
        var before = GC.GetAllocatedBytesForCurrentThread();
        All.ExpectedAt("a", A.Moment.AddHours(2));
        All.NewNormalAt("b", A.Moment);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
