using Microsoft.EntityFrameworkCore.Design;

namespace MissionControl.Core.Storage.Sqlite;

/// <summary>For <c>dotnet ef</c> only; opens no database.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteMissionContext>
{
    public SqliteMissionContext CreateDbContext(string[] args) =>
        new(SqliteMissionContext.Configure("Data Source=design.db", maxBatchSize: null).Options);
}
