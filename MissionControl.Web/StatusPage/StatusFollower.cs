using System.Net;
using System.Net.Http.Headers;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// Shows, in a process of its own, the newest snapshot that the app gives or that lies in a file, and goes on showing it when neither answers.
/// </summary>
/// <param name="source">Where to ask, and the file; either may be missing.</param>
internal sealed partial class StatusFollower(StatusSource source, StatusSite site, TimeProvider clock, ILogger<StatusFollower> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FileLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int Longest = 32 * 1024 * 1024;

    private readonly ILogger _logger = logger;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = SnapshotFeed.Longest + Patience,
        MaxResponseContentBufferSize = Longest,
    };

    private readonly Lock _gate = new();

    // Only the loop that asks reads and writes these.
    private EntityTagHeaderValue? _tag;
    private bool _wasLost;

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Take(source.File?.Read());
        await Task.WhenAll(LookAsync(stoppingToken), source.From is { } from ? FollowAsync(from, stoppingToken) : Task.CompletedTask);
    }

    /// <summary>Looks at the file whenever it is another, and at the time.</summary>
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var seen = source.File?.Mark();
        while (true)
        {
            await Task.Delay(FileLook, clock, stoppingToken);
            var mark = source.File?.Mark();
            Take(mark == seen ? null : source.File?.Read());
            seen = mark;
        }
    }

    private async Task FollowAsync(Uri from, CancellationToken stoppingToken)
    {
        while (true)
        {
            var (found, didWait) = await AskAsync(from, stoppingToken);
            Take(found);
            // What let us wait is asked again at once; what did not is not asked all the time.
            if (!didWait)
                await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Shows what is newer than what is shown, and once a minute the same again, since it grows old.</summary>
    internal void Take(PublicModel? found)
    {
        lock (_gate)
        {
            var shown = site.Current;
            // What is from the future was told by a clock that has been put right since: it must not keep out all that comes until then.
            var isNewer = found is not null && (found.At > shown.Model.At || (shown.Model.At > clock.GetUtcNow() + MostAhead && found.At != shown.Model.At));
            if (isNewer || clock.GetUtcNow() - shown.Now >= StatusPublisher.AtLeast)
                site.Show(isNewer ? found! : shown.Model);
        }
    }

    private async Task<(PublicModel? Found, bool DidWait)> AskAsync(Uri from, CancellationToken stoppingToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, from);
            if (source.Key is { } key)
                request.Headers.Authorization = new("Bearer", key);
            if (_tag is not null)
            {
                request.Headers.IfNoneMatch.Add(_tag);
                request.Headers.Add("Prefer", $"wait={SnapshotFeed.Longest.TotalSeconds:0}");
            }

            using var answer = await _http.SendAsync(request, stoppingToken);
            var didWait = answer.Headers.Contains("Preference-Applied");
            if (answer.StatusCode == HttpStatusCode.NotModified)
                return (null, didWait);
            var model = answer.IsSuccessStatusCode ? PublicModelJson.Read(await answer.Content.ReadAsByteArrayAsync(stoppingToken)) : null;
            if (model is null)
                throw new HttpRequestException(answer.StatusCode == HttpStatusCode.Unauthorized ? "It asks for a key: give its StatusPage:FeedKey with --key-file" : $"It answered {(int)answer.StatusCode} and no snapshot");
            (_tag, _wasLost) = (answer.Headers.ETag, false);
            // So that a restart without the app still has something to show.
            source.File?.Write(model);
            return (model, didWait);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException && !stoppingToken.IsCancellationRequested)
        {
            if (!_wasLost)
                LogLost(failure.GetBaseException().Message);
            _wasLost = true;
            return (null, false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "StatusSourceLost", Message = "The app does not give its snapshot ({Reason}); the page shows the last one and its age. Told once until it answers again")]
    private partial void LogLost(string reason);
}

/// <summary>Where the snapshot comes from.</summary>
/// <param name="From">The address of the app's snapshot.</param>
internal sealed record StatusSource(Uri? From, StatusFile? File)
{
    /// <summary>What the app asks for (<see cref="FeedKey"/>); <see langword="null"/>: nothing.</summary>
    public string? Key { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => nameof(StatusSource);
}
