using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Sqlite;

namespace MissionControl.Core.Storage.Journal;

/// <summary>The journal of a database for the commands of the shell, while an app has it open or none has. Creates no database and migrates none.</summary>
internal static class JournalCheck
{
    /// <summary>Walks it, and with a folder the exported segments too.</summary>
    /// <exception cref="StorageException">There is no database, or it cannot be read.</exception>
    public static Task<JournalWalk> RunAsync(StorageOptions options, string? segments, CancellationToken cancellationToken) =>
        WithAsync(options, (contexts, _) => WithContextAsync(contexts, context => SealedJournal.WalkAsync(context, segments, cancellationToken)), cancellationToken);

    /// <summary>See <see cref="JournalExport"/>.</summary>
    /// <exception cref="StorageException">There is no database, it cannot be read, or the folder cannot be written.</exception>
    public static Task<JournalExported> ExportAsync(StorageOptions options, DateTimeOffset until, string folder, CancellationToken cancellationToken) =>
        WithAsync(options, (contexts, _) => WithContextAsync(contexts, context => JournalExport.RunAsync(context, until, folder, cancellationToken)), cancellationToken);

    /// <summary>See <see cref="JournalDrop"/>.</summary>
    /// <exception cref="StorageException">There is no database, or it cannot be read or written.</exception>
    public static Task<ImmutableArray<JournalFault>> DropAsync(StorageOptions options, SegmentFile segment, DateTimeOffset now, CancellationToken cancellationToken) =>
        WithAsync(options, (contexts, writer) => JournalDrop.RunAsync(contexts, writer, segment, now, cancellationToken), cancellationToken);

    private static async Task<T> WithAsync<T>(StorageOptions options, Func<MissionContextFactory, SingleWriter, Task<T>> work, CancellationToken cancellationToken)
    {
        if (options.IsMissing)
            throw new StorageException($"There is no database {SqliteFile.PathIn(options.DataFolder)}: is this the data folder?");
        var contexts = new MissionContextFactory(options, NullLoggerFactory.Instance);
        using var writer = new SingleWriter(contexts);
        await using var context = contexts.CreateDbContext();
        var database = context.Dialect.Name(context.Database.GetDbConnection());
        try
        {
            if (!(await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
                throw new StorageException($"The database {database} holds no journal yet: Mission Control has not run with it.");
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                throw new StorageException($"The database {database} is that of an older release: start this one with it once, which brings it up to date.");
            return await work(contexts, writer);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException or NotSupportedException)
        {
            throw new StorageException($"The database {database} cannot be used: {context.Dialect.Explain(exception)}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of the segments cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task<T> WithContextAsync<T>(MissionContextFactory contexts, Func<MissionContext, Task<T>> work)
    {
        await using var context = contexts.CreateDbContext();
        return await work(context);
    }
}
