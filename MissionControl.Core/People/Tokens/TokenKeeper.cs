using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.People.Tokens;

/// <summary>Reads the tokens before anybody can ask and then again and again, and writes down their use.</summary>
internal sealed partial class TokenKeeper(TokenBook book, TokenUses uses, TimeProvider clock, ILogger<TokenKeeper> logger) : BackgroundService
{
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await book.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(uses.SaveAllAsync(cancellationToken), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await book.RefreshAsync(stoppingToken);
            await SaveAsync(uses.SaveAsync(clock.GetUtcNow(), stoppingToken), stoppingToken);
        }
    }

    private async Task SaveAsync(Task saving, CancellationToken cancellationToken)
    {
        try
        {
            await saving;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a loop: what was noted stays noted.
            LogUnsaved(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "TokenUseUnsaved", Message = "The use of API tokens could not be written down; it is tried again")]
    private partial void LogUnsaved(Exception failure);
}
