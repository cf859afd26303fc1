using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Board;

internal sealed partial class BoardComposer
{
    [LoggerMessage(Level = LogLevel.Information, EventName = "BoardDefined", Message = "Board follows definitions {Version} with {Bpms} BPMs")]
    private static partial void LogDefined(ILogger logger, long version, int bpms);

    [LoggerMessage(Level = LogLevel.Information, EventName = "VerdictMoved", Message = "Verdict is {Level}: {Headline}")]
    private static partial void LogVerdict(ILogger logger, VerdictLevel level, string headline);
}
