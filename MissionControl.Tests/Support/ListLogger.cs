using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Support;

/// <summary>Keeps what is logged, as one would read it.</summary>
internal class ListLogger : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception) + exception);
}

internal sealed class ListLogger<T> : ListLogger, ILogger<T>;
