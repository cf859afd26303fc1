using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Changes;

public sealed class ChangeStoreTests
{
    private static readonly Actor Script = new("token:1", "192.0.2.7");

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_was_told_comes_back_and_is_in_the_journal_without_what_people_typed(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var change = Change(0) with { Title = "Rolled back by Anna £ 🦄", By = "Anna", Link = "https://example.org/", Until = A.Moment.AddMinutes(2), Service = "identity" };
        Assert.Equal(change, await StoreOf(database).TellAsync(change, Script, default));
        Assert.Equal<Change>([change], await ReadAsync(database, null, 10));
        var entry = Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
        Assert.Equal(("change.told", change.Id.ToString(), "token:1"), (entry.Kind, entry.Subject, entry.Actor));
        Assert.EndsWith(""","at":"2026-11-21T02:04:00Z","kind":"Deploy","service":"identity","until":"2026-11-21T02:06:00Z"}""", entry.Body, StringComparison.Ordinal);
        Assert.Equal("192.0.2.7", entry.From);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Told_twice_under_one_name_it_is_one_change_and_one_entry(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var first = Change(0) with { Key = "build-418" };
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreOf(database).TellAsync(first with { Id = Guid.NewGuid() }, Script, default)));
        Assert.Single(again.Select(change => change.Id).Distinct());
        Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Under_one_name_two_senders_tell_two_changes(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var sender in (string[])["token:1", "intake:hub", "token:1"])
            await StoreOf(database).TellAsync(Change(0) with { Id = Guid.NewGuid(), Key = "build-418", Sender = sender }, new(sender, null), default);
        Assert.Equal(["intake:hub", "token:1"], (await ReadAsync(database, null, 10)).Select(change => change.Sender).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Pages_follow_each_other_without_gap_or_repetition_also_within_one_moment(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var i = 0; i < 7; i++)
            await StoreOf(database).TellAsync(Change(i / 4), Script, default);
        var all = await ReadAsync(database, null, 100);
        Assert.Equal(7, all.Count);
        List<Change> paged = [];
        while (await ReadAsync(database, paged.Count == 0 ? null : new(paged[^1].At, paged[^1].Id), 2) is { Count: > 0 } page)
            paged.AddRange(page);
        Assert.Equal(all, paged);
        Assert.Equal(all.OrderByDescending(change => change.At).ThenByDescending(change => change.Id), all);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_service_has_its_own_changes_and_those_of_all(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var service in (string?[])["identity", "search", null])
            await StoreOf(database).TellAsync(Change(0) with { Service = service, Title = service ?? "all" }, Script, default);
        var found = await StoreOf(database).ReadAsync(new(A.Moment, A.Moment, "identity", null, 10), default);
        Assert.Equal(["all", "identity"], found.Select(change => change.Title).Order());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_is_too_old_is_forgotten(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await StoreOf(database).TellAsync(Change(10), Script, default);
        await StoreOf(database).TellAsync(Change(0), Script, default);
        Assert.Equal(1, await StoreOf(database).ForgetAsync(A.Moment.AddMinutes(-5), default));
        Assert.Equal(A.Moment, Assert.Single(await ReadAsync(database, null, 10)).At);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_somebody_says_of_a_change_is_kept_with_its_entry_and_can_be_taken_back(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var change = await StoreOf(database).TellAsync(Change(5) with { RollsBack = "build-417" }, Script, default);
        var person = new Actor("person:1", "192.0.2.9");
        Assert.Equal(new(change with { Mark = ChangeMark.Guilty, MarkedAt = A.Moment }, null), await StoreOf(database).MarkAsync(change.Id, ChangeMark.Guilty, person, A.Moment, default));
        // Said again it is nothing new.
        Assert.Equal(ChangeMark.Guilty, (await StoreOf(database).MarkAsync(change.Id, ChangeMark.Guilty, person, A.Moment.AddMinutes(1), default)).Before);
        Assert.Equal(A.Moment, Assert.Single(await ReadAsync(database, null, 10)).MarkedAt);
        Assert.Equal(new(change, ChangeMark.Guilty), await StoreOf(database).MarkAsync(change.Id, null, person, A.Moment.AddMinutes(2), default));
        Assert.Equal<Change>([change], await ReadAsync(database, null, 10));
        var entries = (await database.Journal.ReadAfterAsync(0, 10, default)).Where(entry => entry.Kind == "change.marked").ToList();
        Assert.Equal(["person:1", "person:1"], entries.Select(entry => entry.Actor));
        Assert.EndsWith(""","after":"Guilty","before":null}""", entries[0].Body, StringComparison.Ordinal);
        Assert.EndsWith(""","after":null,"before":"Guilty"}""", entries[1].Body, StringComparison.Ordinal);
        Assert.Null((await StoreOf(database).MarkAsync(Guid.NewGuid(), ChangeMark.Guilty, person, A.Moment, default)).Change);
    }

    [Fact]
    public async Task A_mark_is_in_the_book_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = new ChangeBook(StoreOf(database), new ManualTimeProvider(), NullLogger<ChangeBook>.Instance);
        var told = (await book.TellAsync(new() { Kind = "deploy", Title = "one", RollsBack = " build-417 " }, Script, default)).Change!;
        Assert.Equal("build-417", told.RollsBack);
        var version = book.Current.Version;
        Assert.Null((await book.MarkAsync(told.Id, ChangeMark.RolledBack, Script, default)).Before);
        Assert.Equal(ChangeMark.RolledBack, Assert.Single(book.Current.All).Mark);
        Assert.True(book.Current.Version > version);
        Assert.NotNull(book.Current.Past.TakenBackAt(told.Id));
    }

    [Fact]
    public async Task A_restart_knows_what_was_told()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualTimeProvider();
        using (var before = new ChangeBook(StoreOf(database), clock, NullLogger<ChangeBook>.Instance))
        {
            Assert.True((await before.TellAsync(new() { Kind = "deploy", Title = "one" }, Script, default)).IsNew);
            Assert.True((await before.TellAsync(new() { Kind = "deploy", Title = "two", At = "2026-11-21T02:00:00Z", Id = "2" }, Script, default)).IsNew);
            Assert.False((await before.TellAsync(new() { Kind = "deploy", Title = "two again", Id = "2" }, Script, default)).IsNew);
            Assert.Equal(["one", "two"], before.Current.All.Select(change => change.Title));
        }

        using var after = new ChangeBook(StoreOf(database), clock, NullLogger<ChangeBook>.Instance);
        Assert.True(await after.RememberAsync(default));
        Assert.Equal(["one", "two"], after.Current.All.Select(change => change.Title));
        Assert.Equal("one", Assert.Single(after.Current.Since(A.Moment.AddMinutes(-1))).Title);
    }

