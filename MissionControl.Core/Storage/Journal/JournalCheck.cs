using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Storage.Sqlite;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Walks the journal of a database that no app of this process has open. Creates and changes nothing in it.</summary>
internal static class JournalCheck
{
    /// <exception cref="StorageException">There is no database, or it cannot be read.</exception>
    public static async Task<JournalWalk> RunAsync(StorageOptions options, CancellationToken cancellationToken)
    {
        if (!options.UsesSqlServer && !File.Exists(SqliteFile.PathIn(options.DataFolder)))
            throw new StorageException($"There is no database {SqliteFile.PathIn(options.DataFolder)}: is this the data folder?");
        var contexts = new MissionContextFactory(options, NullLoggerFactory.Instance);
        using var writer = new SingleWriter(contexts);
        await using var context = contexts.CreateDbContext();
        var database = context.Dialect.Name(context.Database.GetDbConnection());
        try
        {
            if (!(await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
                throw new StorageException($"The database {database} holds no journal yet: Mission Control has not run with it.");
            return await new JournalStore(contexts, writer).WalkAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or NotSupportedException)
        {
            throw new StorageException($"The database {database} cannot be used: {context.Dialect.Explain(exception)}.", exception);
        }
    }
}
