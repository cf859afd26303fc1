using Microsoft.EntityFrameworkCore.Design;

namespace MissionControl.Core.Storage.SqlServer;

/// <summary>For <c>dotnet ef</c> only; opens no connection.</summary>
public sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerMissionContext>
{
    public SqlServerMissionContext CreateDbContext(string[] args) =>
        new(SqlServerMissionContext.Configure("Server=design;Database=design", maxBatchSize: null).Options);
}