    [Fact]
    public async Task A_damaged_table_leaves_the_book_as_it_is_and_telling_fails()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = new ChangeBook(StoreOf(database), new ManualTimeProvider(), NullLogger<ChangeBook>.Instance);
        using (var raw = database.OpenRaw())
            raw.Run("DROP TABLE \"Changes\"");
        Assert.False(await book.RememberAsync(default));
        await Assert.ThrowsAnyAsync<Exception>(() => book.TellAsync(new() { Kind = "deploy", Title = "one" }, Script, default));
        Assert.Empty(book.Current.All);
        Assert.Empty(await database.Journal.ReadAfterAsync(0, 10, default));
    }

    [Fact]
    public async Task A_kind_of_a_newer_release_is_left_out()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await StoreOf(database).TellAsync(Change(0), Script, default);
        using (var raw = database.OpenRaw())
            raw.Run("UPDATE \"Changes\" SET \"Kind\" = 'Eclipse'");
        Assert.Empty(await ReadAsync(database, null, 10));
    }

    private static Change Change(int minutesAgo)
    {
        var id = Guid.NewGuid();
        return new() { Id = id, Key = id.ToString(), Kind = ChangeKind.Deploy, Title = "identity-web 4.18.0", At = A.Moment.AddMinutes(-minutesAgo), ToldAt = A.Moment };
    }

    private static async Task<IReadOnlyList<Change>> ReadAsync(TestDatabase database, ChangePlace? after, int most) =>
        await StoreOf(database).ReadAsync(new(A.Moment.AddDays(-1), A.Moment.AddDays(1), null, after, most), default);

    private static IChangeStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IChangeStore>();
}
