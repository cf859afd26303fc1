using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Sources.Prometheus.Rules;

internal sealed partial class RulePoller
{
    [LoggerMessage(EventName = "RulesFailing", Level = LogLevel.Warning, Message = "The rules of the source {Source} cannot be read; its alerts stay as they are: {Why}")]
    private static partial void LogFailing(ILogger logger, string source, string why);

    [LoggerMessage(EventName = "RulesBack", Level = LogLevel.Information, Message = "The rules of the source {Source} are read again")]
    private static partial void LogBack(ILogger logger, string source);

    [LoggerMessage(EventName = "RulesBroken", Level = LogLevel.Error, Message = "Reading the rules of the source {Source} failed; the next poll tries again")]
    private static partial void LogBroken(ILogger logger, Exception bug, string source);
}
