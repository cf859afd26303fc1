using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Journal;

public sealed class JournalAddressTests
{
    private static readonly Actor Zoe = new("person:1", "192.0.2.1");

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_entry_is_read_with_who_and_from_where(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var written = await database.Journal.AppendAsync(Fact(Zoe), default);
        await database.Journal.AppendAsync(Fact(Actor.System), default);
        var read = await database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal([("person:1", "192.0.2.1"), ("system", null)], read.Select(entry => (entry.Actor, entry.From)));
        Assert.Equal("192.0.2.1", written.From);
        Assert.DoesNotContain("192.0.2.1", read[0].Body, StringComparison.Ordinal);
        Assert.Equal("""{"n":1}""", read[1].Body);
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task The_same_address_never_has_the_same_seal_so_that_nobody_can_tell_who_came_from_one_place()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var first = await database.Journal.AppendAsync(Fact(Zoe), default);
        var second = await database.Journal.AppendAsync(Fact(Zoe), default);
        Assert.NotEqual(first.Body, second.Body);
        Assert.Matches("""^\{"addressSeal":"[0-9a-f]{64}","n":1\}$""", first.Body);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Old_addresses_are_forgotten_and_the_chain_stays_whole(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Journal.AppendAsync(Fact(Zoe), default);
        await database.Journal.AppendAsync(Fact(Zoe) with { At = A.Moment.AddDays(1) }, default);
        using var keeper = new AddressKeeper(database.Options, database.Writer, new ManualTimeProvider(A.Moment.AddDays(90).AddTicks(1)), NullLogger<AddressKeeper>.Instance);
        Assert.Equal(1, await keeper.ForgetAsync(default));
        Assert.Equal([null, "192.0.2.1"], (await database.Journal.ReadAfterAsync(0, 10, default)).Select(entry => entry.From));
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Theory]
    [InlineData("""UPDATE "JournalAddresses" SET "Address" = '198.51.100.9' """)]
    [InlineData("""UPDATE "JournalAddresses" SET "Salt" = zeroblob(16) """)]
    [InlineData("""UPDATE "JournalAddresses" SET "Sequence" = 2 """)]
    public async Task Another_address_in_its_place_is_found(string sql)
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await database.Journal.AppendAsync(Fact(Zoe), default);
        await database.Journal.AppendAsync(Fact(Actor.System), default);
        using (var raw = database.OpenRaw())
            raw.Run(sql);
        Assert.Equal("the address kept for the entry is not the one it was written with", Assert.Single(await database.Journal.VerifyAsync(default)).Words);
    }

    [Fact]
    public async Task The_journals_own_key_and_addresses_that_are_none_are_refused()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(Zoe) with { Body = new() { ["addressSeal"] = "x" } }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(Zoe) with { From = "" }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(Zoe) with { From = new('1', 65) }, default));
    }

    private static JournalFact Fact(Actor by) => new("tile.state", "sign-ins", by, A.Moment, new JsonObject { ["n"] = 1 });
}
