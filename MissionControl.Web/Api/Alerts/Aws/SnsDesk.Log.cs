namespace MissionControl.Web.Api.Alerts.Aws;

internal sealed partial class SnsDesk
{
    [LoggerMessage(EventName = "SnsSubscribed", Level = LogLevel.Information, Message = "The subscription of {Topic} is confirmed: its alarms come in from now on")]
    private static partial void LogSubscribed(ILogger logger, string topic);

    [LoggerMessage(EventName = "SnsUnsubscribed", Level = LogLevel.Warning, Message = "The subscription of {Topic} was ended: its alarms do not come in any more")]
    private static partial void LogUnsubscribed(ILogger logger, string topic);

    [LoggerMessage(EventName = "SnsRefused", Level = LogLevel.Warning, Message = "A {Type} of the topic {Topic} was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, string type, string topic, string why);
}
