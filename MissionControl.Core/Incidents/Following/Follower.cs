using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Incidents.Following;

/// <summary>What incidents do by themselves, looked at again and again.</summary>
internal sealed partial class Follower(IEnumerable<INoter> noters, IncidentFeed incidents, TimeProvider clock, ILogger<Follower> logger) : BackgroundService
{
    /// <summary>As late a line may come.</summary>
    internal static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);

    internal static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly INoter[] _noters = [.. noters];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Until the incidents are read, none can be written either.
            await incidents.NextAsync(0, stoppingToken);
            while (true)
                await Task.Delay(await LookAsync(stoppingToken) ? Rhythm : AfterFailure, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the next start sees what is left to do.
        }
    }

    private async Task<bool> LookAsync(CancellationToken stoppingToken)
    {
        var went = true;
        foreach (var noter in _noters)
            try
            {
                went &= await noter.NoteAsync(clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of a loop: one that fails keeps the others from nothing.
                LogFailed(logger, failure, noter.GetType().Name);
                went = false;
            }

        return went;
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "FollowingFailed", Message = "{Noter} could not do what was due for incidents; it is tried again in 10 s")]
    private static partial void LogFailed(ILogger logger, Exception failure, string noter);
}
