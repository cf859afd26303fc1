using System.Globalization;
using Microsoft.Extensions.Primitives;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// The public model for a status page in a process of its own. Whoever has the newest may wait for the next one (<c>Prefer: wait</c>, RFC 7240)
/// and so has it as soon as it is published. With a <see cref="FeedKey"/> it is given to nobody else. Without one anybody may read it, since all of
/// it is public, and so few of one network may wait that strangers hold no place of others; whoever may not is answered at once. Thread-safe.
/// </summary>
internal sealed class SnapshotFeed(StatusSite site, FeedKey key, TimeProvider clock, IHostApplicationLifetime life)
{
    public const string Address = "/status/snapshot.json";

    public const int MostWaiting = 64;

    /// <summary>From one network, where nobody says who they are.</summary>
    public const int MostOfNetwork = 8;

    /// <summary>Below what proxies usually wait for an answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly StatusKey _key = StatusKey.Of(StatusKind.Snapshot);
    private readonly Lock _gate = new();

    // Under the gate.
    private readonly Dictionary<string, int> _networks = new(StringComparer.Ordinal);
    private int _waiting;

    public async Task AnswerAsync(HttpContext context, bool isStrict)
    {
        if (!key.IsGiven(context.Request.Headers.Authorization))
        {
            SecurityHeaders.Add(context, isStrict);
            (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate, context.Response.Headers.CacheControl) = (StatusCodes.Status401Unauthorized, "Bearer", "no-store");
            return;
        }

        var (edition, waits) = (site.Current, false);
        if (WaitOf(context.Request.Headers["Prefer"]) is { } wait && RateLimits.Network(context.Connection.RemoteIpAddress) is var network && Enter(network))
        {
            waits = true;
            try
            {
                context.Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={wait.TotalSeconds:0}");
                edition = await WaitAsync(edition, context, wait);
            }
            finally
            {
                Leave(network);
            }
        }

        // What only one may have, nobody keeps for others.
        await edition.Find(_key).SendAsync(context, isStrict, isKept: !waits && key.IsOpen);
    }

    /// <summary>How many wait now.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    private bool Enter(string network)
    {
        lock (_gate)
        {
            var already = _networks.GetValueOrDefault(network);
            if (_waiting >= MostWaiting || (key.IsOpen && already >= MostOfNetwork))
                return false;
            (_waiting, _networks[network]) = (_waiting + 1, already + 1);
            return true;
        }
    }

    private void Leave(string network)
    {
        lock (_gate)
        {
            _waiting--;
            if (--_networks[network] == 0)
                _networks.Remove(network);
        }
    }

    private async Task<StatusEdition> WaitAsync(StatusEdition edition, HttpContext context, TimeSpan wait)
    {
        using var time = new CancellationTokenSource(wait, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(time.Token, context.RequestAborted, life.ApplicationStopping);
        try
        {
            while (edition.Find(_key).IsKnownTo(context.Request))
                edition = await site.NextAsync(edition, until.Token);
        }
        catch (OperationCanceledException)
        {
            // Nothing new: they are told so.
        }

        return edition;
    }

    /// <summary><see langword="null"/>: they do not wish to wait.</summary>
    internal static TimeSpan? WaitOf(StringValues preferences)
    {
        foreach (var preference in preferences.SelectMany(static list => (list ?? "").Split(',', StringSplitOptions.TrimEntries)))
            if (preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase) && int.TryParse(preference.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
                return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
        return null;
    }
}
