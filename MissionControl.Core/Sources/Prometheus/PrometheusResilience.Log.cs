using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Sources.Prometheus;

internal sealed partial class PrometheusResilience
{
    [LoggerMessage(EventName = "SourceLeftAlone", Level = LogLevel.Warning, Message = "Source {Source} is left alone for {Break} after repeated failures: {Cause}")]
    private static partial void LogCircuitOpened(ILogger logger, string source, TimeSpan @break, string cause);

    [LoggerMessage(EventName = "SourceBack", Level = LogLevel.Information, Message = "Source {Source} answers again")]
    private static partial void LogCircuitClosed(ILogger logger, string source);
}
