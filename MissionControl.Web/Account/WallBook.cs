using System.Collections.Concurrent;
using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>The links of wall screens. What was found is remembered for a moment. Thread-safe.</summary>
internal sealed class WallBook(IAccountStore store, TimeProvider clock)
{
    private const int MostRemembered = 1000;
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (WallLink? Wall, DateTimeOffset At)> _remembered = new(StringComparer.Ordinal);

    /// <summary><see langword="null"/> when it is none, or was revoked.</summary>
    public async ValueTask<WallLink?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(secret, out var remembered) && now - remembered.At < SessionBook.Remembered)
            return remembered.Wall;
        if (LinkSecret.HashOf(secret) is not { } hash)
            return null;
        var wall = await store.FindWallAsync(hash, cancellationToken);
        if (wall is not null && !(now - wall.LastSeen < TouchEvery))
            await store.TouchWallAsync(wall.Id, now, cancellationToken);
        if (_remembered.Count > MostRemembered)
            _remembered.Clear();
        _remembered[secret] = (wall, now);
        return wall;
    }

    public Task<ImmutableArray<WallLink>> ReadAsync(CancellationToken cancellationToken) => store.ReadWallsAsync(cancellationToken);

    /// <summary>The secret of a new link, or what is wrong with its name.</summary>
    public async Task<(string? Secret, ImmutableArray<FieldProblem> Problems)> AddAsync(string? name, Actor by, CancellationToken cancellationToken)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > AccountRules.LongestName || trimmed.Any(char.IsControl))
            return (null, [new("name", "Say where the screen hangs, on one line.")]);
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        var wall = new WallLink(Guid.CreateVersion7(now), trimmed, LinkSecret.HashOf(secret)!.Value, now, null, null);
        await store.AddWallAsync(wall, new("wall.added", wall.Id.ToString(), by, now, []), cancellationToken);
        return (secret, []);
    }

    public async Task RevokeAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        await store.RevokeWallAsync(id, new("wall.revoked", id.ToString(), by, clock.GetUtcNow(), []), cancellationToken);
        _remembered.Clear();
    }
}
