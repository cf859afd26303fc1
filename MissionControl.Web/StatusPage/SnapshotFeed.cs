using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// The public model for a status page in a process of its own. Whoever has the newest may wait for the next one (<c>Prefer: wait</c>, RFC 7240)
/// and so has it as soon as it is published. All of it is public, so nobody need say who they are; so many may wait, and the others are
/// answered at once. Thread-safe.
/// </summary>
internal sealed class SnapshotFeed(StatusSite site, TimeProvider clock, IHostApplicationLifetime life)
{
    public const string Address = "/status/snapshot.json";

    public const int MostWaiting = 64;

    /// <summary>Below what proxies usually wait for an answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly StatusKey _key = StatusKey.Of(StatusKind.Snapshot);
    private int _waiting;

    public async Task AnswerAsync(HttpContext context, bool isStrict)
    {
        var (edition, waits) = (site.Current, false);
        if (WaitOf(context.Request.Headers["Prefer"]) is { } wait)
        {
            try
            {
                waits = Interlocked.Increment(ref _waiting) <= MostWaiting;
                if (waits)
                {
                    context.Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={wait.TotalSeconds:0}");
                    edition = await WaitAsync(edition, context, wait);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        await edition.Find(_key).SendAsync(context, isStrict, isKept: !waits);
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
