using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Bands;

internal sealed partial class BaselineKeeper
{
    [LoggerMessage(Level = LogLevel.Warning, EventName = "BaselinesForgotten", Message = "Kept baselines could not be read; everything is learned anew")]
    private static partial void LogForgotten(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "BaselineUnlearned", Message = "Learning {Bpm} broke; it is tried again")]
    private static partial void LogUnlearned(ILogger logger, Exception failure, string bpm);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "HistoryUnread", Message = "No history for {Bpm} yet ({Kind}): {Detail}")]
    private static partial void LogNoHistory(ILogger logger, string bpm, FailureKind kind, string detail);
}
