using Microsoft.Extensions.Hosting;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>Reads the silences before alerts are shown; until they can be read, it is tried again and again.</summary>
internal sealed class SilenceStartup(SilenceBook book, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);
    private bool _read;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _read = await book.RememberAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_read)
        {
            await Task.Delay(Retry, clock, stoppingToken);
            _read = await book.RememberAsync(stoppingToken);
        }
    }
}
