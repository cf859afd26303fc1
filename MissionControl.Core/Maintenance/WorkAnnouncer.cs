using Microsoft.Extensions.Hosting;

namespace MissionControl.Core.Maintenance;

/// <summary>Reads planned work, again until it can, and then announces what is due as time passes.</summary>
internal sealed class WorkAnnouncer(WorkBook book, TimeProvider clock) : BackgroundService
{
    internal static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    private bool _read;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _read = await book.RememberAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        do
            if (_read)
                await book.AnnounceAsync(stoppingToken);
            else
                _read = await book.RememberAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
