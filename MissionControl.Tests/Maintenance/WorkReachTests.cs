using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Calendars;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

public sealed class WorkReachTests
{
    private static readonly DateTimeOffset Now = A.Moment;
    private static readonly Work Down = Work(Draft(Now.AddHours(-1), Now.AddHours(1)), Now.AddHours(-2));

    [Theory]
    [InlineData(WorkEffect.Down, Health.Operational, Health.Maintenance)]
    [InlineData(WorkEffect.Down, Health.Unknown, Health.Maintenance)]
    [InlineData(WorkEffect.Down, Health.MajorOutage, Health.Maintenance)]
    [InlineData(WorkEffect.Partly, Health.PartialOutage, Health.Maintenance)]
    [InlineData(WorkEffect.Partly, Health.MajorOutage, Health.MajorOutage)]
    [InlineData(WorkEffect.Slow, Health.Degraded, Health.Maintenance)]
    [InlineData(WorkEffect.Slow, Health.PartialOutage, Health.PartialOutage)]
    [InlineData(WorkEffect.Partly, Health.Unknown, Health.Unknown)]
    [InlineData(WorkEffect.Slow, Health.Unknown, Health.Unknown)]
    public void A_service_under_work_is_in_maintenance_unless_it_is_worse_than_the_work_explains(WorkEffect effect, Health seen, Health shown) =>
        Assert.Equal(shown, WorkReach.Explain(Down with { Effect = effect }, (seen, "Sign-ins are off"), Now, TimeZoneInfo.Utc).Health);

    [Fact]
    public void After_its_announced_end_work_explains_nothing_and_is_no_all_clear()
    {
        var late = Now.AddHours(2);
        Assert.Equal(Health.MajorOutage, WorkReach.Explain(Down, (Health.MajorOutage, ""), late, TimeZoneInfo.Utc).Health);
        Assert.Equal(Health.Unknown, WorkReach.Explain(Down, (Health.Unknown, ""), late, TimeZoneInfo.Utc).Health);
        Assert.Equal((Health.Maintenance, "Planned work, longer than announced: Overnight records move"), WorkReach.Explain(Down, (Health.Operational, ""), late, TimeZoneInfo.Utc));
    }

    [Fact]
    public void Its_services_are_those_of_its_components_and_those_named_beside() => Assert.Equal<string>(
        ["bookings", "identity", "records-sync"], WorkReach.ServicesOf(Work(Draft(Now.AddHours(1), Now.AddHours(2), "booking") with { Services = ["records-sync"] }, Now), House));

    [Fact]
    public void Alerts_of_services_under_work_are_told_to_nobody_and_say_why_until_its_announced_end()
    {
        var group = Group("records-sync");
        Assert.Equal(new GroupWork(1, Down.Title, Down.To), Cover(Down, Now).Of(group));
        Assert.Null(Cover(Down, Down.To).Of(group));
        Assert.Null(Cover(Down, Down.From.AddSeconds(-1)).Of(group));
    }

    [Fact]
    public void An_alert_that_also_speaks_of_another_service_is_loud() => Assert.Null(Cover(Down, Now).Of(Group("records-sync", "identity")));

    [Fact]
    public void An_alert_of_no_service_is_loud() => Assert.Null(Cover(Down, Now).Of(Group()));

    [Fact]
    public void Where_people_may_notice_slowness_only_what_is_critical_still_wakes()
    {
        var slow = Cover(Work(Draft(Now.AddHours(-1), Now.AddHours(1), "sign-in") with { Effect = WorkEffect.Slow }, Now.AddHours(-2)), Now);
        Assert.NotNull(slow.Of(Group("identity")));
        Assert.Null(slow.Of(Group("identity") with { Urgency = Urgency.Critical }));
        Assert.Null(slow.Of(Group("identity") with { Hurting = ["sign-in-success"] }));
    }

    [Fact]
    public void Where_it_does_not_work_for_some_a_total_outage_still_wakes()
    {
        var partly = Cover(Work(Draft(Now.AddHours(-1), Now.AddHours(1), "sign-in") with { Effect = WorkEffect.Partly }, Now.AddHours(-2)), Now);
        var total = Group("identity") with { Urgency = Urgency.Critical, Hurting = ["sign-in-success"], Alerts = [AlertCase.Alert()] };
        Assert.Null(partly.Of(total));
        Assert.NotNull(partly.Of(total with { Hurting = [] }));
        Assert.NotNull(partly.Of(total with { Alerts = [AlertCase.Alert() with { Intake = Core.Alerts.Own.OwnRules.Intake }] }));
        Assert.NotNull(Cover(Down with { Components = ["sign-in"] }, Now).Of(total));
    }

