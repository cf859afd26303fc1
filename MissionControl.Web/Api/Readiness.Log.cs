namespace MissionControl.Web.Api;

internal sealed partial class Readiness
{
    [LoggerMessage(EventName = "StorageSilent", Level = LogLevel.Warning, Message = "The storage did not answer when asked whether this process is ready")]
    private partial void LogStorageSilent(Exception exception);
}
