using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Support;

/// <summary>Everything an app logs, in one list.</summary>
internal sealed class ListProvider(ListLogger logger) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void Dispose()
    {
    }
}
