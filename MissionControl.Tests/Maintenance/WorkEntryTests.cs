using MissionControl.Web.Maintenance;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

/// <summary>Times typed as local time, where clocks change too.</summary>
public sealed class WorkEntryTests
{
    private static readonly TimeZoneInfo London = House.Organisation.Zone;

    [Fact]
    public void In_summer_local_time_is_an_hour_ahead_of_utc()
    {
        var (draft, notes) = Typed("2026-07-01T02:00", "2026-07-01T03:00").Read(null, London);
        Assert.Equal((Utc("2026-07-01T01:00"), Utc("2026-07-01T02:00")), (draft.From, draft.To));
        Assert.Empty(notes);
    }

    [Fact]
    public void A_night_in_which_an_hour_comes_twice_is_meant_whole_and_it_is_said()
    {
        // On 25 October 2026 it is 01:30 twice in London.
        var (draft, notes) = Typed("2026-10-25T01:30", "2026-10-25T01:30").Read(null, London);
        Assert.Equal((Utc("2026-10-25T00:30"), Utc("2026-10-25T01:30")), (draft.From, draft.To));
        Assert.Equal(2, notes.Length);
        Assert.Contains("comes twice", notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_read_later_and_it_is_said()
    {
        var (draft, notes) = Typed("2027-03-28T01:30", "2027-03-28T03:00").Read(null, London);
        Assert.Equal(Utc("2027-03-28T01:30"), draft.From);
        Assert.Contains("there is no 01:30", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sent_back_as_it_was_shown_is_not_moved_also_in_the_second_of_two_hours()
    {
        var work = Work(Draft(Utc("2026-10-25T01:10").AddSeconds(30), Utc("2026-10-25T01:50")), Utc("2026-10-01T00:00"));
        var (draft, _) = WorkEntry.Of(work, London).Read(work, London);
        Assert.Equal((work.From, work.To), (draft.From, draft.To));
    }

    [Fact]
    public void What_is_no_time_is_none() => Assert.Null(Typed("soon", "").Read(null, London).Draft.From);

    private static WorkEntry Typed(string from, string to) => new() { From = from, To = to, Effect = "Down" };

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
