using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int PrimaryKeyTaken = 1555;
    private const int UniqueTaken = 2067;
    private const int RefusedByTrigger = 1811;

    private SqliteDialect()
    {
    }

    public static SqliteDialect Instance { get; } = new();

    // No hint needed: transactions begin IMMEDIATE (Microsoft.Data.Sqlite's default), so there is one writer already.
    public override string JournalHead => """SELECT * FROM "Journal" ORDER BY "Sequence" DESC LIMIT 1""";

    public override string Upsert(string table, IReadOnlyList<string> key, IReadOnlyList<string> values) =>
        $"""
        INSERT INTO "{table}" ({Columns([.. key, .. values])}) VALUES ({Parameters([.. key, .. values])})
        ON CONFLICT ({Columns(key)}) DO UPDATE SET {string.Join(", ", values.Select(name => $"\"{name}\" = excluded.\"{name}\""))}
        """;

    public override object Moment(DateTimeOffset at) => at.UtcTicks;

    public override DateTimeOffset ReadMoment(DbDataReader reader, int ordinal) => new(reader.GetInt64(ordinal), TimeSpan.Zero);

    public override bool LostRace(Exception exception) =>
        Find<SqliteException>(exception) is { } sqlite
        && (sqlite.SqliteErrorCode == Busy
            || sqlite.SqliteExtendedErrorCode is PrimaryKeyTaken or UniqueTaken or RefusedByTrigger);

    public override async Task<IAsyncDisposable> PrepareMigrationAsync(MissionContext context, CancellationToken cancellationToken)
    {
        var gate = SqliteFile.LockForMigration(Name(context.Database.GetDbConnection()));
        // EF Core leaves its lock row behind when a process dies while migrating, and the next one would wait for ever.
        // Whoever migrates holds our file lock, which the operating system takes back, so a row found now is such a leftover.
        await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
        return gate;
    }

    public override string Name(DbConnection connection) => new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource;

    public override string Explain(Exception exception) => Find<SqliteException>(exception) switch
    {
        { SqliteErrorCode: Corrupt or NotADatabase } =>
            "the file is damaged or is no SQLite database; put a backup in its place, or move it away to begin with an empty one",
        { SqliteErrorCode: ReadOnly } =>
            "the file or its folder is read-only; give this process's user the right to write both",
        { SqliteErrorCode: CannotOpen } =>
            "the file cannot be opened; check that its folder exists and that this process's user may write there",
        { SqliteErrorCode: Full } => "the disk is full",
        { SqliteErrorCode: IoError } => "reading or writing the disk failed; network file systems do not carry SQLite's write-ahead log",
        { SqliteErrorCode: Busy } => "another process keeps the file locked",
        { } other => other.Message.TrimEnd('.'),
        null => exception.Message.TrimEnd('.'),
    };
}
