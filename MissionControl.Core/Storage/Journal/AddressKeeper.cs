using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Forgets the addresses of entries that have grown old, at the start and then every hour; the entries stay.</summary>
internal sealed partial class AddressKeeper(StorageOptions options, SingleWriter writer, TimeProvider clock, ILogger<AddressKeeper> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    /// <summary>Answers how many were forgotten.</summary>
    internal Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-options.AddressDays);
        return writer.WriteAsync(
            (context, cancellation) => context.Set<JournalAddressRow>().Where(row => row.At < before).ExecuteDeleteAsync(cancellation),
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(StorageKeeper.Rhythm, clock);
        try
        {
            do
                await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; what is old waits for the next start.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ForgetAsync(cancellationToken) is var count and > 0)
                LogForgotten(count);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a loop: the next hour tries again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventName = "AddressesForgotten", Level = LogLevel.Information, Message = "Forgot the addresses of {Count} old journal entries")]
    private partial void LogForgotten(int count);

    [LoggerMessage(EventName = "ForgettingFailed", Level = LogLevel.Warning, Message = "Forgetting the addresses of old journal entries failed; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
