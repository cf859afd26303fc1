using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Storage.Sqlite;
using Xunit.Sdk;

namespace MissionControl.Tests.Storage;

public enum Provider
{
    Sqlite,
    SqlServer,
}

/// <summary>Runs a contract on a real SQLite file.</summary>
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.Sqlite]];
}

/// <summary>Runs a contract on the SQL Server that MISSIONCONTROL_TEST_SQLSERVER names; without one it is reported as skipped.</summary>
public sealed class OnSqlServerAttribute : DataAttribute
{
    public OnSqlServerAttribute()
    {
        if (TestDatabase.SqlServer is null)
            Skip = "No SQL Server: MISSIONCONTROL_TEST_SQLSERVER is not set.";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.SqlServer]];
}

/// <summary>An empty database of its own, brought up to date, and gone when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestDatabase(StorageOptions options)
    {
        Options = options;
        _services = new ServiceCollection().AddLogging().AddStorage(options).BuildServiceProvider(validateScopes: true);
    }

    public static string? SqlServer => Environment.GetEnvironmentVariable("MISSIONCONTROL_TEST_SQLSERVER");

    public StorageOptions Options { get; }

    public IServiceProvider Services => _services;

    public string File => SqliteFile.PathIn(Options.DataFolder);

    public Task<int> ThinAsync<TStore>(DateTimeOffset now) where TStore : IThinned =>
        _services.GetServices<IThinned>().OfType<TStore>().Single().ThinAsync(now, default);

    public ISampleStore Samples => _services.GetRequiredService<ISampleStore>();

    public IBaselineStore Baselines => _services.GetRequiredService<IBaselineStore>();

    public JournalStore Journal => _services.GetRequiredService<JournalStore>();

    public SingleWriter Writer => _services.GetRequiredService<SingleWriter>();

    public static async Task<TestDatabase> CreateAsync(Provider provider)
    {
        var database = Unborn(provider);
        await database._services.MigrateStorageAsync(default);
        return database;
    }

    /// <summary>The settings of a database that does not exist yet, with the folder missing too.</summary>
    public static TestDatabase Unborn(Provider provider)
    {
        var name = $"mission-test-{Guid.NewGuid():N}";
        var server = provider == Provider.SqlServer
            ? new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ConnectionString
            : null;
        return new TestDatabase(new StorageOptions(Path.Combine(Path.GetTempPath(), name), server, MaxBatchSize: null));
    }

    public MissionContext Context() => _services.GetRequiredService<IDbContextFactory<MissionContext>>().CreateDbContext();

    /// <summary>A connection that is not the app's: no interceptor, no EF Core.</summary>
    public SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var context = Context())
        {
            if (Options.SqlServerConnectionString is null)
                SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
            else
                await context.Database.EnsureDeletedAsync();
        }

        await _services.DisposeAsync();
        if (Directory.Exists(Options.DataFolder))
            Directory.Delete(Options.DataFolder, recursive: true);
    }
}

internal static class RawSqlite
{
    public static int Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public static object? Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
