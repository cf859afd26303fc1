using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;

namespace MissionControl.Tests.Services.History;

public sealed class HealthTimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly HealthTimeline _timeline = new([], Start.AddHours(-1));

    [Fact]
    public void What_stays_becomes_longer_and_what_changes_begins_anew()
    {
        See(0, Health.Operational, "fine");
        See(1, Health.Operational, "fine");
        See(2.25, Health.PartialOutage, "Sign-in is off");
        See(3, Health.PartialOutage, "Sign-in is off");
        Assert.Equal<HealthSpan>([Span(0, 2.25, Health.Operational, "fine"), Span(2.25, 3, Health.PartialOutage, "Sign-in is off")], Spans());
    }

    [Fact]
    public void Only_a_change_is_worth_saving_at_once()
    {
        Assert.True(See(0, Health.Operational, "fine"));
        Assert.False(See(1, Health.Operational, "fine"));
        Assert.True(See(1.5, Health.Operational, "another reason"));
    }

    [Fact]
    public void Minutes_in_which_nobody_looked_are_a_gap()
    {
        See(0, Health.Operational, "fine");
        See(1, Health.Operational, "fine");
        See(4, Health.Operational, "fine");
        See(5, Health.Operational, "fine");
        Assert.Equal<HealthSpan>([Span(0, 1, Health.Operational, "fine"), Span(4, 5, Health.Operational, "fine")], Spans());
    }

    [Fact]
    public void A_quick_restart_that_finds_the_same_health_is_no_gap()
    {
        var after = new HealthTimeline([Past(Span(0, 5, Health.Operational, "fine"))], Start.AddMinutes(6));
        // At first judgements are rash, and then nothing can be seen, which says nothing of the service.
        after.See([Status(Health.Degraded, "Sign-in success is being watched")], Start.AddMinutes(6.1), TimeZoneInfo.Utc);
        after.See([Status(Health.Unknown, "None of its metrics can be seen")], Start.AddMinutes(6.4), TimeZoneInfo.Utc);
        after.See([Status(Health.Operational, "fine")], Start.AddMinutes(6.5), TimeZoneInfo.Utc);
        Assert.Equal<HealthSpan>([Span(0, 6.5, Health.Operational, "fine")], after.Read()["identity"].Spans);
    }

    [Fact]
    public void A_restart_in_the_evening_adds_up_no_day_that_goes_on_there()
    {
        // 20:00 of the 20th in New York is the 21st in UTC.
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var evening = new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);
        var past = Past(new HealthSpan("identity", evening.AddHours(-6), evening.AddMinutes(-1), Health.Operational, "fine"));
        var after = new HealthTimeline([past with { Days = [new(new DateOnly(2026, 11, 19), default)] }], evening);
        after.See([Status(Health.Operational, "fine")], evening.AddSeconds(1), newYork);
        Assert.Empty(after.Unsaved().Days);
    }

    [Theory]
    [InlineData(6.5, Health.Degraded)]
    [InlineData(7.5, Health.Operational)]
    public void A_restart_that_takes_longer_or_finds_another_health_leaves_a_gap(double minute, Health health)
    {
        var after = new HealthTimeline([Past(Span(0, 5, Health.Operational, "fine"))], Start.AddMinutes(6));
        after.See([Status(health, "fine")], Start.AddMinutes(minute), TimeZoneInfo.Utc);
        Assert.Equal<HealthSpan>([Span(0, 5, Health.Operational, "fine"), Span(minute, minute, health, "fine")], after.Read()["identity"].Spans);
    }

    [Fact]
    public void What_stays_unseen_long_after_a_start_is_recorded_as_unknown()
    {
        var after = new HealthTimeline([], Start);
        foreach (var minute in new[] { 0.5, 1.5, 2.5, 3.5 })
            after.See([Status(Health.Unknown, "None of its metrics can be seen")], Start.AddMinutes(minute), TimeZoneInfo.Utc);
        Assert.Equal<HealthSpan>([Span(2.5, 3.5, Health.Unknown, "None of its metrics can be seen")], after.Read()["identity"].Spans);
    }

    [Fact]
    public void A_clock_that_goes_back_takes_back_what_lies_ahead_of_it()
    {
        See(0, Health.Operational, "fine");
        See(1, Health.Degraded, "Disk full");
        See(2, Health.Degraded, "Disk full");
        See(0.5, Health.Degraded, "Disk full");
        See(1.5, Health.Degraded, "Disk full");
        Assert.Equal<HealthSpan>([Span(0, 0.5, Health.Operational, "fine"), Span(0.5, 1.5, Health.Degraded, "Disk full")], Spans());
        Assert.Equal((Start.AddMinutes(0.5), 2), (_timeline.Unsaved().Cut!.At, _timeline.Unsaved().Spans.Length));
    }

    [Fact]
    public void A_start_with_a_clock_behind_what_is_kept_cuts_it()
    {
        var after = new HealthTimeline([Past(Span(0, 60, Health.Operational, "fine")) with { Days = [new(new(2026, 11, 19), default), new(new(2026, 11, 20), default)] }], Start.AddMinutes(10));
        after.See([Status(Health.Operational, "fine")], Start.AddMinutes(10.5), TimeZoneInfo.Utc);
        Assert.Equal<HealthSpan>([Span(0, 10.5, Health.Operational, "fine")], after.Read()["identity"].Spans);
        Assert.Equal([new DateOnly(2026, 11, 19)], after.Read()["identity"].Days.Select(static day => day.Day));
    }

    [Fact]
    public void A_service_that_leaves_the_catalog_ends_there_and_comes_back_after_a_gap()
    {
        See(0, Health.Operational, "fine");
        See(1, Health.Operational, "fine");
        _timeline.See([], Start.AddMinutes(1.5), TimeZoneInfo.Utc);
        _timeline.See([], Start.AddMinutes(3), TimeZoneInfo.Utc);
        See(4.5, Health.Operational, "fine");
        Assert.Equal<HealthSpan>([Span(0, 1.5, Health.Operational, "fine"), Span(4.5, 4.5, Health.Operational, "fine")], Spans());
    }

    [Fact]
    public void A_change_of_health_is_told_to_the_journal_and_a_change_of_reason_is_not()
    {
        See(0, Health.Operational, "fine");
        See(1, Health.Operational, "still fine");
        See(2, Health.MajorOutage, "All is off");
        var fact = Assert.Single(_timeline.Unsaved().Facts);
        Assert.Equal(("service.health", "identity", Start.AddMinutes(2)), (fact.Kind, fact.Subject, fact.At));
        Assert.Equal("""{"after":"MajorOutage","before":"Operational","since":"2026-11-20T10:02:00Z"}""", fact.Body.ToJsonString());
    }

    [Fact]
    public void What_was_saved_is_not_saved_again_and_what_came_meanwhile_is()
    {
        See(0, Health.Operational, "fine");
        var first = _timeline.Unsaved();
        See(1, Health.Degraded, "Disk full");
        _timeline.Saved(first);
        Assert.Equal<HealthSpan>([Span(0, 1, Health.Operational, "fine"), Span(1, 1, Health.Degraded, "Disk full")], _timeline.Unsaved().Spans.OrderBy(static span => span.From));
        _timeline.Saved(_timeline.Unsaved());
        Assert.Empty(_timeline.Unsaved().Spans);
        Assert.Empty(_timeline.Unsaved().Facts);
    }

    [Fact]
    public void A_day_is_rolled_up_once_when_it_is_over()
    {
        var minutes = Enumerable.Range(0, (14 * 60) + 1).Select(static minute => (double)minute);
        foreach (var minute in minutes.SkipLast(1))
            See(minute, Health.Operational, "fine");
        Assert.Empty(_timeline.Unsaved().Days);
        See(14 * 60, Health.Operational, "fine");
        var saving = _timeline.Unsaved();
        var (service, day) = Assert.Single(saving.Days);
        Assert.Equal(("identity", new DateOnly(2026, 11, 20), TimeSpan.FromHours(14), TimeSpan.FromHours(10)), (service, day.Day, day.Time.Operational, day.Time.NoData));
        _timeline.Saved(saving);
        Assert.Empty(_timeline.Unsaved().Days);
        Assert.Equal<HealthDay>([day], _timeline.Read()["identity"].Days);
    }

    [Fact]
    public void Days_that_ended_while_the_app_was_away_are_rolled_up_when_it_is_back()
    {
        var after = new HealthTimeline([Past(Span(0, 60 * 20, Health.Degraded, "Disk full"))], Start.AddDays(3));
        after.See([Status(Health.Operational, "fine")], Start.AddDays(3).AddMinutes(1), TimeZoneInfo.Utc);
        Assert.Equal([(new(2026, 11, 20), TimeSpan.FromHours(14)), (new DateOnly(2026, 11, 21), TimeSpan.FromHours(6))], after.Unsaved().Days.Select(static day => (day.Day.Day, day.Day.Time.Degraded)));
    }

    private bool See(double minute, Health health, string reason) => _timeline.See([Status(health, reason)], Start.AddMinutes(minute), TimeZoneInfo.Utc);

    private ImmutableArray<HealthSpan> Spans() => _timeline.Read()["identity"].Spans;

    private static ServicePast Past(HealthSpan span) => new("identity", [span], []);

    private static HealthSpan Span(double from, double to, Health health, string reason) => new("identity", Start.AddMinutes(from), Start.AddMinutes(to), health, reason);

    internal static ServiceStatus Status(Health health, string reason) => new(new("identity", "Identity", "", null, []), health, reason, 1);
}
