using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Catalog;

internal sealed partial class CatalogWatcher
{
    [LoggerMessage(EventId = 1, EventName = "CatalogLoaded", Level = LogLevel.Information, Message = "Catalog version {Version} is running: {Summary}")]
    private partial void LogLoaded(int version, string summary);

    [LoggerMessage(EventId = 2, EventName = "CatalogRefused", Level = LogLevel.Warning, Message = "The catalog has {Problems}, and {Running}; the first: {First}")]
    private partial void LogRefused(string problems, string running, string first);

    [LoggerMessage(EventId = 3, EventName = "CatalogLookFailed", Level = LogLevel.Error, Message = "Looking at the catalog folder failed; the next look comes in a moment")]
    private partial void LogLookFailed(Exception error);
}
