using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;
using MissionControl.Web.Bpms.Stretches;

namespace MissionControl.Tests.Bpms.Stretches;

public sealed class StretchLineTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void The_list_holds_what_comes_runs_and_is_five_weeks_past_newest_first()
    {
        Stretch[] all = [At(-40 * 24, 1), At(-48, 1), At(-1, 2), At(24, 48), At(-72, null)];
        var lines = StretchLine.List([.. all], [], A.Moment, London);
        Assert.Equal(["Coming", "Running", "Over", "In force"], lines.Select(line => line.Standing));
        Assert.Equal("Sun 22 Nov 02:04 to Tue 24 Nov 02:04", lines[0].When);
        Assert.Equal("Sat 21 Nov 01:04 to 03:04", lines[1].When);
        Assert.Equal(("New normal", "since Wed 18 Nov 02:04"), (lines[3].Kind, lines[3].When));
    }

    [Fact]
    public void Another_year_is_named() =>
        Assert.Equal("Thu 31 Dec 23:04 to Fri 1 Jan 2027 03:04", StretchLine.Span(At((40 * 24) + 21, 4), A.Moment, London));

    [Fact]
    public void What_was_withdrawn_keeps_its_place_until_it_stands_again()
    {
        Stretch[] all = [At(-4, 1), At(-2, 1)];
        Assert.Equal([false, true], StretchLine.List([all[1]], [all[0]], A.Moment, London).Select(line => line.IsWithdrawn));
        Assert.Equal([false, false], StretchLine.List([.. all], [all[0]], A.Moment, London).Select(line => line.IsWithdrawn));
    }

    [Fact]
    public void The_closed_panel_says_what_runs_or_how_many_come()
    {
        Assert.Equal("", StretchLine.Now([At(-4, 1)], A.Moment, London));
        Assert.Equal("2 coming", StretchLine.Now([At(1, 1), At(5, 1)], A.Moment, London));
        Assert.Equal("Outage until 03:04", StretchLine.Now([At(-1, 2), At(5, 1)], A.Moment, London));
    }

    private static Stretch At(double hours, double? length) => Some.Stretch() with
    {
        Id = Guid.NewGuid(),
        Kind = length is null ? StretchKind.NewNormal : StretchKind.Outage,
        From = A.Moment.AddHours(hours),
        To = length is { } some ? A.Moment.AddHours(hours + some) : null,
    };
}
