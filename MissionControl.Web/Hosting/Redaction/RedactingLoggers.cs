namespace MissionControl.Web.Hosting.Redaction;

/// <summary>Every logger of the app: what is logged passes the redactor before any provider sees it. Thread-safe.</summary>
internal sealed class RedactingLoggers(ILoggerFactory inner, SecretMask mask) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), mask);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}

/// <summary>What holds no secret goes on as it is.</summary>
internal sealed class RedactingLogger(ILogger inner, SecretMask mask) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        RedactedState.Of(state, state.ToString() ?? "", mask.Clean) is { } clean ? inner.BeginScope(clean) : inner.BeginScope(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        var message = formatter(state, exception);
        var clean = RedactedState.Of(state, message, mask.Clean);
        var failure = exception is null ? null : RedactedException.Of(exception, mask.Clean);
        if (clean is null && ReferenceEquals(failure, exception))
            inner.Log(logLevel, eventId, state, exception, formatter);
        else
            inner.Log(logLevel, eventId, clean ?? new RedactedState(message, []), failure, static (text, _) => text.ToString());
    }
}
