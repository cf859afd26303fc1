using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;

namespace MissionControl.Core.Services.History;

/// <summary>
/// Follows the board and records every service's health: at once when one changes, and every minute how long all have lasted. The database is never
/// waited for while looking; what it cannot take is kept and tried again.
/// </summary>
internal sealed partial class HealthRecorder(BoardFeed board, IHealthStore store, HealthFeed feed, TimeProvider clock, ILogger<HealthRecorder> logger) : BackgroundService
{
    /// <summary>How often it looks when nothing moves: so much of the end is unknown when the process is killed, beside what is not saved.</summary>
    public static readonly TimeSpan Looking = TimeSpan.FromSeconds(15);

    /// <summary>How often everything is saved when nothing changes.</summary>
    public static readonly TimeSpan Saving = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Lock _gate = new();

    // Both under _gate.
    private HealthTimeline _timeline = new([], default);
    private DateTimeOffset _rangAt;

    internal DateTimeOffset SeenUntil
    {
        get
        {
            lock (_gate)
                return _timeline.SeenUntil;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ReadAsync(stoppingToken);
            await Task.WhenAll(FollowAsync(stoppingToken), LookAsync(stoppingToken), SaveAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (feed.Current.Version == 0)
                return;
            See(board.Current);
            await SaveOnceAsync(CancellationToken.None);
        }
    }

    /// <summary>Until what is kept is known nothing is recorded, so that a bad moment of the database writes over nothing.</summary>
    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var now = clock.GetUtcNow();
                var kept = await store.ReadAsync(now - HealthTimeline.SpansKept, stoppingToken);
                lock (_gate)
                {
                    _timeline = new(kept, now);
                    feed.Publish(_timeline.Read(), _timeline.SeenUntil);
                }

                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of a loop: storage that fails now may work in a moment.
                LogUnread(failure);
            }

            await Task.Delay(Looking, clock, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        for (var seen = board.Current; ; seen = await board.NextAsync(seen.Version, stoppingToken))
            See(seen);
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Looking, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            See(board.Current);
    }

    private void See(BoardSnapshot seen)
    {
        // Before its first snapshot the board knows of no service.
        if (seen.Version == 0)
            return;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var changed = _timeline.See(seen.Services, now, seen.Definitions.Organisation.Zone);
            if (!changed && now - _rangAt < Saving && now >= _rangAt)
                return;
            _rangAt = now;
        }

        _bell.Writer.TryWrite(true);
    }

    private async Task SaveAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _bell.Reader.ReadAllAsync(stoppingToken))
            await SaveOnceAsync(stoppingToken);
    }

    private async Task SaveOnceAsync(CancellationToken cancellationToken)
    {
        HealthSaving saving;
        lock (_gate)
            saving = _timeline.Unsaved();
        var isSaved = false;
        try
        {
            await store.SaveAsync(saving, cancellationToken);
            isSaved = true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a loop: it stays unsaved and is tried again with the next minute.
            LogUnsaved(failure);
        }

        lock (_gate)
        {
            if (isSaved)
                _timeline.Saved(saving);
            // What was seen is shown even while it cannot be saved, as tiles are.
            feed.Publish(_timeline.Read(), _timeline.SeenUntil);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "HealthUnread", Message = "The recorded health of services could not be read; nothing is recorded until it can")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "HealthUnsaved", Message = "The health of services could not be saved; it is kept in memory and tried again in a minute")]
    private partial void LogUnsaved(Exception failure);
}
