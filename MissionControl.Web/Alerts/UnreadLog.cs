namespace MissionControl.Web.Alerts;

/// <summary>Pages go on without what the database would say.</summary>
internal static partial class UnreadLog
{
    [LoggerMessage(EventName = "AlertsUnread", Level = LogLevel.Error, Message = "Kept alerts could not be read for a page; it is shown without them")]
    public static partial void LogUnread(this ILogger logger, Exception failure);
}
