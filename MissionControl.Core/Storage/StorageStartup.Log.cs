using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Storage;

internal sealed partial class StorageStartup
{
    [LoggerMessage(EventName = "StorageMigrated", Level = LogLevel.Information, Message = "The database {Database} was brought up to date with {Migrations}, the last {Last}")]
    private partial void LogMigrated(string database, string migrations, string last);

    [LoggerMessage(EventName = "StorageUpToDate", Level = LogLevel.Debug, Message = "The database {Database} is up to date")]
    private partial void LogUpToDate(string database);
}
