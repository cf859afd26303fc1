namespace MissionControl.Web.Incidents;

internal static partial class UnreadLog
{
    [LoggerMessage(Level = LogLevel.Warning, EventName = "IncidentsUnlisted", Message = "Past incidents or names could not be read; what is in memory is shown")]
    public static partial void LogUnread(this ILogger logger, Exception failure);
}
