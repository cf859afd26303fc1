namespace MissionControl.Web.Api.Alerts;

internal sealed partial class AlertDesk
{
    [LoggerMessage(EventName = "AlertsBent", Level = LogLevel.Warning, Message = "What {Door} sent was made to fit: {What}")]
    private static partial void LogBent(ILogger logger, string door, string what);

    [LoggerMessage(EventName = "AlertsNotTaken", Level = LogLevel.Error, Message = "{Count} alerts from {Door} could not be kept; the sender was asked to send them again")]
    private static partial void LogNotTaken(ILogger logger, Exception failure, string door, int count);
}
