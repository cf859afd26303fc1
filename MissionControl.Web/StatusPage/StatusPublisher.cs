using System.Threading.Channels;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services.History;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// Follows board, incidents, planned work and recorded health, and publishes the page when what it says has changed, and once a minute for its time. What was
/// published is written to a file, from which a process of its own can go on (<c>status-page</c>).
/// </summary>
internal sealed partial class StatusPublisher(
    BoardFeed board, IncidentFeed incidents, WorkFeed works, HealthFeed health, StatusSite site, StatusFile file, FollowOffer following, TimeProvider clock, ILogger<StatusPublisher> logger) : BackgroundService
{
    public static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Only the loop reads and writes these.
    private byte[] _said = [];
    private DateTimeOffset _publishedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until the board knows anything, the last that was said is more than nothing; its age is shown.
        if (file.Read() is { } last)
            site.Show(last);
        await Task.WhenAll(FollowAsync(board, stoppingToken), FollowAsync(incidents, stoppingToken), FollowAsync(works, stoppingToken), FollowAsync(health, stoppingToken), TickAsync(stoppingToken), PublishAsync(stoppingToken));
    }

    /// <summary>Publishes if there is anything to say that was not said, or the time is old.</summary>
    internal bool Publish()
    {
        var shown = board.Current;
        // Until all are known the last word stays, and grows old in public: without incidents or work all would seem well.
        if (shown.Version == 0 || incidents.Current.Version == 0 || works.Current.Version == 0)
            return false;
        var now = clock.GetUtcNow();
        var model = PublicRules.Make(new(shown.Definitions, shown.Services, [.. incidents.Current.All.Values], health.Current) { Works = [.. works.Current.All.Values] }, now) with { FollowAt = following.Address };
        var said = PublicModelJson.Write(WithoutPast(model));
        // A clock that was put back must not keep the page as it is.
        if (said.AsSpan().SequenceEqual(_said) && now >= _publishedAt && now - _publishedAt < AtLeast)
            return false;
        site.Show(model);
        (_said, _publishedAt) = (said, now);
        if (file.Write(model) is { } failure)
            LogUnwritten(failure);
        return true;
    }

    private async Task FollowAsync<T>(Feed<T> feed, CancellationToken stoppingToken)
        where T : class, IVersioned
    {
        for (var current = feed.Current; ; current = await feed.NextAsync(current.Version, stoppingToken))
            _bell.Writer.TryWrite(true);
    }

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AtLeast, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            _bell.Writer.TryWrite(true);
    }

    private async Task PublishAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _bell.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                Publish();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of the loop: the page stays as it is, and grows old in public.
                LogUnpublished(failure);
            }
        }
    }

    // Minutes pass at every look; they are taken along once a minute.
    private static PublicModel WithoutPast(PublicModel model) => model with
    {
        At = default,
        Components = [.. model.Components.Select(static component => component with { Days = [], Uptime = null, OutageMinutes = 0, Months = [] })],
    };

    [LoggerMessage(Level = LogLevel.Error, EventName = "StatusPageUnpublished", Message = "The public status page could not be made anew; what it says grows old")]
    private partial void LogUnpublished(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "StatusSnapshotUnwritten", Message = "The snapshot of the public status page could not be written; a process of its own that reads it shows an older one")]
    private partial void LogUnwritten(Exception failure);
}