    [Fact]
    public void Of_several_works_the_one_that_explains_most_counts_as_long_as_it_was_announced()
    {
        var slow = Down with { Number = 2, Effect = WorkEffect.Slow, To = Now.AddHours(3) };
        Assert.Equal(1, WorkReach.Under([slow, Down], House, Now)["records-sync"].Number);
        Assert.Equal(1, WorkReach.Under([Down, slow], House, Now)["records-sync"].Number);
        Assert.Equal(2, WorkReach.Under([slow, Down], House, Down.To)["records-sync"].Number);
    }

    [Fact]
    public void Metrics_under_work_are_expected_to_be_different_from_its_beginning_to_its_end()
    {
        var work = Work(Draft(Now.AddHours(1), Now.AddHours(2), "booking"), Now);
        var stretch = WorkStretches.Of(work, House).Single(static stretch => stretch.Bpm == "sign-ups");
        Assert.Equal((StretchKind.Maintenance, work.From, (DateTimeOffset?)work.To, (int?)1), (stretch.Kind, stretch.From, stretch.To, stretch.Work));
        Assert.Equal(2, WorkStretches.Of(work, House).Count());
        // Late, it excuses no more than was announced; ended late, all of it is left out of learning.
        Assert.Equal(work.To.AddHours(1), WorkStretches.Of(work with { EndedAt = work.To.AddHours(1) }, House).First().To);
        Assert.Empty(WorkStretches.Of(work with { EndedAt = Now, IsCancelled = true }, House));
        // What is critical stays judged, or nothing would show that it is worse than people were told.
        Assert.Equal(["sign-ups"], WorkStretches.Of(work with { Effect = WorkEffect.Slow }, House).Select(static stretch => stretch.Bpm));
        Assert.Equal(["sign-ups"], WorkStretches.Of(work with { Effect = WorkEffect.Partly }, House).Select(static stretch => stretch.Bpm));
    }

    [Fact]
    public async Task Stretches_of_work_stand_beside_those_that_people_declared_and_go_with_the_work()
    {
        using var book = new StretchBook(new RememberedStretches(), new ManualTimeProvider(Now), NullLogger<StretchBook>.Instance);
        var declared = (await book.DeclareAsync(new() { Kind = StretchKind.Campaign, Bpm = "sign-ups", From = Now, To = Now.AddHours(1) }, default)).Stretch!;
        await book.DeriveAsync([.. WorkStretches.Of(Work(Draft(Now.AddHours(1), Now.AddHours(2), "booking"), Now), House)], default);
        Assert.Equal(2, book.For("sign-ups").Length);
        Assert.Equal(StretchKind.Maintenance, book.Current.ExpectedAt("sign-ups", Now.AddMinutes(90))!.Kind);
        await book.WithdrawAsync(declared.Id, Core.People.Actor.Anonymous, default);
        Assert.Single(book.For("sign-ups"));
        await book.DeriveAsync([], default);
        Assert.Empty(book.Current.All);
    }

    [Fact]
    public void Overlaps_open_incidents_and_what_else_is_touched_are_warned_of()
    {
        var draft = Draft(Now.AddHours(2), Now.AddHours(3), "sign-in");
        var other = Work(Draft(Now.AddHours(2), Now.AddHours(4), "booking"), Now) with { Number = 7 };
        var incident = new Support.StatusPage.IncidentBuilder(3, Core.Incidents.Severity.Sev2, Now).Build();
        var warnings = WorkWarnings.Of(draft, null, new(Snapshot(other), new(1, ImmutableSortedDictionary<int, Core.Incidents.Incident>.Empty.Add(3, incident)), House, Now));
        Assert.Equal<string>(
            [
                "It overlaps planned work 7, “Overnight records move”, on the same services.",
                "Incident 3, “identity-db failover”, is open on the same services. It stays on the status page: work makes nothing green.",
                "Booking uses the same services and will show planned work, too.",
                "It begins in less than 24 hours: there is no reminder the day before.",
            ],
            warnings);
        // Going on as it was announced, it is no news.
        Assert.Empty(WorkWarnings.Of(WorkDraft.Of(Down), 1, new(Snapshot(Down), Core.Incidents.IncidentsSnapshot.None, House, Now)));
        Assert.Empty(WorkWarnings.Of(Draft(Now.AddDays(2), Now.AddDays(3)), null, new(Snapshot(other), Core.Incidents.IncidentsSnapshot.None, House, Now)));
    }

    private static WorkCover Cover(Work work, DateTimeOffset now) => WorkCover.Of(Snapshot(work), House, now);

    private static AlertGroup Group(params string[] services) => new()
    {
        Id = Guid.NewGuid(), Key = "k", Name = "Disk full", Alerts = [], Urgency = Urgency.Warning, State = AlertState.Firing, Since = Now, Services = [.. services], Version = 1,
    };
}
