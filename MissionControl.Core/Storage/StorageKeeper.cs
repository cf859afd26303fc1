using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Pushing;

namespace MissionControl.Core.Storage;

/// <summary>Thins what is kept, a minute after the start (which it leaves alone) and then every hour.</summary>
internal sealed partial class StorageKeeper(ISampleStore samples, IPushedSampleStore pushed, TimeProvider clock, ILogger<StorageKeeper> logger) : BackgroundService
{
    public static readonly TimeSpan FirstPass = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Rhythm = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FirstPass, clock, stoppingToken);
            while (true)
            {
                await ThinAsync(stoppingToken);
                await Task.Delay(Rhythm, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; what is left to thin waits for the next start.
        }
    }

    private async Task ThinAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            var count = await samples.ThinAsync(clock.GetUtcNow(), cancellationToken) + await pushed.ThinAsync(clock.GetUtcNow(), cancellationToken);
            var took = clock.GetElapsedTime(began);
            LogThinned(count, took);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }
}
