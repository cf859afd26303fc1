using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Storage.Maintenance;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

/// <summary>The book on a real database file.</summary>
public sealed class WorkBookTests
{
    private static readonly DateTimeOffset From = A.Moment.AddDays(2);
    private static readonly DateTimeOffset To = From.AddHours(1);

    [Fact]
    public async Task Each_notice_is_said_once_over_restarts_and_every_act_is_in_the_journal()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        using (var desk = await DeskAsync(database, clock))
            Assert.True((await desk.Book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default)).IsDone);
        foreach (var moment in (DateTimeOffset[])[From.AddHours(-24), From.AddMinutes(-15), From, To])
        {
            clock.Advance(moment - clock.GetUtcNow());
            for (var start = 0; start < 2; start++)
            {
                using var again = await DeskAsync(database, clock);
                await again.Book.AnnounceAsync(default);
                await again.Book.AnnounceAsync(default);
            }
        }

        using var last = await DeskAsync(database, clock);
        Assert.True((await last.Book.DoAsync(1, new WorkAct.End("Done."), 1, Ana, default)).IsDone);
        Assert.Equal(
            [NoticeKind.Announced, NoticeKind.DayBefore, NoticeKind.Soon, NoticeKind.Started, NoticeKind.Overrun, NoticeKind.Ended],
            last.Feed.Current.Find(1)!.Notices.Select(static notice => notice.Kind));
        var entries = (await database.Journal.ReadAfterAsync(0, 100, default)).Where(static entry => entry.Kind.StartsWith("planned.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["planned.scheduled", "planned.announced", "planned.announced", "planned.started", "planned.announced", "planned.ended"], entries.Select(static entry => entry.Kind));
        Assert.All(entries, static entry => Assert.DoesNotContain("vendor", entry.Body, StringComparison.Ordinal));
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task What_comes_back_is_what_was_saved()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        using var desk = await DeskAsync(database, clock);
        var draft = Draft(From, To, "sign-in", "booking") with { Services = ["records-sync"], EndsByItself = true, Effect = WorkEffect.Slow, Note = "ring 🦄\nthe vendor" };
        var saved = (await desk.Book.ScheduleAsync(draft, Ana, Guid.NewGuid(), default)).Work!;
        using var again = await DeskAsync(database, clock);
        Assert.Equal(WorkJson.Write(saved), WorkJson.Write(again.Feed.Current.Find(1)!));
    }

    [Fact]
    public async Task Sent_twice_it_is_scheduled_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var desk = await DeskAsync(database, new(A.Moment));
        var key = Guid.NewGuid();
        Assert.Equal(1, (await desk.Book.ScheduleAsync(Draft(From, To), Ana, key, default)).Work!.Number);
        Assert.Equal(1, (await desk.Book.ScheduleAsync(Draft(From, To), Ana, key, default)).Work!.Number);
        Assert.Equal(2, (await desk.Book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default)).Work!.Number);
    }

    [Fact]
    public async Task Of_two_processes_that_change_it_at_a_time_one_is_told()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        using var one = await DeskAsync(database, clock);
        await one.Book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default);
        using var other = await DeskAsync(database, clock);
        Assert.True((await one.Book.DoAsync(1, new WorkAct.Edit(Draft(From, To) with { Title = "Mine" }), 1, Ana, default)).IsDone);
        var late = await other.Book.DoAsync(1, new WorkAct.Edit(Draft(From, To) with { Title = "Yours" }), 1, Ana, default);
        Assert.Equal(("edition", "Mine"), (Assert.Single(late.Problems).Field, late.Work!.Title));
        Assert.Equal("Mine", other.Feed.Current.Find(1)!.Title);
    }

    [Fact]
    public async Task Of_two_processes_that_plan_at_a_time_each_gets_a_number_of_its_own()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        using var one = await DeskAsync(database, clock);
        using var other = await DeskAsync(database, clock);
        var (mine, key) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(1, (await one.Book.ScheduleAsync(Draft(From, To), Ana, mine, default)).Work!.Number);
        Assert.Equal(2, (await one.Book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default)).Work!.Number);
        var late = await other.Book.ScheduleAsync(Draft(From, To) with { Title = "Theirs" }, Ana, key, default);
        Assert.Equal((true, 3, "Theirs"), (late.IsDone, late.Work!.Number, late.Work.Title));
        // What was sent to both is planned once.
        Assert.Equal(3, (await one.Book.ScheduleAsync(Draft(From, To), Ana, key, default)).Work!.Number);
        Assert.Equal(3, one.Feed.Current.All.Count);
    }

    [Fact]
    public async Task Before_it_is_read_nobody_changes_anything()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = new WorkBook(database.Services.GetRequiredService<IWorkStore>(), new WorkFeed(), Catalog(), new ManualTimeProvider(A.Moment), NullLogger<WorkBook>.Instance);
        Assert.False((await book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default)).IsDone);
    }

    [Fact]
    public async Task What_is_over_for_long_goes_and_the_newest_stays_so_that_no_number_comes_twice()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        using var desk = await DeskAsync(database, clock);
        for (var count = 0; count < 2; count++)
            await desk.Book.ScheduleAsync(Draft(From, To), Ana, Guid.NewGuid(), default);
        foreach (var number in (int[])[1, 2])
            await desk.Book.DoAsync(number, new WorkAct.Cancel(""), 1, Ana, default);
        Assert.Equal(0, await database.ThinAsync<WorkStore>(A.Moment.AddDays(799)));
        Assert.Equal(1, await database.ThinAsync<WorkStore>(A.Moment.AddDays(801)));
        clock.Advance(TimeSpan.FromDays(801));
        using var again = await DeskAsync(database, clock);
        Assert.Equal(3, (await again.Book.ScheduleAsync(Draft(clock.GetUtcNow().AddHours(1), clock.GetUtcNow().AddHours(2)), Ana, Guid.NewGuid(), default)).Work!.Number);
    }

    private static DefinitionsFeed Catalog()
    {
        var catalog = new DefinitionsFeed();
        catalog.Publish(House, []);
        return catalog;
    }

    private static async Task<Desk> DeskAsync(TestDatabase database, ManualTimeProvider clock)
    {
        var feed = new WorkFeed();
        var book = new WorkBook(database.Services.GetRequiredService<IWorkStore>(), feed, Catalog(), clock, NullLogger<WorkBook>.Instance);
        Assert.True(await book.RememberAsync(default));
        return new(book, feed);
    }

    private sealed record Desk(WorkBook Book, WorkFeed Feed) : IDisposable
    {
        public void Dispose() => Book.Dispose();
    }
}
