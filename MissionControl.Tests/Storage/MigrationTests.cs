using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Core.Storage.SqlServer;

namespace MissionControl.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void The_model_has_no_change_that_lacks_a_migration_on_SQLite()
    {
        using var context = new SqliteDesignTimeFactory().CreateDbContext([]);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_model_has_no_change_that_lacks_a_migration_on_SQL_Server()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Both_providers_have_the_same_migrations_by_name()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var server = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.Equal(Names(sqlite), Names(server));
        Assert.NotEmpty(Names(sqlite));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_empty_database_is_brought_to_the_latest_migration(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var context = database.Context();
        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Migrating_twice_changes_nothing_the_second_time(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Services.MigrateStorageAsync(default);
        await using var context = database.Context();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_lock_left_by_a_process_that_died_while_migrating_does_not_hold_up_the_next_start()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        SqliteFile.Create(database.File);
        using (var raw = database.OpenRaw())
        {
            raw.Run("""
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-21 02:04:00');
                """);
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        await database.Services.MigrateStorageAsync(deadline.Token);
        await using var context = database.Context();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(deadline.Token));
    }

    [Fact]
    public async Task Samples_live_in_their_key_on_SQLite()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var raw = database.OpenRaw();
        var sql = (string)raw.Ask("SELECT sql FROM sqlite_master WHERE name = 'Samples'")!;
        Assert.EndsWith("WITHOUT ROWID", sql, StringComparison.Ordinal);
    }

    /// <summary>The table is written by hand in the migration, so the model's idea of its columns is held here.</summary>
    [Fact]
    public async Task The_tables_on_SQLite_have_the_columns_of_the_model()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var context = database.Context();
        using var raw = database.OpenRaw();
        foreach (var table in context.Model.GetRelationalModel().Tables)
        {
            var expected = table.Columns.Select(column => $"{column.Name} {column.StoreType} {(column.IsNullable ? 0 : 1)}").Order();
            using var command = raw.CreateCommand();
            command.CommandText = $"SELECT name || ' ' || type || ' ' || \"notnull\" FROM pragma_table_info('{table.Name}')";
            using var reader = command.ExecuteReader();
            List<string> actual = [];
            while (reader.Read())
                actual.Add(reader.GetString(0));
            Assert.Equal(expected, actual.Order());
        }
    }

    [Fact]
    public void The_script_for_SQL_Server_keeps_offsets_and_guards_the_journal()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var script = context.GetService<IMigrator>().GenerateScript();
        Assert.Contains("[At] datetimeoffset NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("ALTER TRIGGER [Journal_AppendOnly] ON [Journal] INSTEAD OF UPDATE AS", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TRIGGER [Journal_AppendOnly_Delete] ON [Journal] AFTER DELETE AS", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TRIGGER [Journal_AppendOnly_Sealed] ON [Journal] AFTER INSERT AS", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TRIGGER [JournalSegments_Sound] ON [JournalSegments] AFTER INSERT AS", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TRIGGER [JournalSegments_Kept] ON [JournalSegments] INSTEAD OF UPDATE, DELETE AS", script, StringComparison.Ordinal);
        Assert.Contains("CONSTRAINT [PK_Samples] PRIMARY KEY ([BpmKey], [Minute])", script, StringComparison.Ordinal);
        Assert.DoesNotContain("[Sequence] bigint NOT NULL IDENTITY", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cautious_operator_can_run_the_script_for_SQL_Server_twice()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
        Assert.Contains("EXEC(N'ALTER TRIGGER [Journal_AppendOnly]", script, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(MissionContext context) =>
        context.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);
}
