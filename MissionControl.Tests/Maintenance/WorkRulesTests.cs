using MissionControl.Core.Maintenance;
using MissionControl.Tests.Support;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

public sealed class WorkRulesTests
{
    private static readonly DateTimeOffset Now = A.Moment;
    private static readonly DateTimeOffset From = Now.AddDays(2);
    private static readonly DateTimeOffset To = From.AddHours(1);

    [Fact]
    public void What_is_scheduled_is_announced_with_its_words_and_times()
    {
        var notice = Assert.Single(Work(From, To).Notices);
        Assert.Equal((1, NoticeKind.Announced, From, To), (notice.Number, notice.Kind, notice.From, notice.To));
        Assert.StartsWith("Today’s changes", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_by_field()
    {
        var answer = Schedule(new("", " ", ["nowhere"], [], "", (WorkEffect)9, null, null, false));
        Assert.Equal<string>(["components", "effect", "from", "text", "title", "to"], answer.Problems.Select(static problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.Null(answer.Work);
    }

    [Theory]
    [InlineData(2, 1, "to", "It must end after it begins.")]
    [InlineData(-30, 1, "from", "That is more than 24 hours ago. What is over long since is history.")]
    [InlineData(-2, -1, "to", "It must end after now.")]
    [InlineData(1, 24 * 40, "to", "It may last 31 days at most.")]
    [InlineData(24 * 400, (24 * 400) + 1, "from", "That is more than a year ahead.")]
    public void Times_that_cannot_be_are_refused(int from, int to, string field, string words) =>
        Assert.Contains(new(field, words), Schedule(Draft(Now.AddHours(from), Now.AddHours(to))).Problems);

    [Fact]
    public void What_a_template_left_open_is_not_announced() =>
        Assert.Equal("[what] is still to be filled in.", Assert.Single(Schedule(Draft(From, To) with { Text = "You cannot [what]." }).Problems).Words);

    [Fact]
    public void Who_changes_what_another_changed_meanwhile_is_told_and_nothing_is_lost()
    {
        var first = Do(Work(From, To), new WorkAct.Edit(Draft(From, To) with { Title = "Mine" })).Work!;
        var second = WorkRules.Do(first, new WorkAct.Edit(Draft(From, To) with { Title = "Yours" }), 1, House, Now);
        Assert.Equal(("Mine", "edition"), (second.Work!.Title, Assert.Single(second.Problems).Field));
    }

    [Fact]
    public void Moving_it_is_announced_and_moves_calendars_a_note_inside_does_neither()
    {
        var moved = Do(Work(From, To), new WorkAct.Edit(Draft(From.AddHours(1), To.AddHours(1)))).Work!;
        Assert.Equal((NoticeKind.Moved, From.AddHours(1), 1), (moved.Notices[^1].Kind, moved.Notices[^1].From, moved.Sequence));
        var noted = Do(Work(From, To), new WorkAct.Edit(Draft(From, To) with { Note = "other", Services = ["bookings"] })).Work!;
        Assert.Equal((1, 0, 2), (noted.Notices.Length, noted.Sequence, noted.Edition));
        var corrected = Do(Work(From, To), new WorkAct.Edit(Draft(From, To) with { Text = "You need not do anything." })).Work!;
        Assert.Equal((NoticeKind.Changed, "You need not do anything."), (corrected.Notices[^1].Kind, corrected.Notices[^1].Text));
    }

    [Fact]
    public void It_begins_early_lasts_longer_and_ends_late()
    {
        var work = Do(Work(From, To), new WorkAct.Begin()).Work!;
        Assert.Equal((Now, NoticeKind.Started), (work.From, work.Notices[^1].Kind));
        work = Do(work, new WorkAct.Extend(To.AddHours(2), "A disk is slow.")).Work!;
        Assert.Equal((To.AddHours(2), NoticeKind.Moved, "A disk is slow."), (work.To, work.Notices[^1].Kind, work.Notices[^1].Text));
        var late = To.AddHours(3);
        work = WorkRules.Do(work, new WorkAct.End("All is moved."), work.Edition, House, late).Work!;
        Assert.Equal(((DateTimeOffset?)late, false, NoticeKind.Ended), (work.EndedAt, work.IsCancelled, work.Notices[^1].Kind));
        Assert.Equal("It is over already.", Assert.Single(Do(work, new WorkAct.End("")).Problems).Words);
    }

    [Fact]
    public void Its_end_is_dated_back_as_far_as_it_is_news_and_no_further()
    {
        var work = Work(From, To);
        WorkAnswer End(DateTimeOffset at, DateTimeOffset now) => WorkRules.Do(work, new WorkAct.End("All is moved.") { At = at }, 1, House, now);
        var over = End(To.AddMinutes(-10), To.AddMinutes(20)).Work!;
        Assert.Equal(((DateTimeOffset?)To.AddMinutes(-10), To.AddMinutes(20), To.AddMinutes(-10), 1), (over.EndedAt, over.Notices[^1].At, over.Notices[^1].To, over.Sequence));
        Assert.Equal(To, over.To);
        Assert.Equal("at", Assert.Single(End(To.AddHours(2), To.AddHours(1)).Problems).Field);
        Assert.Equal("at", Assert.Single(End(From, To).Problems).Field);
        Assert.Equal("at", Assert.Single(End(To, To.AddHours(25)).Problems).Field);
    }

    [Fact]
    public void What_has_begun_is_ended_and_not_cancelled_what_has_not_is_cancelled_and_not_ended()
    {
        Assert.Equal("It has not begun: cancel it instead.", Assert.Single(Do(Work(From, To), new WorkAct.End("")).Problems).Words);
        var running = Do(Work(From, To), new WorkAct.Begin()).Work!;
        Assert.Equal("It has begun: end it instead.", Assert.Single(Do(running, new WorkAct.Cancel("")).Problems).Words);
        var cancelled = Do(Work(From, To), new WorkAct.Cancel("Not needed.")).Work!;
        Assert.Equal((true, (DateTimeOffset?)Now, 1), (cancelled.IsCancelled, cancelled.EndedAt, cancelled.Sequence));
    }

    [Fact]
    public void Of_what_is_over_the_words_can_be_put_right_and_the_times_cannot()
    {
        var over = Do(Work(From, To), new WorkAct.Cancel("")).Work!;
        Assert.True(Do(over, new WorkAct.Edit(WorkDraft.Of(over) with { Title = "Records move" })).IsDone);
        Assert.Equal("from", Assert.Single(Do(over, new WorkAct.Edit(WorkDraft.Of(over) with { To = To.AddHours(1) })).Problems).Field);
    }

    [Fact]
    public void Of_what_has_begun_only_the_end_moves()
    {
        var running = Do(Work(From, To), new WorkAct.Begin()).Work!;
        Assert.Equal("It has begun: only its end can move.", Assert.Single(Do(running, new WorkAct.Edit(WorkDraft.Of(running) with { From = From })).Problems).Words);
        Assert.True(Do(running, new WorkAct.Edit(WorkDraft.Of(running) with { To = To.AddHours(1) })).IsDone);
    }

    private static WorkAnswer Schedule(WorkDraft draft) => WorkRules.Schedule(draft, new(1, Guid.NewGuid(), Ana.Id, Guid.NewGuid(), Now), House);

    private static WorkAnswer Do(Work work, WorkAct act) => WorkRules.Do(work, act, work.Edition, House, Now);
}
