using System.Collections.Frozen;
using MissionControl.Core.OnCall;

namespace MissionControl.Tests.OnCall;

public sealed class OnDutyTests
{
    private static readonly Rota Rota = new()
    {
        Id = "platform",
        Name = "Platform",
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
        People = [new("Ada", null, null), new("Bo", null, null), new("Cy", null, null)],
        Start = new(2026, 3, 2),
        Turns = ["Ada", "Bo"],
    };

    [Theory]
    [InlineData("2026-03-02T08:59:59Z", null)]
    [InlineData("2026-03-02T09:00:00Z", "Ada")]
    [InlineData("2026-03-09T08:59:59Z", "Ada")]
    [InlineData("2026-03-09T09:00:00Z", "Bo")]
    [InlineData("2026-03-16T09:00:00Z", "Ada")]
    public void People_take_turns_from_the_handover_on(string at, string? expected) =>
        Assert.Equal(expected, OnDuty.At(Rota, Moment(at))?.Person.Name);

    [Fact]
    public void The_week_in_which_clocks_go_forward_is_an_hour_shorter()
    {
        var duty = OnDuty.At(Rota, Moment("2026-03-29T00:30:00Z"))!;
        Assert.Equal((Moment("2026-03-23T09:00:00Z"), Moment("2026-03-30T08:00:00Z")), (duty.From, duty.Until));
        Assert.Equal("Ada", OnDuty.At(Rota, Moment("2026-03-30T08:00:00Z"))!.Person.Name);
    }

    [Fact]
    public void A_handover_that_clocks_skip_is_when_they_go_forward_and_one_that_comes_twice_is_the_first()
    {
        var rota = Rota with { Start = new(2026, 3, 1), Handover = new(1, 30) };
        Assert.Equal(Moment("2026-03-29T01:00:00Z"), OnDuty.At(rota, Moment("2026-03-29T12:00:00Z"))!.From);
        Assert.Equal(Moment("2026-10-25T00:30:00Z"), OnDuty.At(rota, Moment("2026-10-25T12:00:00Z"))!.From);
        Assert.Equal(Moment("2026-10-25T00:30:00Z"), OnDuty.At(rota, Moment("2026-10-25T00:45:00Z"))!.From);
    }

    [Fact]
    public void A_week_of_somebody_else_changes_nobody_elses_turn()
    {
        var rota = Rota with { Weeks = new Dictionary<DateOnly, string> { [new(2026, 3, 9)] = "Cy" }.ToFrozenDictionary() };
        Assert.Equal("Cy", OnDuty.At(rota, Moment("2026-03-12T00:00:00Z"))!.Person.Name);
        Assert.Equal("Ada", OnDuty.At(rota, Moment("2026-03-19T00:00:00Z"))!.Person.Name);
    }

    [Fact]
    public void A_listed_rota_has_nobody_in_weeks_it_does_not_list()
    {
        var rota = Rota with { Turns = [], Weeks = new Dictionary<DateOnly, string> { [new(2026, 3, 9)] = "Cy" }.ToFrozenDictionary() };
        Assert.Equal("Cy", OnDuty.At(rota, Moment("2026-03-12T00:00:00Z"))!.Person.Name);
        Assert.Null(OnDuty.At(rota, Moment("2026-03-19T00:00:00Z")));
    }

    private static DateTimeOffset Moment(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
}
