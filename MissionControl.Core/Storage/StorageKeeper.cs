using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Storage;

/// <summary>Thins what is kept, a minute after the start (which it leaves alone) and then every hour.</summary>
internal sealed partial class StorageKeeper(IEnumerable<IThinned> stores, TimeProvider clock, ILogger<StorageKeeper> logger) : BackgroundService
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

    /// <summary>One store that fails keeps no other from being thinned.</summary>
    private async Task ThinAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var count = 0;
        foreach (var store in stores)
        {
            try
            {
                count += await store.ThinAsync(clock.GetUtcNow(), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }

        var took = clock.GetElapsedTime(began);
        LogThinned(count, took);
    }
}
