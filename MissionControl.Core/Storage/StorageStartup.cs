using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Storage.Sqlite;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage;

/// <summary>Brings the database up to date before any other hosted service starts, in whatever order they were registered.</summary>
internal sealed partial class StorageStartup(
    StorageOptions options, IDbContextFactory<MissionContext> contexts, ILogger<StorageStartup> logger) : IHostedLifecycleService
{
    private readonly ILogger _logger = logger;

    /// <summary>Creates or updates the database.</summary>
    /// <exception cref="StorageException">It cannot be opened or updated.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var database = context.Dialect.Name(context.Database.GetDbConnection());
        try
        {
            if (!options.UsesSqlServer)
                SqliteFile.Create(database);
            await MigrateAsync(context, database, cancellationToken);
        }
        catch (Exception exception) when (
            exception is DbException or InvalidOperationException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StorageException($"The database {database} cannot be used: {context.Dialect.Explain(exception)}.", exception);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(MissionContext context, string database, CancellationToken cancellationToken)
    {
        string[] pending = [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (pending.Length == 0)
        {
            LogUpToDate(database);
            return;
        }

        await using var ready = await context.Dialect.PrepareMigrationAsync(context, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        var migrations = Words.Count(pending.Length, "migration", "migrations");
        LogMigrated(database, migrations, pending[^1]);
    }
}
