using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.SqlServer;

/// <summary>The model on SQL Server. Moments are <c>datetimeoffset</c>, always written in UTC.</summary>
public sealed class SqlServerMissionContext(DbContextOptions<SqlServerMissionContext> options) : MissionContext(options)
{
    internal override SqlDialect Dialect => SqlServerDialect.Instance;

    internal static DbContextOptionsBuilder<SqlServerMissionContext> Configure(string connectionString, int? maxBatchSize)
    {
        SparseFeed.Answer();
        return new DbContextOptionsBuilder<SqlServerMissionContext>().UseSqlServer(connectionString, server =>
        {
            if (maxBatchSize is { } size)
                server.MaxBatchSize(size);
        });
    }
}
