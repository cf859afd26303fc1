using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Changes;

/// <summary>Reads what was told before the board starts, until it can be read; then forgets once a day what is too old to be drawn.</summary>
internal sealed partial class ChangeKeeper(ChangeBook book, IChangeStore store, TimeProvider clock, ILogger<ChangeKeeper> logger) : BackgroundService
{
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rhythm = TimeSpan.FromDays(1);
    private readonly ILogger _logger = logger;
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

        while (true)
        {
            await Task.Delay(Rhythm, clock, stoppingToken);
            await ForgetAsync(stoppingToken);
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ForgetAsync(clock.GetUtcNow() - ChangeBook.Kept, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a loop: tomorrow is another day.
            LogUnforgotten(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ChangesUnforgotten", Message = "Old changes could not be deleted; it is tried again in a day")]
    private partial void LogUnforgotten(Exception failure);
}
