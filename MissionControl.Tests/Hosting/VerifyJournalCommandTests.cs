using MissionControl.Tests.Storage;
using MissionControl.Tests.Storage.Journal;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class VerifyJournalCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_whole_journal_is_told_with_its_length_and_head()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await database.Journal.AppendAsync(JournalTests.Fact(1), default);
        var last = await database.Journal.AppendAsync(JournalTests.Fact(2), default);
        Assert.Equal(0, await VerifyJournalCommand.RunAsync(["--MissionControl:Data", database.Options.DataFolder], _output, _error));
        Assert.Equal($"journal is whole: 2 entries, head {Convert.ToHexStringLower(last.Hash.AsSpan())}{Environment.NewLine}", _output.ToString());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task An_empty_journal_is_whole()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        Assert.Equal(0, await VerifyJournalCommand.RunAsync(database.Options, null, _output, _error));
        Assert.Equal($"journal is whole: no entries yet{Environment.NewLine}", _output.ToString());
    }

    [Fact]
    public async Task Each_fault_is_a_finding()
    {
        await using var database = await JournalTests.TamperedAsync("""UPDATE "Journal" SET "Body" = '{}' WHERE "Sequence" IN (2, 4)""");
        Assert.Equal(1, await VerifyJournalCommand.RunAsync(database.Options, null, _output, _error));
        Assert.Equal($"journal is not whole: 5 entries, 2 faults{Environment.NewLine}", _output.ToString());
        Assert.Equal(
            [
                "journal:2:1: error: the entry was changed after it was written: its hash does not match",
                "journal:4:1: error: the entry was changed after it was written: its hash does not match",
            ],
            _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_folder_without_a_database_is_left_as_it_is()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        Assert.Equal(2, await VerifyJournalCommand.RunAsync(database.Options, null, _output, _error));
        Assert.Equal($"There is no database {database.File}: is this the data folder?{Environment.NewLine}", _error.ToString());
        Assert.False(Directory.Exists(database.Options.DataFolder));
    }

    [Fact]
    public async Task A_file_that_is_no_database_cannot_be_checked()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        Directory.CreateDirectory(database.Options.DataFolder);
        await File.WriteAllTextAsync(database.File, new string('x', 5000));
        Assert.Equal(2, await VerifyJournalCommand.RunAsync(database.Options, null, _output, _error));
        Assert.Contains("the file is damaged or is no SQLite database", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_holds_no_journal()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        Directory.CreateDirectory(database.Options.DataFolder);
        await File.WriteAllTextAsync(database.File, "");
        Assert.Equal(2, await VerifyJournalCommand.RunAsync(database.Options, null, _output, _error));
        Assert.Contains("holds no journal yet", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_it_does_not_know_is_answered_with_the_usage()
    {
        Assert.Equal(2, await VerifyJournalCommand.RunAsync(["now"], _output, _error));
        Assert.StartsWith("usage: MissionControl.Web verify-journal", _error.ToString(), StringComparison.Ordinal);
    }
}
