using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace MissionControl.Core.Storage.SqlServer;

internal sealed class SqlServerDialect : SqlDialect
{
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
    private const int UniqueIndexTaken = 2601;
    private const int KeyTaken = 2627;
    private const int Deadlock = 1205;
    private const int SignInRefused = 18456;
    private const int DatabaseRefused = 4060;

    private SqlServerDialect()
    {
    }

    public static SqlServerDialect Instance { get; } = new();

    // The locks hold the end of the key range until the transaction ends, also while the table is empty.
    public override string JournalHead =>
        """SELECT TOP (1) * FROM "Journal" WITH (UPDLOCK, HOLDLOCK) ORDER BY "Sequence" DESC""";

    // Not MERGE: some servers that speak this protocol lack it.
    public override string Upsert(string table, IReadOnlyList<string> key, IReadOnlyList<string> values) =>
        $"""
        UPDATE "{table}" WITH (UPDLOCK, HOLDLOCK) SET {Assignments(values, ", ")} WHERE {Assignments(key, " AND ")};
        IF @@ROWCOUNT = 0
            INSERT INTO "{table}" ({Columns([.. key, .. values])}) VALUES ({Parameters([.. key, .. values])});
        """;

    public override object Moment(DateTimeOffset at) => at.ToUniversalTime();

    public override DateTimeOffset ReadMoment(DbDataReader reader, int ordinal) =>
        reader.GetFieldValue<DateTimeOffset>(ordinal).ToUniversalTime();

    public override bool LostRace(Exception exception) =>
        Find<SqlException>(exception) is { Number: UniqueIndexTaken or KeyTaken or Deadlock };

    // EF Core's own lock here is an application lock, which the server frees with the connection.
    public override Task<IAsyncDisposable> PrepareMigrationAsync(MissionContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(Stream.Null);

    public override string Name(DbConnection connection) => $"on SQL Server {connection.DataSource}";

    // The server's own words may name the user, so only its number is repeated.
    public override string Explain(Exception exception) => Find<SqlException>(exception) switch
    {
        { Number: SignInRefused } => "the server refused the sign-in; check user and password in MissionControl:Storage:SqlServer",
        { Number: DatabaseRefused } => "the server does not open the database; check its name and this user's rights in MissionControl:Storage:SqlServer",
        { Number: var number } => $"the server cannot be reached or answered with error {number}",
        null when exception is NotSupportedException =>
            "SQL Server's client needs culture data; install libicu and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset",
        null => $"{exception.GetType().Name} while opening or migrating",
    };

    private static string Assignments(IEnumerable<string> names, string separator) =>
        string.Join(separator, names.Select(name => $"\"{name}\" = @{name}"));
}
