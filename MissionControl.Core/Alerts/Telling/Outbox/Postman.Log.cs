using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Alerts.Telling.Outbox;

internal sealed partial class Postman
{
    [LoggerMessage(Level = LogLevel.Warning, EventName = "LettersUnread", Message = "What waits to be sent could not be read; it is tried again in 5 s")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LetterUnrecorded", Message = "What became of a letter could not be saved; it may be sent twice")]
    private partial void LogUnrecorded(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LetterLater", Message = "{Destination} did not take letter {Letter}, it is tried again: {Words}")]
    private partial void LogLater(string destination, Guid letter, string words);

    [LoggerMessage(Level = LogLevel.Error, EventName = "LetterDead", Message = "Letter {Letter} to {Destination} is given up after {Attempts} attempts: {Words}")]
    private partial void LogDead(string destination, Guid letter, int attempts, string words);
}
