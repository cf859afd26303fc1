using System.Collections.Concurrent;

namespace MissionControl.Core.People.Tokens;

/// <summary>Which tokens were used since they were last written down. Noting costs a request nothing. Thread-safe.</summary>
public sealed class TokenUses(ITokenStore store)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Use> _noted = [];
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _written = [];

    /// <param name="from">The network address it was used from.</param>
    public void Note(ApiToken token, string? from, DateTimeOffset now) => _noted[token.Id] = new(now, from);

    /// <summary>Writes down the latest use of each, at most once a minute each.</summary>
    internal Task SaveAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        SaveAsync(id => !_written.TryGetValue(id, out var last) || now - last >= Pace, cancellationToken);

    /// <summary>Writes down all that is noted: the app ends.</summary>
    internal Task SaveAllAsync(CancellationToken cancellationToken) => SaveAsync(static _ => true, cancellationToken);

    private async Task SaveAsync(Func<Guid, bool> isDue, CancellationToken cancellationToken)
    {
        foreach (var (id, use) in _noted)
        {
            if (!isDue(id))
                continue;
            await store.UseAsync(id, use.At, use.From, cancellationToken);
            _written[id] = use.At;
            // Unless it was used again meanwhile.
            _noted.TryRemove(new(id, use));
        }
    }

    private sealed record Use(DateTimeOffset At, string? From);
}
