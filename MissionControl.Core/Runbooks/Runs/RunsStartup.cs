using Microsoft.Extensions.Hosting;

namespace MissionControl.Core.Runbooks.Runs;

/// <summary>Reads the runs that go on; until they can be read, it is tried again and again.</summary>
internal sealed class RunsStartup(RunDesk desk, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);
    private bool _read;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _read = await desk.RememberAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_read)
        {
            await Task.Delay(Retry, clock, stoppingToken);
            _read = await desk.RememberAsync(stoppingToken);
        }
    }
}
