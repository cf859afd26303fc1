using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Services.History;

public sealed class ServiceHistoryTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void A_day_adds_up_its_minutes_by_health_and_the_rest_is_without_data()
    {
        var day = HealthDay.Of(new(2026, 11, 20), [Span("00:00", "06:00", Health.Operational), Span("06:00", "06:14", Health.PartialOutage), Span("06:14", "12:00", Health.Operational)], A.Moment, TimeZoneInfo.Utc);
        Assert.Equal(TimeSpan.FromMinutes(14), day.Time.Outage);
        Assert.Equal((TimeSpan.FromHours(12), TimeSpan.FromHours(12), Health.PartialOutage), (day.Time.Recorded, day.Time.NoData, day.Time.Worst));
        Assert.Equal(1 - (14.0 / 720), day.Time.Uptime!.Value, 9);
    }

    [Fact]
    public void What_could_not_be_seen_is_no_data_and_never_operational()
    {
        var day = HealthDay.Of(new(2026, 11, 20), [Span("00:00", "12:00", Health.Unknown)], A.Moment, TimeZoneInfo.Utc);
        Assert.Equal((null, null, TimeSpan.FromHours(24)), (day.Time.Worst, day.Time.Uptime, day.Time.NoData));
    }

    [Fact]
    public void Maintenance_counts_neither_as_up_nor_as_down()
    {
        var day = HealthDay.Of(new(2026, 11, 20), [Span("00:00", "01:00", Health.Operational), Span("01:00", "02:00", Health.Maintenance), Span("02:00", "03:00", Health.MajorOutage)], A.Moment, TimeZoneInfo.Utc);
        Assert.Equal((0.5, TimeSpan.FromHours(1)), (day.Time.Uptime, day.Time.Maintenance));
        Assert.Null(HealthTime.Of([Span("00:00", "01:00", Health.Maintenance)], At("00:00"), At("02:00")).Uptime);
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-20", 24)]
    public void A_day_is_as_long_as_the_clocks_of_the_zone_make_it(string day, int hours)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var span = new HealthSpan("identity", A.Moment.AddDays(-400), A.Moment, Health.Operational, "");
        var time = HealthDay.Of(date, [span], A.Moment, London).Time;
        Assert.Equal((TimeSpan.FromHours(hours), TimeSpan.FromHours(hours), TimeSpan.Zero), (time.Whole, time.Operational, time.NoData));
    }

    [Fact]
    public void A_span_over_midnight_is_shared_by_both_days_and_no_minute_counts_twice()
    {
        var span = new HealthSpan("identity", At("22:30"), A.Moment, Health.Degraded, "");
        var days = ServiceHistory.Of(new("identity", [span], []), 2, A.Moment, A.Moment, TimeZoneInfo.Utc).Days;
        Assert.Equal([TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(124)], days.Select(static day => day.Time.Degraded));
    }

    [Fact]
    public void Ninety_days_are_all_there_and_finished_ones_come_from_the_roll_up()
    {
        var rolled = new HealthDay(new(2026, 10, 3), new() { Whole = TimeSpan.FromDays(1), Operational = TimeSpan.FromHours(23), MajorOutage = TimeSpan.FromHours(1) });
        var history = ServiceHistory.Of(new("identity", [Span("10:00", "11:00", Health.Operational)], [rolled]), ServiceHistory.UsualDays, At("11:00"), A.Moment, TimeZoneInfo.Utc);
        Assert.Equal((90, new DateOnly(2026, 8, 24), new DateOnly(2026, 11, 21)), (history.Days.Length, history.Days[0].Day, history.Days[^1].Day));
        Assert.Equal(rolled, history.Days.Single(static day => day.Time.Worst == Health.MajorOutage));
        Assert.Equal(TimeSpan.FromHours(25), history.Time.Recorded);
        Assert.Null(history.Current);
    }

    [Fact]
    public void Since_when_looks_past_a_change_of_reason()
    {
        HealthSpan[] spans = [Span("10:00", "11:00", Health.Operational), Span("11:00", "11:10", Health.Degraded, "a"), Span("11:10", "11:20", Health.Degraded, "b")];
        var history = ServiceHistory.Of(new("identity", [.. spans], []), 2, At("11:20"), At("11:20").AddSeconds(30), TimeZoneInfo.Utc);
        Assert.Equal((At("11:00"), "b"), (history.Since, history.Current!.Reason));
    }

    [Fact]
    public void What_began_a_moment_ago_is_there_at_once()
    {
        var past = new ServicePast("identity", [Span("10:00", "11:20", Health.Operational), Span("11:20", "11:20", Health.MajorOutage)], []);
        var history = ServiceHistory.Of(past, 2, At("11:20"), At("11:20").AddSeconds(40), TimeZoneInfo.Utc);
        Assert.Equal((TimeSpan.FromSeconds(40), Health.MajorOutage), (history.Days[^1].Time.MajorOutage, history.Days[^1].Time.Worst));
        Assert.Equal((TimeSpan.FromSeconds(40), false), (history.Departures[0].Length, history.Departures[0].IsOver));
    }

    [Fact]
    public void After_minutes_without_a_look_nothing_is_said_to_go_on()
    {
        var past = new ServicePast("identity", [Span("11:00", "11:20", Health.Degraded)], []);
        Assert.NotNull(ServiceHistory.Of(past, 2, At("11:20"), At("11:22"), TimeZoneInfo.Utc).Current);
        var later = ServiceHistory.Of(past, 2, At("11:20"), At("11:23"), TimeZoneInfo.Utc);
        Assert.Equal((null, null, true), (later.Current, later.Since, later.Departures.Single().IsOver));
    }

    [Fact]
    public void A_departure_runs_through_its_healths_and_says_why_it_was_worst()
    {
        HealthSpan[] spans =
        [
            Span("10:00", "10:10", Health.Degraded, "Sign-in is watched"), Span("10:10", "10:20", Health.PartialOutage, "Sign-in is off"), Span("10:20", "10:30", Health.Degraded, "Sign-in is watched"),
            Span("10:30", "11:00", Health.Operational), Span("11:00", "11:05", Health.Unknown), Span("11:05", "11:07", Health.Degraded, "Disk full"),
        ];
        var departures = HealthDeparture.Of([.. spans], At("11:07"));
        Assert.Equal<HealthDeparture>([new(At("11:05"), At("11:07"), Health.Degraded, "Disk full", false), new(At("10:00"), At("10:30"), Health.PartialOutage, "Sign-in is off", true)], departures);
    }

    [Fact]
    public void A_gap_ends_a_departure()
    {
        HealthSpan[] spans = [Span("10:00", "10:10", Health.Degraded), Span("10:40", "10:50", Health.Degraded)];
        Assert.Equal([At("10:40"), At("10:00")], HealthDeparture.Of([.. spans], At("10:50")).Select(static departure => departure.From));
    }

    internal static DateTimeOffset At(string time) => new(new DateOnly(2026, 11, 20), TimeOnly.ParseExact(time, "HH:mm"), TimeSpan.Zero);

    internal static HealthSpan Span(string from, string to, Health health) => Span(from, to, health, "");

    internal static HealthSpan Span(string from, string to, Health health, string reason) => new("identity", At(from), At(to), health, reason);
}
