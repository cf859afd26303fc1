using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Journal;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Journal;

public sealed class SealedSegmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => Path.Combine(_folder.Path, "segments");

    public void Dispose() => _folder.Dispose();

    [Theory, OnSqlite, OnSqlServer]
    public async Task Old_entries_are_exported_dropped_and_the_chain_goes_on_from_where_they_ended(Provider provider)
    {
        await using var database = await WithEntriesAsync(10, provider);
        var last = (await database.Journal.ReadAfterAsync(5, 1, default)).Single();
        var manifest = await ExportAsync(database, 6);
        Assert.Equal((1L, 6L, new string('0', 64), Convert.ToHexStringLower(last.Hash.AsSpan())), (manifest.First, manifest.Last, manifest.PreviousHash, manifest.Hash));
        Assert.Equal(("2026-11-21T02:05:00.0000000Z", "2026-11-21T02:10:00.0000000Z"), (manifest.From, manifest.To));
        // Exporting changes nothing.
        Assert.Equal((10, 0L), await WalkedAsync(database));

        Assert.Empty(await DropAsync(database, manifest));
        Assert.Equal([7L, 8L, 9L, 10L, 11L], (await database.Journal.ReadAfterAsync(0, 100, default)).Select(entry => entry.Sequence));
        Assert.Equal((5, 6L), await WalkedAsync(database));
        Assert.Equal((5, 6L), await WalkedAsync(database, Folder));
        var seal = (await database.Journal.ReadAfterAsync(10, 1, default)).Single();
        Assert.Equal(
            ("journal.sealed", "system", $$"""{"file":"{{manifest.Sha256}}","first":1,"hash":"{{manifest.Hash}}","last":6}"""), (seal.Kind, seal.Actor, seal.Body));

        // And so on with the next.
        await database.Journal.AppendAsync(Fact(20), default);
        var second = await ExportAsync(database, 15);
        Assert.Equal((7L, 10L), (second.First, second.Last));
        Assert.Empty(await DropAsync(database, second));
        Assert.Equal((3, 10L), await WalkedAsync(database, Folder));
    }

    [Fact]
    public async Task Even_the_whole_journal_may_be_sealed_since_the_sealing_is_an_entry_that_stays()
    {
        await using var database = await WithEntriesAsync(3);
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 100)));
        Assert.Equal((1, 3L), await WalkedAsync(database, Folder));
        // The entry that records the first segment goes into the second: it is checked from there.
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 2000)));
        Assert.Equal((1, 4L), await WalkedAsync(database, Folder));
        Assert.Equal((1, 4L), await WalkedAsync(database));
        await database.Journal.AppendAsync(Fact(30), default);
        Assert.Equal((2, 4L), await WalkedAsync(database, Folder));
    }

    [Fact]
    public async Task Addresses_go_with_their_entries_and_are_never_in_the_file()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await database.Journal.AppendAsync(Fact(1) with { From = "192.0.2.77" }, default);
        var manifest = await ExportAsync(database, 100);
        Assert.DoesNotContain("192.0.2.77", await File.ReadAllTextAsync(Path.Combine(Folder, manifest.File)), StringComparison.Ordinal);
        Assert.Empty(await DropAsync(database, manifest));
        using var raw = database.OpenRaw();
        Assert.Equal(0L, raw.Ask("""SELECT COUNT(*) FROM "JournalAddresses" """));
    }

    [Fact]
    public async Task What_an_entry_holds_is_the_same_in_the_file_whatever_it_is()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var body = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""{"zero":"a\u0000b","emoji":"🦄","huge":1e999999999999,"quote":"'\"\\","":null,"line":"a\nb\u2028c"}""")!;
        await database.Journal.AppendAsync(new("tile.state", "Zoë 🦄 ", "system", A.Moment.AddTicks(7), body), default);
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 100)));
        Assert.Equal((1, 1L), await WalkedAsync(database, Folder));
    }

    [Fact]
    public async Task Nothing_old_enough_is_no_segment_and_a_segment_is_never_written_over()
    {
        await using var database = await WithEntriesAsync(3);
        await using var context = database.Context();
        Assert.Null((await JournalExport.RunAsync(context, A.Moment, Folder, default)).Manifest);
        Assert.False(Directory.Exists(Folder));
        await ExportAsync(database, 2);
        await Assert.ThrowsAsync<IOException>(() => ExportAsync(database, 2));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
        foreach (var file in Directory.GetFiles(Folder))
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task An_entry_that_was_written_late_ends_the_segment_before_what_is_too_new()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        foreach (var minute in new[] { 1, 9, 2, 10 })
            await database.Journal.AppendAsync(Fact(minute), default);
        Assert.Equal(1L, (await ExportAsync(database, 5)).Last);
    }

    [Fact]
    public async Task A_journal_that_is_not_whole_is_not_exported()
    {
        await using var database = await JournalTests.TamperedAsync("""UPDATE "Journal" SET "Body" = '{}' WHERE "Sequence" = 2""");
        await using var context = database.Context();
        var exported = await JournalExport.RunAsync(context, A.Moment.AddDays(1), Folder, default);
        Assert.Null(exported.Manifest);
        Assert.Equal(2, Assert.Single(exported.Faults).Sequence);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Only_what_the_database_holds_exactly_is_dropped()
    {
        await using var database = await WithEntriesAsync(6);
        await using var other = await WithEntriesAsync(6, offset: 1);
        var manifest = await ExportAsync(other, 4);
        Assert.Equal(new(1, "the entry in the database is not the one in the file"), (await DropAsync(database, manifest)).Single());
        Assert.Equal((6, 0L), await WalkedAsync(database));
    }

    [Fact]
    public async Task Segments_are_dropped_in_their_order_each_once()
    {
        await using var database = await WithEntriesAsync(6);
        var first = await ExportAsync(database, 3);
        Assert.Empty(await DropAsync(database, first));
        Assert.Contains("sealed up to 3", Assert.Single(await DropAsync(database, first)).Words, StringComparison.Ordinal);
        var second = await ExportAsync(database, 5);
        var forged = second with { First = 5 };
        Assert.Contains("sealed up to 3", Assert.Single(await DropAsync(database, forged)).Words, StringComparison.Ordinal);
        Assert.Equal("the segment does not continue this journal", Assert.Single(await DropAsync(database, second with { PreviousHash = new('a', 64) })).Words);
    }

    [Theory]
    [InlineData("file", "the file was changed: its SHA-256 is not the manifest's")]
    [InlineData("file and manifest", "the entry was changed after it was written: its hash does not match")]
    [InlineData("a line less", "the file does not end with the entry its manifest names")]
    [InlineData("no entry", "line 2 is no entry")]
    [InlineData("no file", "the file cannot be read (FileNotFoundException)")]
    public async Task A_file_that_was_tampered_with_drops_nothing_and_is_found_afterwards(string what, string words)
    {
        await using var database = await WithEntriesAsync(6);
        var manifest = await ExportAsync(database, 4);
        var before = await TamperAsync(manifest, what);
        Assert.EndsWith(words, (await DropAsync(database, await ReadAsync(manifest)))[0].Words, StringComparison.Ordinal);
        Assert.Equal((6, 0L), await WalkedAsync(database));

        await before();
        Assert.Empty(await DropAsync(database, manifest));
        await TamperAsync(manifest, what);
        var faults = (await WalkAsync(database, Folder)).Faults;
        // Who also rewrote the manifest is found by what the database recorded.
        Assert.EndsWith(what is "file" or "no file" ? words : "the manifest is not that of the segment that was sealed", faults[0].Words, StringComparison.Ordinal);
        Assert.Empty((await WalkAsync(database, null)).Faults);
    }

    [Fact]
    public async Task A_segment_that_is_not_in_the_folder_is_a_fault()
    {
        await using var database = await WithEntriesAsync(4);
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 2)));
        Directory.Delete(Folder, recursive: true);
        Assert.StartsWith("there is no manifest", Assert.Single((await WalkAsync(database, Folder)).Faults).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""DELETE FROM "Journal" WHERE "Sequence" = 4""", "the entry is missing")]
    [InlineData("""UPDATE "Journal" SET "Body" = '{}' WHERE "Sequence" = 4""", "the entry was changed after it was written: its hash does not match")]
    [InlineData("""UPDATE "JournalSegments" SET "LastHash" = zeroblob(32)""", "the entry does not follow entry 3, the last that is sealed: it was replaced, or the record of the segment was")]
    [InlineData("""UPDATE "JournalSegments" SET "Last" = 4""", "the entry has no place among those that are sealed")]
    [InlineData("""UPDATE "JournalSegments" SET "First" = 2""", "the record of the sealed segment does not continue the one before it")]
    [InlineData("""UPDATE "JournalSegments" SET "PreviousHash" = zeroblob(31) || x'01'""", "the record of the sealed segment does not continue the one before it")]
    [InlineData("""UPDATE "JournalSegments" SET "FileHash" = zeroblob(32)""", "the entry tells of another segment than the record of entries 1 to 3")]
    [InlineData("""UPDATE "JournalSegments" SET "SealedBy" = 6""", "there is no entry that tells of sealing entries 1 to 3")]
    [InlineData("""DELETE FROM "Journal" WHERE "Sequence" = 7""", "there is no entry that tells of sealing entries 1 to 3")]
    [InlineData("""DELETE FROM "JournalSegments" """, "the entries up to 3 are missing")]
    [InlineData("""INSERT INTO "Journal" SELECT 2, "At", "Kind", "Subject", "Actor", "Body", "PreviousHash", "Hash" FROM "Journal" WHERE "Sequence" = 4""", "the entry has no place among those that are sealed")]
    public async Task Tampering_with_what_is_left_is_found(string sql, string words)
    {
        await using var database = await WithEntriesAsync(6);
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 3)));
        using (var raw = database.OpenRaw())
        {
            raw.Run("DROP TRIGGER Journal_AppendOnly_Update; DROP TRIGGER Journal_AppendOnly_Delete; DROP TRIGGER Journal_AppendOnly_Sealed; DROP TRIGGER JournalSegments_Update; DROP TRIGGER JournalSegments_Delete;");
            Assert.NotEqual(0, raw.Run(sql));
        }

        Assert.Contains(words, (await WalkAsync(database, null)).Faults.Select(fault => fault.Words));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_database_itself_lets_nothing_be_deleted_that_no_true_segment_covers(Provider provider)
    {
        await using var database = await WithEntriesAsync(6, provider);
        await RefusedAsync(database, """DELETE FROM "Journal" WHERE "Sequence" <= 3""");
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 3)));
        await RefusedAsync(database, """DELETE FROM "Journal" WHERE "Sequence" = 4""");
        await RefusedAsync(database, """UPDATE "Journal" SET "Actor" = 'x'""");
        await RefusedAsync(database, """UPDATE "JournalSegments" SET "Last" = 6""");
        await RefusedAsync(database, """DELETE FROM "JournalSegments" """);
        await RefusedAsync(database, """INSERT INTO "Journal" SELECT 2, "At", "Kind", "Subject", "Actor", "Body", "PreviousHash", "Hash" FROM "Journal" WHERE "Sequence" = 4""");
        Assert.Equal((4, 3L), await WalkedAsync(database, Folder));
    }

    [Theory]
    [InlineData("4, 5", "h4p", "h5", "7", true)]
    [InlineData("4, 5", "h4p", "h5", "6", false)]
    [InlineData("4, 5", "h4p", "h5", "99", false)]
    [InlineData("4, 5", "h4p", "h4", "7", false)]
    [InlineData("4, 5", "h5", "h5", "7", false)]
    [InlineData("5, 5", "h4", "h5", "7", false)]
    [InlineData("4, 3", "h4p", "h4p", "7", false)]
    [InlineData("4, 99", "h4p", "h5", "7", false)]
    [InlineData("1, 5", "h4p", "h5", "7", false)]
    [InlineData("NULL, 5", "h4p", "h5", "7", false)]
    public async Task SQLite_takes_a_segment_only_as_it_truly_is(string ends, string previous, string hash, string sealedBy, bool isTaken)
    {
        await using var database = await WithEntriesAsync(6);
        Assert.Empty(await DropAsync(database, await ExportAsync(database, 3)));
        using var raw = database.OpenRaw();
        string Of(string name) => name switch
        {
            "h4p" => """(SELECT "PreviousHash" FROM "Journal" WHERE "Sequence" = 4)""",
            _ => $"""(SELECT "Hash" FROM "Journal" WHERE "Sequence" = {name[1..]})""",
        };
        int Insert(string verb) => raw.Run($"""{verb} INTO "JournalSegments" ("First", "Last", "PreviousHash", "LastHash", "FileHash", "SealedAt", "SealedBy") VALUES ({ends}, {Of(previous)}, {Of(hash)}, zeroblob(32), 0, {sealedBy})""");
        if (isTaken)
            Assert.Equal(1, Insert("INSERT"));
        else
            Assert.All(["INSERT", "INSERT OR REPLACE"], verb => Assert.Throws<SqliteException>(() => Insert(verb)));
        Assert.Equal(isTaken ? 2L : 1L, raw.Ask("""SELECT COUNT(*) FROM "JournalSegments" """));
    }

    [Fact]
    public async Task A_process_that_dies_while_dropping_has_dropped_nothing()
    {
        await using var database = await WithEntriesAsync(6);
        var manifest = await ExportAsync(database, 4);
        // The entries go last: a trigger of the test's own fails there.
        using (var raw = database.OpenRaw())
            raw.Run("""CREATE TRIGGER "Fails" BEFORE DELETE ON "Journal" WHEN OLD."Sequence" = 3 BEGIN SELECT RAISE(ABORT, 'the power went'); END;""");
        await Assert.ThrowsAsync<SqliteException>(() => DropAsync(database, manifest));
        Assert.Equal((6, 0L), await WalkedAsync(database));
    }

    private static JournalFact Fact(int number) => JournalTests.Fact(number) with { At = A.Moment.AddMinutes(number) };

    private static async Task<TestDatabase> WithEntriesAsync(int count, Provider provider = Provider.Sqlite, int offset = 0)
    {
        var database = await TestDatabase.CreateAsync(provider);
        for (var number = 1; number <= count; number++)
            await database.Journal.AppendAsync(Fact(number) with { Subject = $"s{offset}" }, default);
        return database;
    }

    private async Task<SegmentManifest> ExportAsync(TestDatabase database, int upToMinute)
    {
        await using var context = database.Context();
        return (await JournalExport.RunAsync(context, A.Moment.AddMinutes(upToMinute).AddSeconds(1), Folder, default)).Manifest!;
    }

    private async Task<IReadOnlyList<JournalFault>> DropAsync(TestDatabase database, SegmentManifest manifest) =>
        await JournalDrop.RunAsync(new TestContexts(database), database.Writer, new(Folder, manifest), A.Moment.AddDays(1), default);

    private async Task<SegmentManifest> ReadAsync(SegmentManifest manifest) =>
        (await SegmentFile.OpenAsync(Path.Combine(Folder, SegmentManifest.ManifestName(manifest.First, manifest.Last)), default)).Segment!.Manifest;

    private static async Task<(int Count, long Sealed)> WalkedAsync(TestDatabase database, string? folder = null)
    {
        var walk = await WalkAsync(database, folder);
        Assert.Empty(walk.Faults);
        return ((int)walk.Count, walk.Sealed);
    }

    private static async Task<JournalWalk> WalkAsync(TestDatabase database, string? folder)
    {
        await using var context = database.Context();
        return await SealedJournal.WalkAsync(context, folder, default);
    }

    private static async Task RefusedAsync(TestDatabase database, string sql)
    {
        await using var context = database.Context();
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("The journal is append-only", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers how to undo it.</summary>
    private async Task<Func<Task>> TamperAsync(SegmentManifest manifest, string what)
    {
        var (file, beside) = (Path.Combine(Folder, manifest.File), Path.Combine(Folder, SegmentManifest.ManifestName(manifest.First, manifest.Last)));
        var (entries, words) = (await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(beside));
        var lines = entries.TrimEnd('\n').Split('\n');
        var text = what switch
        {
            "file" => entries.Replace("\"tile.state\"", "\"tile.staet\"", StringComparison.Ordinal),
            "file and manifest" => entries.Replace("\"tile.state\"", "\"tile.staet\"", StringComparison.Ordinal),
            "a line less" => string.Join('\n', lines[..^1]) + "\n",
            "no entry" => string.Join('\n', [lines[0], "{}", .. lines[2..]]) + "\n",
            _ => null,
        };
        if (text is null)
            File.Delete(file);
        else
            await File.WriteAllTextAsync(file, text);
        if (what is not ("file" or "no file"))
            await File.WriteAllTextAsync(beside, (manifest with { Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file))) }).Write());
        return async () =>
        {
            await File.WriteAllTextAsync(file, entries);
            await File.WriteAllTextAsync(beside, words);
        };
    }

    private sealed class TestContexts(TestDatabase database) : IDbContextFactory<Core.Storage.MissionContext>
    {
        public Core.Storage.MissionContext CreateDbContext() => database.Context();
    }
}
