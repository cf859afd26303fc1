using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Storage;

internal sealed partial class StorageKeeper
{
    [LoggerMessage(EventName = "SamplesThinned", Level = LogLevel.Information, Message = "Thinned shown and pushed samples: {Count} went in {Duration}")]
    private partial void LogThinned(int count, TimeSpan duration);

    [LoggerMessage(EventName = "ThinningFailed", Level = LogLevel.Warning, Message = "Thinning shown and pushed samples failed; it is tried again in an hour. The database grows until then")]
    private partial void LogFailed(Exception exception);
}
