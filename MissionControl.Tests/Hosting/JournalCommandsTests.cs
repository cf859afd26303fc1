using System.Globalization;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Storage.Journal;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class JournalCommandsTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Old_entries_are_exported_then_dropped_and_the_rest_is_verified_with_the_file()
    {
        await using var database = await WithEntriesAsync();
        var manifest = Path.Combine(_folder.Path, "journal-000000000001-000000000003.json");
        Assert.Equal(0, await RunAsync(database, "export-journal", "--until", "2026-11-21T02:07:30Z", "--to", _folder.Path));
        Assert.StartsWith($"exported entries 1 to 3: {manifest}, hash ", Said(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(database, "drop-journal", manifest));
        Assert.Equal("dropped entries 1 to 3; keep journal-000000000001-000000000003.jsonl and its manifest", Said());
        Assert.Equal(0, await RunAsync(database, "verify-journal", "--segments", _folder.Path));
        Assert.StartsWith("journal is whole: 3 entries after 3 sealed, 1 file checked, head ", Said(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(database, "verify-journal"));
        Assert.StartsWith("journal is whole: 3 entries after 3 sealed, whose files were not looked at (--segments FOLDER), head ", Said(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task The_file_may_be_named_instead_of_its_manifest()
    {
        await using var database = await WithEntriesAsync();
        Assert.Equal(0, await RunAsync(database, "export-journal", "--until", "2026-11-22", "--to", _folder.Path));
        Assert.Equal(0, await RunAsync(database, "drop-journal", Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl"))));
    }

    [Fact]
    public async Task Nothing_old_enough_is_said_and_is_no_failure()
    {
        await using var database = await WithEntriesAsync();
        Assert.Equal(0, await RunAsync(database, "export-journal", "--until", "2020-01-01", "--to", _folder.Path));
        Assert.Equal("nothing to export: no entry is that old that is not sealed already", Said());
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_was_changed_is_a_finding_and_drops_nothing()
    {
        await using var database = await WithEntriesAsync();
        await RunAsync(database, "export-journal", "--until", "2026-11-22", "--to", _folder.Path);
        Said();
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl"));
        await File.AppendAllTextAsync(file, "\n");
        Assert.Equal(1, await RunAsync(database, "drop-journal", file));
        Assert.Equal("nothing was dropped: the segment is not what the database holds", Said());
        Assert.Equal($"journal:1:1: error: {Path.GetFileName(file)}: the file was changed: its SHA-256 is not the manifest's{Environment.NewLine}", _error.ToString());
        Assert.Equal(5, (await database.Journal.ReadAfterAsync(0, 10, default)).Length);
    }

    [Fact]
    public async Task A_folder_that_holds_the_segment_already_is_left_as_it_is()
    {
        await using var database = await WithEntriesAsync();
        Assert.Equal(0, await RunAsync(database, "export-journal", "--until", "2026-11-22", "--to", _folder.Path));
        Assert.Equal(2, await RunAsync(database, "export-journal", "--until", "2026-11-22", "--to", _folder.Path));
        Assert.StartsWith("The folder of the segments cannot be used: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task A_database_of_an_older_release_is_left_as_it_is()
    {
        await using var database = await WithEntriesAsync();
        using (var raw = database.OpenRaw())
            raw.Run("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_Audit'""");
        Assert.Equal(2, await RunAsync(database, "verify-journal"));
        Assert.Contains("is that of an older release", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export-journal")]
    [InlineData("export-journal", "--until", "yesterday", "--to", "x")]
    [InlineData("export-journal", "--until", "2026-11-21")]
    [InlineData("export-journal", "--until", "2026-11-21", "--to")]
    [InlineData("export-journal", "--until", "2026-11-21", "--to", "x", "--utnil", "y")]
    [InlineData("export-journal", "--until", "2026-11-21", "--until", "2026-11-22", "--to", "x")]
    [InlineData("drop-journal")]
    [InlineData("drop-journal", "a", "b")]
    [InlineData("verify-journal", "--segments")]
    public async Task Wrong_words_are_answered_with_the_usage(params string[] args)
    {
        Assert.Equal(2, await MissionCommand.RunAsync(args, _output, _error));
        Assert.StartsWith($"usage: MissionControl.Web {args[0]}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_segment_or_no_folder_is_told()
    {
        await using var database = await WithEntriesAsync();
        Assert.Equal(2, await RunAsync(database, "drop-journal", Path.Combine(_folder.Path, "nothing.json")));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "some.json"), """{"format":1,"first":1,"last":2,"from":"","to":"","previousHash":"","hash":"","file":"../secret","sha256":""}""");
        Assert.Equal(2, await RunAsync(database, "drop-journal", Path.Combine(_folder.Path, "some.json")));
        Assert.Equal(2, await RunAsync(database, "verify-journal", "--segments", Path.Combine(_folder.Path, "nowhere")));
        var said = _error.ToString().Split(Environment.NewLine);
        Assert.StartsWith("drop-journal: there is no manifest ", said[0], StringComparison.Ordinal);
        Assert.EndsWith("some.json is no manifest of a segment, or of a newer release", said[1], StringComparison.Ordinal);
        Assert.StartsWith("verify-journal: there is no folder ", said[2], StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> WithEntriesAsync()
    {
        var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        for (var number = 1; number <= 5; number++)
            await database.Journal.AppendAsync(JournalTests.Fact(number), default);
        return database;
    }

    private Task<int> RunAsync(TestDatabase database, params string[] args) =>
        MissionCommand.RunAsync([.. args, "--MissionControl:Data", database.Options.DataFolder], _output, _error);

    /// <summary>What was said since the last time.</summary>
    private string Said()
    {
        var said = _output.ToString().TrimEnd();
        _output.GetStringBuilder().Clear();
        return said;
    }
}
