using MissionControl.Core.Maintenance;
using MissionControl.Tests.Support;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

public sealed class NoticeRulesTests
{
    private static readonly DateTimeOffset From = A.Moment.AddDays(2);
    private static readonly DateTimeOffset To = From.AddHours(1);

    [Fact]
    public void Each_moment_is_announced_once_and_on_time()
    {
        var work = Work(From, To);
        Assert.Null(NoticeRules.Next(work, From.AddHours(-24).AddSeconds(-1)));
        work = After(work, From.AddHours(-24), NoticeKind.DayBefore);
        Assert.Null(NoticeRules.Next(work, From.AddMinutes(-15).AddSeconds(-1)));
        work = After(work, From.AddMinutes(-15), NoticeKind.Soon);
        Assert.Null(NoticeRules.Next(work, From.AddSeconds(-1)));
        work = After(work, From, NoticeKind.Started);
        Assert.Null(NoticeRules.Next(work, To.AddSeconds(-1)));
        work = After(work, To, NoticeKind.Overrun);
        Assert.Null(NoticeRules.Next(work, To.AddDays(3)));
        Assert.All(work.Notices, static notice => Assert.Null(notice.Skipped));
    }

    [Fact]
    public void What_is_announced_late_has_no_reminders_and_it_is_said_why()
    {
        var work = Work(Draft(A.Moment.AddMinutes(10), A.Moment.AddHours(1)), A.Moment);
        work = After(work, A.Moment, NoticeKind.DayBefore, "It was announced less than 24 hours before.");
        work = After(work, A.Moment, NoticeKind.Soon, "It was announced less than 15 minutes before.");
        Assert.Null(NoticeRules.Next(work, A.Moment));
        After(work, work.From, NoticeKind.Started);
    }

    [Fact]
    public void What_had_begun_when_it_was_announced_is_not_announced_again()
    {
        var work = Work(Draft(A.Moment.AddHours(-1), A.Moment.AddHours(1)), A.Moment);
        var all = All(work, A.Moment);
        Assert.Equal("It was announced when it had begun.", all.Notices[^1].Skipped);
        Assert.Single(all.Notices, static notice => notice.Skipped is null);
    }

    [Fact]
    public void After_a_long_stop_what_would_only_mislead_is_skipped()
    {
        var work = All(Work(From, To), To.AddHours(7));
        Assert.Equal(
            [(NoticeKind.Announced, false), (NoticeKind.DayBefore, true), (NoticeKind.Soon, true), (NoticeKind.Started, true), (NoticeKind.Overrun, true)],
            work.Notices.Select(static notice => (notice.Kind, notice.Skipped is not null)));
        Assert.Equal("The app did not run when it was due.", work.Notices[^1].Skipped);
    }

    [Fact]
    public void Moved_it_is_reminded_of_again_begun_early_no_more()
    {
        var reminded = All(Work(From, To), From.AddHours(-20));
        Assert.Equal(NoticeKind.DayBefore, reminded.Notices[^1].Kind);
        var moved = WorkRules.Do(reminded, new WorkAct.Edit(Draft(From.AddDays(3), To.AddDays(3))), 1, House, From.AddHours(-20)).Work!;
        After(moved, From.AddDays(2), NoticeKind.DayBefore);
        var begun = WorkRules.Do(reminded, new WorkAct.Begin(), 1, House, From.AddHours(-20)).Work!;
        Assert.Null(NoticeRules.Next(begun, From));
    }

    [Fact]
    public void What_ends_by_itself_ended_at_its_time_however_late_that_is_seen()
    {
        var work = All(Work(Draft(From, To) with { EndsByItself = true }, A.Moment), To.AddHours(2));
        Assert.Equal(((DateTimeOffset?)To, NoticeKind.Ended, null), (work.EndedAt, work.Notices[^1].Kind, work.Notices[^1].Skipped));
        Assert.Null(NoticeRules.Next(work, To.AddHours(3)));
    }

    [Fact]
    public void What_takes_longer_and_is_then_let_end_by_itself_ended_when_that_was_said()
    {
        var late = All(Work(From, To), To.AddMinutes(5));
        var now = To.AddHours(30);
        var let = WorkRules.Do(late, new WorkAct.Edit(WorkDraft.Of(late) with { EndsByItself = true }), 1, House, now).Work!;
        Assert.Equal((DateTimeOffset?)now, After(let, now, NoticeKind.Ended).EndedAt);
    }

    [Fact]
    public void Extended_it_is_late_again_later()
    {
        var late = All(Work(From, To), To.AddMinutes(5));
        var longer = WorkRules.Do(late, new WorkAct.Extend(To.AddHours(1), ""), 1, House, To.AddMinutes(5)).Work!;
        Assert.Null(NoticeRules.Next(longer, To.AddMinutes(59)));
        After(longer, To.AddHours(1), NoticeKind.Overrun);
    }

    private static Work After(Work work, DateTimeOffset now, NoticeKind kind, string? skipped = null)
    {
        var next = Assert.IsType<Work>(NoticeRules.Next(work, now));
        Assert.Equal((kind, skipped, work.Notices.Length + 1), (next.Notices[^1].Kind, next.Notices[^1].Skipped, next.Notices[^1].Number));
        return next;
    }

    private static Work All(Work work, DateTimeOffset now)
    {
        while (NoticeRules.Next(work, now) is { } next)
            work = next;
        return work;
    }
}
