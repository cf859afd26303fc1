using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Calendars;

public sealed partial class StretchBook
{
    [LoggerMessage(Level = LogLevel.Error, EventName = "StretchesUnread", Message = "Declared stretches could not be read; the board goes on without them and they are tried again")]
    private static partial void LogUnread(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "StretchUnsaved", Message = "A stretch could not be declared, withdrawn or restored; whoever asked was told")]
    private static partial void LogUnsaved(ILogger logger, Exception failure);
}
