using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Core.Storage.SqlServer;

namespace MissionControl.Core.Storage;

/// <summary>A context of the provider the settings name. Thread-safe; touches no disk and no network until a context is used.</summary>
internal sealed class MissionContextFactory : IDbContextFactory<MissionContext>
{
    private readonly Func<MissionContext> _create;

    public MissionContextFactory(StorageOptions options, ILoggerFactory logs) =>
        _create = options.UsesSqlServer ? SqlServer(options, logs) : Sqlite(options, logs);

    public MissionContext CreateDbContext() => _create();

    private static Func<MissionContext> Sqlite(StorageOptions options, ILoggerFactory logs)
    {
        var builder = SqliteMissionContext.Configure(SqliteFile.ConnectionString(options.DataFolder), options.MaxBatchSize);
        builder.AddInterceptors(new SqliteConnectionSetup());
        Quieten(builder, logs);
        var built = builder.Options;
        return () => new SqliteMissionContext(built);
    }

    private static Func<MissionContext> SqlServer(StorageOptions options, ILoggerFactory logs)
    {
        var builder = SqlServerMissionContext.Configure(Checked(options.SqlServerConnectionString!), options.MaxBatchSize);
        Quieten(builder, logs);
        var built = builder.Options;
        return () => new SqlServerMissionContext(built);
    }

    private static void Quieten(DbContextOptionsBuilder builder, ILoggerFactory logs) => builder
        .UseLoggerFactory(logs)
        .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));

    // The parser's own message quotes what it stumbled over, which may be a piece of the password: it is not passed on.
    private static string Checked(string connectionString) => IsConnectionString(connectionString)
        ? connectionString
        : throw new StorageException(
            "MissionControl:Storage:SqlServer is not a connection string: expected pairs like "
            + "Server=HOST;Database=NAME;User Id=NAME;Password=… with quotes around values that hold a semicolon.");

    /// <summary>Which server and database, without user and password.</summary>
    internal static string Describe(string connectionString)
    {
        var parts = new SqlConnectionStringBuilder(connectionString);
        return $"{parts.DataSource}, database {(parts.InitialCatalog.Length > 0 ? parts.InitialCatalog : "as the server says")}";
    }

    /// <summary>Its password, if it has one.</summary>
    internal static string[] SecretsIn(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString).Password is { Length: > 0 } password ? [password] : [];

    internal static bool IsConnectionString(string text)
    {
        try
        {
            return new SqlConnectionStringBuilder(text).DataSource.Length > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }
}
