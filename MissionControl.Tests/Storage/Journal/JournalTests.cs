using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Bpms;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Tests.Storage.Journal;

public sealed class JournalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_entry_is_answered_as_it_is_read(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var fact = new JournalFact("tile.state", "sign-ins", "system", Now.AddTicks(7).ToOffset(TimeSpan.FromHours(9)), new JsonObject { ["to"] = "Off", ["from"] = "Watch" });
        var first = await database.Journal.AppendAsync(fact, default);
        var second = await database.Journal.AppendAsync(fact, default);
        var read = await database.Journal.ReadAfterAsync(0, 10, default);

        Assert.Equal([1L, 2L], read.Select(entry => entry.Sequence));
        Assert.Equal("""{"from":"Watch","to":"Off"}""", read[0].Body);
        Assert.Equal((Now.AddTicks(7), TimeSpan.Zero), (read[0].At, read[0].At.Offset));
        Assert.Equal(("tile.state", "sign-ins", "system"), (read[0].Kind, read[0].Subject, read[0].Actor));
        Assert.Equal(new byte[32], read[0].PreviousHash.ToArray());
        Assert.Equal(read[0].Hash.ToArray(), read[1].PreviousHash.ToArray());
        Assert.Equal([Convert.ToHexString(first.Hash.AsSpan()), Convert.ToHexString(second.Hash.AsSpan())], read.Select(entry => Convert.ToHexString(entry.Hash.AsSpan())));
        Assert.Equal([2L], (await database.Journal.ReadAfterAsync(1, 10, default)).Select(entry => entry.Sequence));
        Assert.Single(await database.Journal.ReadAfterAsync(0, 1, default));
    }

    [Fact]
    public void The_hash_of_an_entry_is_pinned_for_ever()
    {
        var row = new JournalRow
        {
            Sequence = 1, At = Now, Kind = "tile.state", Subject = "sign-ins", Actor = "system", Body = "{}", PreviousHash = new byte[32], Hash = [],
        };
        Assert.Equal("d14d8c8b7a405fd4cfaef2f498a0eece30e0cf9f9d078a4bff459f0c0cc43f88", Convert.ToHexStringLower(JournalHash.Of(row)));
    }

    [Fact]
    public void Moving_a_letter_from_one_field_to_the_next_changes_the_hash()
    {
        static byte[] Hash(string kind, string subject) => JournalHash.Of(new JournalRow
        {
            Sequence = 1, At = Now, Kind = kind, Subject = subject, Actor = "system", Body = "{}", PreviousHash = new byte[32], Hash = [],
        });
        Assert.NotEqual(Hash("ab", "c"), Hash("a", "bc"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_chain_is_whole_after_many_tasks_wrote_at_once(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(index => Task.Run(() => database.Journal.AppendAsync(Fact(index), default))));
        var walk = await database.Journal.WalkAsync(default);
        Assert.Empty(walk.Faults);
        Assert.Equal(60, walk.Count);
    }

    [Fact]
    public async Task The_chain_is_whole_after_two_processes_wrote_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        // Another writer without this one's in-process gate: only the database keeps the two apart.
        using var otherWriter = new Core.Storage.SingleWriter(
            new Core.Storage.MissionContextFactory(database.Options, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() => index % 2 == 0
            ? database.Journal.AppendAsync(Fact(index), default)
            : otherWriter.WriteAsync((context, cancellation) => JournalWriter.AppendAsync(context, Fact(index), cancellation), default))));
        var walk = await database.Journal.WalkAsync(default);
        Assert.Empty(walk.Faults);
        Assert.Equal(40, walk.Count);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_fact_and_its_entry_are_saved_together_or_not_at_all(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                context.Add(new BpmRow { Id = "kept" });
                return await JournalWriter.AppendAsync(context, Fact(1), cancellation);
            },
            default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Writer.WriteAsync<JournalEntry>(
            async (context, cancellation) =>
            {
                context.Add(new BpmRow { Id = "lost" });
                await JournalWriter.AppendAsync(context, Fact(2), cancellation);
                throw new InvalidOperationException("The room changed its mind.");
            },
            default));
        await using var read = database.Context();
        Assert.Equal(["kept"], await read.Set<BpmRow>().Select(row => row.Id).ToArrayAsync());
        Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Whatever_text_an_entry_carries_its_hash_still_matches(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = (JsonObject)JsonNode.Parse("""{"zero":"a\u0000b","emoji":"🦄","huge":1e999999999999,"quote":"'\"","":null}""")!;
        await database.Journal.AppendAsync(new JournalFact("tile.state", "Zoë 🦄 ", "system", Now, body), default);
        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task An_entry_outside_a_transaction_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var context = database.Context();
        await Assert.ThrowsAsync<InvalidOperationException>(() => JournalWriter.AppendAsync(context, Fact(1), default));
    }

    [Fact]
    public async Task A_fact_that_would_not_fit_every_database_is_refused_on_each()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(1) with { Subject = new string('x', 201) }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(1) with { Actor = "" }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => database.Journal.AppendAsync(Fact(1) with { Subject = "a\0b" }, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_database_itself_refuses_to_change_or_delete_an_entry(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Journal.AppendAsync(Fact(1), default);
        await using var context = database.Context();
        foreach (var sql in new[] { """UPDATE "Journal" SET "Actor" = 'x'""", """DELETE FROM "Journal" """ })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.Database.ExecuteSqlRawAsync(sql));
            Assert.Contains("The journal is append-only", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task SQLite_refuses_to_replace_an_entry_by_inserting_over_it()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await database.Journal.AppendAsync(Fact(1), default);
        using var raw = database.OpenRaw();
        var refused = Assert.Throws<SqliteException>(() => raw.Run(
            """INSERT OR REPLACE INTO "Journal" VALUES (1, 0, 'k', 's', 'a', '{}', zeroblob(32), zeroblob(32))"""));
        Assert.Contains("this sequence is taken", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""UPDATE "Journal" SET "Body" = '{"n":9}' WHERE "Sequence" = 3""", 3, "the entry was changed after it was written: its hash does not match")]
    [InlineData("""UPDATE "Journal" SET "At" = "At" + 1 WHERE "Sequence" = 3""", 3, "the entry was changed after it was written: its hash does not match")]
    [InlineData("""UPDATE "Journal" SET "Actor" = 'somebody' WHERE "Sequence" = 5""", 5, "the entry was changed after it was written: its hash does not match")]
    [InlineData("""DELETE FROM "Journal" WHERE "Sequence" = 3""", 3, "the entry is missing")]
    [InlineData("""DELETE FROM "Journal" WHERE "Sequence" < 3""", 1, "the entries up to 2 are missing")]
    [InlineData("""UPDATE "Journal" SET "Sequence" = 0 WHERE "Sequence" = 1""", 0, "the entry has no place before the first")]
    public async Task Tampering_is_found_at_its_sequence(string sql, long sequence, string words)
    {
        await using var database = await TamperedAsync(sql);
        Assert.Equal(new JournalFault(sequence, words), (await database.Journal.VerifyAsync(default))[0]);
    }

    [Fact]
    public async Task An_entry_rewritten_with_a_fitting_hash_breaks_the_chain_at_the_next()
    {
        await using var database = await TamperedAsync("""UPDATE "Journal" SET "Body" = '{"n":9}' WHERE "Sequence" = 3""");
        await using (var context = database.Context())
        {
            var row = await context.Set<JournalRow>().SingleAsync(entry => entry.Sequence == 3);
            row.Hash = JournalHash.Of(row);
            await context.SaveChangesAsync();
        }

        var fault = Assert.Single(await database.Journal.VerifyAsync(default));
        Assert.Equal(new JournalFault(4, "the entry does not follow entry 3 as that stands now: one of the two was replaced"), fault);
    }

    [Fact]
    public async Task A_process_that_dies_in_mid_write_leaves_the_chain_whole()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await database.Journal.AppendAsync(Fact(1), default);
        await using var afterTheCrash = TestDatabase.Unborn(Provider.Sqlite);
        Directory.CreateDirectory(afterTheCrash.Options.DataFolder);
        using (var raw = database.OpenRaw())
        {
            // A cache of one page spills what is not committed into the write-ahead log, as a big transaction would.
            raw.Run("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;");
            for (var sequence = 2; sequence < 200; sequence++)
                raw.Run($"""INSERT INTO "Journal" VALUES ({sequence}, 0, 'k', 's', 'a', '{new string('x', 4000)}', zeroblob(32), zeroblob(32))""");
            Assert.True(new FileInfo(database.File + "-wal").Length > 400_000);
            File.Copy(database.File, afterTheCrash.File);
            File.Copy(database.File + "-wal", afterTheCrash.File + "-wal");
        }

        await MissionControl.Core.Storage.StorageSetup.MigrateStorageAsync(afterTheCrash.Services, default);
        var walk = await afterTheCrash.Journal.WalkAsync(default);
        Assert.Equal(1, walk.Count);
        Assert.Empty(walk.Faults);
        await afterTheCrash.Journal.AppendAsync(Fact(2), default);
        Assert.Empty(await afterTheCrash.Journal.VerifyAsync(default));
    }

    internal static JournalFact Fact(int number) => new("tile.state", "sign-ins", "system", Now.AddMinutes(number), new JsonObject { ["n"] = number });

    internal static async Task<TestDatabase> TamperedAsync(string sql)
    {
        var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        for (var number = 1; number <= 5; number++)
            await database.Journal.AppendAsync(Fact(number), default);
        using var raw = database.OpenRaw();
        raw.Run("DROP TRIGGER Journal_AppendOnly_Update; DROP TRIGGER Journal_AppendOnly_Delete; DROP TRIGGER Journal_AppendOnly_Replace;");
        raw.Run(sql);
        return database;
    }
}
