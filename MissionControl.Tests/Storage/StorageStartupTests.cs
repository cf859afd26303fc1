using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Core.Storage.SqlServer;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage;

public sealed class StorageStartupTests
{
    [Fact]
    public async Task The_data_folder_and_its_database_belong_to_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        const UnixFileMode ownerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ownerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(database.Options.DataFolder));
        Assert.Equal(ownerFile, File.GetUnixFileMode(database.File));
    }

    [Fact]
    public async Task One_migration_is_told_as_one()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(typeof(ILogger<>), typeof(ListLogger<>)).AddStorage(database.Options).BuildServiceProvider();
        await services.MigrateStorageAsync(default);
        var count = database.Context().Database.GetMigrations().Count();
        var log = (ListLogger<StorageStartup>)services.GetRequiredService<ILogger<StorageStartup>>();
        Assert.Contains($" with {Words.Count(count, "migration", "migrations")}, the last ", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_writes_ahead_and_waits_and_holds_foreign_keys()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var context = database.Context();
        await context.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        Assert.Equal("wal", connection.Ask("PRAGMA journal_mode"));
        Assert.Equal(2L, connection.Ask("PRAGMA synchronous"));
        Assert.Equal(1L, connection.Ask("PRAGMA foreign_keys"));
        Assert.Equal(5000L, connection.Ask("PRAGMA busy_timeout"));
    }

    [Fact]
    public async Task The_database_is_ready_before_any_hosted_service_starts_even_one_registered_earlier()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddHostedService<CountsMigrationsAtStart>();
        builder.Services.AddStorage(database.Options);
        using var host = builder.Build();
        await host.StartAsync();
        var early = host.Services.GetServices<IHostedService>().OfType<CountsMigrationsAtStart>().Single();
        await host.StopAsync();
        Assert.Equal(0, early.Pending);
    }

    [Fact]
    public async Task A_damaged_file_is_named_with_what_to_do()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        SqliteFile.Create(database.File);
        await File.WriteAllTextAsync(database.File, string.Concat(Enumerable.Repeat("This is not a database. ", 200)));
        var refused = await Assert.ThrowsAsync<StorageException>(() => database.Services.MigrateStorageAsync(default));
        Assert.Equal(
            $"The database {database.File} cannot be used: the file is damaged or is no SQLite database; put a backup in its place, or move it away to begin with an empty one.",
            refused.Message);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused_by_name()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        await File.WriteAllTextAsync(database.Options.DataFolder, "");
        try
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => database.Services.MigrateStorageAsync(default));
            Assert.StartsWith($"The database {database.File} cannot be used:", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(database.Options.DataFolder);
        }
    }

    [Theory]
    [InlineData(8, "the file or its folder is read-only; give this process's user the right to write both")]
    [InlineData(14, "the file cannot be opened; check that its folder exists and that this process's user may write there")]
    [InlineData(13, "the disk is full")]
    [InlineData(5, "another process keeps the file locked")]
    public void A_failing_file_is_explained(int code, string words) =>
        Assert.Equal(words, SqliteDialect.Instance.Explain(new InvalidOperationException("outer", new SqliteException("inner", code))));

    [Fact]
    public void A_process_without_culture_data_is_told_what_SQL_Server_needs() => Assert.Equal(
        "SQL Server's client needs culture data; install libicu and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset",
        SqlServerDialect.Instance.Explain(new NotSupportedException("Globalization Invariant Mode is not supported.")));

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_by_its_host_and_nothing_else()
    {
        var options = new StorageOptions(
            "unused", "Server=127.0.0.1,1;Database=mission;User Id=keeper;Password=hush-hush;Connect Timeout=1;ConnectRetryCount=0;Encrypt=False", null);
        await using var services = new ServiceCollection().AddLogging().AddStorage(options).BuildServiceProvider();
        var refused = await Assert.ThrowsAsync<StorageException>(() => services.MigrateStorageAsync(default));
        Assert.StartsWith("The database on SQL Server 127.0.0.1,1 cannot be used: the server cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("keeper", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=db;Password=hush;hush=1")]
    [InlineData("just words")]
    [InlineData("Database=mission")]
    public async Task A_malformed_connection_string_is_refused_without_repeating_it(string text)
    {
        await using var services = new ServiceCollection().AddLogging().AddStorage(new StorageOptions("unused", text, null)).BuildServiceProvider();
        var refused = await Assert.ThrowsAsync<StorageException>(() => services.MigrateStorageAsync(default));
        Assert.StartsWith("MissionControl:Storage:SqlServer is not a connection string", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_never_print_the_connection_string() =>
        Assert.Equal("SQL Server", new StorageOptions("data", "Server=db;Password=hush", null).ToString());

    private sealed class CountsMigrationsAtStart(IDbContextFactory<MissionContext> contexts) : IHostedService
    {
        public int? Pending { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            Pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
