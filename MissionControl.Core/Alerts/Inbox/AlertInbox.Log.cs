using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Alerts.Inbox;

internal sealed partial class AlertInbox
{
    [LoggerMessage(Level = LogLevel.Error, EventName = "InboxUnsaved", Message = "What became of alerts could not be saved; they are shown, and saving is tried again")]
    private partial void LogUnsaved(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "InboxUnshown", Message = "Alerts could not be shown as they are now; they are shown as they were")]
    private partial void LogUnshown(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "InboxUnread", Message = "Kept alerts could not be read; it is tried again in a few seconds")]
    private partial void LogUnread(Exception failure);
}
