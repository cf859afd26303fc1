namespace MissionControl.Web.Hosting;

/// <summary>Until the app has started, its failure to start is told once, by whoever started it, and not by the framework's log with a stack trace.</summary>
internal sealed class QuietStart
{
    private volatile bool _started;

    public void Add(ILoggingBuilder logging)
    {
        foreach (var teller in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
            logging.AddFilter(teller, level => level >= LogLevel.Information && (_started || level < LogLevel.Error));
    }

    public void EndWith(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _started = true);
}
