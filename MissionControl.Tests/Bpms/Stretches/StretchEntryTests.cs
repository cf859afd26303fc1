using MissionControl.Tests.Support;
using MissionControl.Web.Bpms.Stretches;

namespace MissionControl.Tests.Bpms.Stretches;

public sealed class StretchEntryTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void A_normal_metric_offers_the_last_hour() =>
        Assert.Equal(("2026-11-21T01:05", "2026-11-21T02:05"), Ends(StretchEntry.Begin(null, A.Moment.AddSeconds(1), London)));

    [Fact]
    public void A_metric_that_is_off_offers_the_time_since_then() =>
        Assert.Equal(("2026-11-20T21:10", "2026-11-21T02:04"), Ends(StretchEntry.Begin(A.Moment.AddHours(-5).AddMinutes(6), A.Moment, London)));

    [Fact]
    public void A_metric_that_is_off_for_months_offers_no_more_than_may_be_declared() =>
        Assert.Equal(("2026-10-21T03:04", "2026-11-21T02:04"), Ends(StretchEntry.Begin(A.Moment.AddDays(-60), A.Moment, London)));

    [Fact]
    public void A_night_in_which_the_clocks_go_back_is_declared_with_both_its_hours()
    {
        var (draft, _) = new StretchEntry { From = "2026-10-25T01:00", To = "2026-10-25T01:30" }.Read("a", London);
        Assert.Equal(TimeSpan.FromMinutes(90), draft!.To!.Value - draft.From);
    }

    [Fact]
    public void Every_time_that_cannot_be_read_is_told_at_once()
    {
        var (draft, problems) = new StretchEntry { From = "", To = "soon" }.Read("a", London);
        Assert.Null(draft);
        Assert.Equal(["from", "to"], problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Every_metric_is_no_metric_by_name()
    {
        var entry = StretchEntry.Begin(null, A.Moment, London);
        Assert.Equal("a", entry.Read("a", London).Draft!.Bpm);
        Assert.Null((entry with { OfEveryMetric = true }).Read("a", London).Draft!.Bpm);
    }

    private static (string From, string To) Ends(StretchEntry entry) => (entry.From, entry.To);
}
