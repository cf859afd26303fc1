using System.Collections.Concurrent;
using System.Net;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Account;

/// <summary>
/// How often each address has tried each account lately. An address that tries too often is refused itself, before it could lock the
/// account for its owner at another one: a few of its tries are checked, and only those count towards that lock. In memory. Thread-safe.
/// </summary>
internal sealed class WrongTries(TimeProvider clock)
{
    /// <summary>Half of what locks an account.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(15);
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(Guid Person, string From), (int Count, DateTimeOffset Since)> _tries = new();

    /// <summary>Counts the try before it is checked, so that many at once are no more than one after the other.</summary>
    /// <param name="from">A network address; <see langword="null"/> for none.</param>
    public bool MayTry(Guid person, string? from)
    {
        var now = clock.GetUtcNow();
        if (_tries.Count > MostKept)
            Thin(now);
        return _tries.AddOrUpdate((person, NetworkOf(from)), (1, now), (_, before) => now - before.Since < Within ? before with { Count = before.Count + 1 } : (1, now)).Count <= Most;
    }

    /// <summary>After a try that was right.</summary>
    public void Forget(Guid person, string? from) => _tries.TryRemove((person, NetworkOf(from)), out _);

    private void Thin(DateTimeOffset now)
    {
        foreach (var (key, tries) in _tries)
            if (now - tries.Since >= Within)
                _tries.TryRemove(key, out _);
        // So many at once are an attack from everywhere: the accounts' own locks hold it.
        if (_tries.Count > MostKept)
            _tries.Clear();
    }

    private static string NetworkOf(string? from) => RateLimits.Network(IPAddress.TryParse(from, out var address) ? address : null);
}
