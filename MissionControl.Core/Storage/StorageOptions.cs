namespace MissionControl.Core.Storage;

/// <summary>Where things are kept. Checked settings, already read from the configuration.</summary>
/// <param name="DataFolder">Holds <c>mission.db</c>; created for this user alone where it is missing. Relative to the working directory.</param>
/// <param name="SqlServerConnectionString"><c>MissionControl:Storage:SqlServer</c>; <see langword="null"/> or empty means SQLite in the data folder.</param>
/// <param name="MaxBatchSize">Statements EF Core sends at once, 1 upwards; <see langword="null"/> is the provider's default. 1 for servers without <c>MERGE</c>.</param>
public sealed record StorageOptions(string DataFolder, string? SqlServerConnectionString, int? MaxBatchSize)
{
    /// <summary>The usual <see cref="AddressDays"/>.</summary>
    public const int UsualAddressDays = 90;

    /// <summary>How many days the network addresses of journal entries are kept. 1 upwards.</summary>
    public int AddressDays { get; init; } = UsualAddressDays;

    internal bool UsesSqlServer => !string.IsNullOrWhiteSpace(SqlServerConnectionString);

    /// <summary>There is no database file; of a server nobody knows without asking it.</summary>
    internal bool IsMissing => !UsesSqlServer && !File.Exists(Sqlite.SqliteFile.PathIn(DataFolder));

    // A record would print the connection string, and with it the password.
    public override string ToString() => UsesSqlServer ? "SQL Server" : $"SQLite in {DataFolder}";
}
