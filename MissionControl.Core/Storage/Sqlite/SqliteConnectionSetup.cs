using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MissionControl.Core.Storage.Sqlite;

/// <summary>Sets every connection up when it opens. A commit is on the disk when it returns; readers never wait for the writer.</summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    // busy_timeout first, so that the change to WAL waits its turn too.
    private const string Pragmas =
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command?.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        if (command is not null)
            await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF Core looks whether a database exists through a read-only connection, which cannot turn WAL on.
    private static DbCommand? Command(DbConnection connection)
    {
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
            return null;
        var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        return command;
    }
}
