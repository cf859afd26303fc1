using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account;

public sealed class SessionBookTests
{
    [Fact]
    public async Task A_session_ends_after_eight_hours_without_use()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        clock.Advance(Session.Idle - TimeSpan.FromMinutes(1));
        Assert.NotNull(await book.FindAsync(secret, default));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await book.FindAsync(secret, default));
    }

    [Fact]
    public async Task A_session_that_is_used_ends_after_seven_days()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        for (var hours = 0; hours < 167; hours++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await book.TouchAsync(secret, (await book.FindAsync(secret, default))!, default);
        }

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await book.FindAsync(secret, default));
    }

    [Fact]
    public async Task Being_there_is_written_once_a_minute()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        await book.TouchAsync(secret, (await book.FindAsync(secret, default))!, default);
        clock.Advance(TimeSpan.FromSeconds(1));
        var again = (await book.FindAsync(secret, default))!;
        Assert.Equal(A.Moment.AddMinutes(1), again.Session.LastSeen);
        await book.TouchAsync(secret, again, default);
        Assert.Equal(A.Moment.AddMinutes(1), Assert.Single(await book.ReadAsync(again.Person.Id, default)).LastSeen);
    }

    [Fact]
    public async Task What_another_process_ended_is_over_after_a_moment()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        var person = (await book.FindAsync(secret, default))!.Person;
        await new SessionBook(StoreOf(database), clock, NullLogger<SessionBook>.Instance).EndAsync(person.Id, null, null, Actor.System, default);
        clock.Advance(SessionBook.Remembered);
        Assert.Null(await book.FindAsync(secret, default));
    }

    [Fact]
    public async Task What_another_process_ended_is_over_also_when_the_clock_was_put_back()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        var person = (await book.FindAsync(secret, default))!.Person;
        await new SessionBook(StoreOf(database), clock, NullLogger<SessionBook>.Instance).EndAsync(person.Id, null, null, Actor.System, default);
        clock.Advance(TimeSpan.FromMinutes(-30));
        Assert.Null(await book.FindAsync(secret, default));
    }

    [Fact]
    public async Task Who_was_in_lately_stays_in_while_the_storage_does_not_answer_and_nobody_else_comes_in()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider(A.Moment);
        var (book, secret) = await BeginAsync(database, clock);
        var known = (await book.FindAsync(secret, default))!;
        using (var raw = database.OpenRaw())
            raw.Run("ALTER TABLE \"Sessions\" RENAME TO \"Gone\"");
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(known.Person.Id, (await book.FindAsync(secret, default))!.Person.Id);
        await book.TouchAsync(secret, known, default);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () => await book.FindAsync(LinkSecret.New(), default));
        clock.Advance(SessionBook.Trusted);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () => await book.FindAsync(secret, default));
        using (var raw = database.OpenRaw())
            raw.Run("ALTER TABLE \"Gone\" RENAME TO \"Sessions\"");
        Assert.NotNull(await book.FindAsync(secret, default));
    }

    private static async Task<(SessionBook Book, string Secret)> BeginAsync(TestDatabase database, ManualTimeProvider clock)
    {
        var ada = new Person { Id = Guid.NewGuid(), Email = "ada@example.org", Name = "Ada", Role = Role.Viewer, Stamp = "s", CreatedAt = A.Moment };
        await StoreOf(database).AddAsync(ada, isFirst: false, [], default);
        var book = new SessionBook(StoreOf(database), clock, NullLogger<SessionBook>.Instance);
        return (book, await book.BeginAsync(ada, "password", new DefaultHttpContext(), default));
    }

    private static IAccountStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IAccountStore>();
}
