using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Board;

internal sealed partial class BoardComposer
{
    [LoggerMessage(Level = LogLevel.Information, EventName = "BoardDefined", Message = "Board follows {Bpms}")]
    private static partial void LogDefined(ILogger logger, string bpms);

    [LoggerMessage(Level = LogLevel.Information, EventName = "VerdictMoved", Message = "Verdict is {Level}: {Headline}")]
    private static partial void LogVerdict(ILogger logger, VerdictLevel level, string headline);
}
