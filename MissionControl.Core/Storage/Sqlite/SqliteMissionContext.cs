using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MissionControl.Core.Storage.Sqlite;

/// <summary>The model on SQLite. Moments are stored as UTC ticks, because SQLite cannot filter or sort by <see cref="DateTimeOffset"/>.</summary>
public sealed class SqliteMissionContext(DbContextOptions<SqliteMissionContext> options) : MissionContext(options)
{
    internal override SqlDialect Dialect => SqliteDialect.Instance;

    internal static DbContextOptionsBuilder<SqliteMissionContext> Configure(string connectionString, int? maxBatchSize)
    {
        SystemSqlite.Use();
        return new DbContextOptionsBuilder<SqliteMissionContext>().UseSqlite(connectionString, sqlite =>
        {
            if (maxBatchSize is { } size)
                sqlite.MaxBatchSize(size);
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
