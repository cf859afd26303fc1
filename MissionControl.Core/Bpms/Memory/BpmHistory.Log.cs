using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Bpms.Memory;

public sealed partial class BpmHistory
{
    [LoggerMessage(Level = LogLevel.Warning, EventName = "HistoryNotRead", Message = "What was shown of {Bpm} could not be read")]
    private static partial void LogNotRead(ILogger logger, string bpm, Exception problem);
}
