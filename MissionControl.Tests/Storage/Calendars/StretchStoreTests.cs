using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Calendars;

public sealed class StretchStoreTests
{
    private static readonly Stretch Outage = Some.Stretch() with { Words = "Cold cache £ 🦄", By = "person:1" };
    private static readonly Stretch NewNormal = Some.Stretch() with { Kind = StretchKind.NewNormal, Bpm = null, To = null };

    private static readonly Actor Zoe = new("person:1", "192.0.2.1");

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_was_declared_comes_back_as_it_was(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.DeclareAsync(Outage, Zoe, default);
        await store.DeclareAsync(NewNormal, Zoe, default);
        var read = await store.ReadAsync(A.Moment.AddDays(-400), default);
        Assert.Equal(new[] { Outage, NewNormal }.OrderBy(stretch => stretch.Id), read.OrderBy(stretch => stretch.Id));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_ended_long_ago_is_not_read(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.DeclareAsync(Outage, Zoe, default);
        await store.DeclareAsync(NewNormal, Zoe, default);
        Assert.Equal(2, (await store.ReadAsync(NewNormal.From, default)).Length);
        Assert.Equal<Stretch>([Outage], await store.ReadAsync(Outage.To!.Value, default));
        Assert.Empty(await store.ReadAsync(Outage.To!.Value.AddSeconds(1), default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_change_is_in_the_journal_with_who_and_without_the_words(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.DeclareAsync(Outage, Zoe, default);
        Assert.Equal(Outage, await store.WithdrawAsync(Outage.Id, A.Moment.AddMinutes(1), Actor.Anonymous, default));
        Assert.Empty(await store.ReadAsync(A.Moment.AddDays(-400), default));
        Assert.Equal(Outage, await store.RestoreAsync(Outage.Id, A.Moment.AddMinutes(2), new("person:2", "192.0.2.2"), default));
        Assert.Equal<Stretch>([Outage], await store.ReadAsync(A.Moment.AddDays(-400), default));

        var entries = await database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal(["stretch.declared", "stretch.withdrawn", "stretch.restored"], entries.Select(entry => entry.Kind));
        Assert.Equal([("person:1", "192.0.2.1"), ("anonymous", null), ("person:2", "192.0.2.2")], entries.Select(entry => (entry.Actor, entry.From)));
        Assert.All(entries, entry => Assert.Equal(Outage.Id.ToString(), entry.Subject));
        Assert.Equal(["after", "before", "after"], entries.Select(entry => JsonNode.Parse(entry.Body)!.AsObject().Single(part => part.Key != "addressSeal").Key));
        var body = JsonNode.Parse(entries[0].Body)!["after"]!;
        Assert.Equal(("sign-ups", "Outage", "2026-11-21T01:04:00Z", "2026-11-21T02:04:00Z"), ((string)body["bpm"]!, (string)body["kind"]!, (string)body["from"]!, (string)body["to"]!));
        Assert.DoesNotContain("cache", entries[0].Body, StringComparison.Ordinal);
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_change_and_its_undoing_are_one_entry_each_and_leave_one_standing(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.DeclareAsync(Outage, Zoe, default);
        var campaign = Outage with { Id = Guid.NewGuid(), Kind = StretchKind.Campaign, DeclaredAt = A.Moment.AddMinutes(1) };
        Assert.Equal(Outage, await store.ChangeAsync(Outage.Id, campaign, Zoe, default));
        Assert.Null(await store.ChangeAsync(Outage.Id, campaign with { Id = Guid.NewGuid() }, Zoe, default));
        Assert.Equal<Stretch>([campaign], await store.ReadAsync(A.Moment.AddDays(-400), default));
        Assert.Null(await store.ChangeBackAsync(Outage.Id, campaign.Id, A.Moment.AddMinutes(2), Zoe, default));
        Assert.Equal(Outage, await store.ChangeBackAsync(campaign.Id, Outage.Id, A.Moment.AddMinutes(2), Zoe, default));
        Assert.Equal<Stretch>([Outage], await store.ReadAsync(A.Moment.AddDays(-400), default));

        var entries = await database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal(["stretch.declared", "stretch.changed", "stretch.changed"], entries.Select(entry => entry.Kind));
        var body = JsonNode.Parse(entries[1].Body)!;
        Assert.Equal(
            (Outage.Id.ToString(), "Outage", "Campaign", campaign.Id.ToString()),
            (entries[1].Subject, (string)body["before"]!["kind"]!, (string)body["after"]!["kind"]!, (string)body["replacedBy"]!));
        Assert.DoesNotContain("cache", entries[1].Body, StringComparison.Ordinal);
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_changes_nothing_is_not_in_the_journal(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.DeclareAsync(Outage, Zoe, default);
        Assert.Null(await store.RestoreAsync(Outage.Id, A.Moment, Zoe, default));
        Assert.Null(await store.WithdrawAsync(Guid.NewGuid(), A.Moment, Zoe, default));
        Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
    }

    [Fact]
    public async Task A_restart_knows_every_stretch_that_stands()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using (var before = Book(database.Services))
        {
            var kept = await before.DeclareAsync(Draft(), default);
            var taken = await before.DeclareAsync(Draft() with { Kind = StretchKind.Campaign }, default);
            await before.WithdrawAsync(taken.Stretch!.Id, Zoe, default);
            Assert.NotNull(kept.Stretch);
        }

        await using var services = new ServiceCollection().AddLogging().AddStorage(database.Options).BuildServiceProvider();
        using var after = Book(services);
        Assert.True(await after.ReadAsync(default));
        Assert.Equal((StretchKind.BankHoliday, "Spring Bank Holiday"), (after.Current.All.Single().Kind, after.Current.All.Single().Words));
    }

    [Fact]
    public async Task A_damaged_table_leaves_the_book_empty()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using (var raw = database.OpenRaw())
            raw.Run("DROP TABLE \"Stretches\"");
        using var book = Book(database.Services);
        Assert.False(await book.ReadAsync(default));
        Assert.Empty(book.Current.All);
    }

    [Fact]
    public async Task A_kind_of_a_newer_release_is_left_out()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await StoreOf(database).DeclareAsync(Outage, Zoe, default);
        using (var raw = database.OpenRaw())
            raw.Run("UPDATE \"Stretches\" SET \"Kind\" = 'Eclipse'");
        Assert.Empty(await StoreOf(database).ReadAsync(A.Moment.AddDays(-400), default));
    }

    private static StretchDraft Draft() => new()
    {
        Kind = StretchKind.BankHoliday, Bpm = null, From = A.Moment.AddDays(2), To = A.Moment.AddDays(3), Words = "Spring Bank Holiday",
    };

    private static IStretchStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IStretchStore>();

    private static StretchBook Book(IServiceProvider services) =>
        new(services.GetRequiredService<IStretchStore>(), new ManualTimeProvider(A.Moment), NullLogger<StretchBook>.Instance);
}
