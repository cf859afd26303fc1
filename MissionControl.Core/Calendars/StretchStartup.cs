using Microsoft.Extensions.Hosting;

namespace MissionControl.Core.Calendars;

/// <summary>Reads the stretches before whatever learns from them starts; when they cannot be read, again every half minute until they can.</summary>
internal sealed class StretchStartup(StretchBook book, TimeProvider clock) : BackgroundService
{
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private bool _read;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _read = await book.ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_read)
        {
            await Task.Delay(Retry, clock, stoppingToken);
            _read = await book.ReadAsync(stoppingToken);
        }
    }
}
