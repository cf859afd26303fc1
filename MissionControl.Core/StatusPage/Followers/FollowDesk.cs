using System.Collections.Immutable;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>
/// What people outside do about mails to them. Only the owner of an address reads what is sent there: typing it does nothing but send one mail.
/// Thread-safe.
/// </summary>
public sealed class FollowDesk(IFollowerStore store, IFollowVault vault, FollowBell bell, FollowOptions options, TimeProvider clock)
{
    public async Task<FollowAsked> AskAsync(FollowAsk ask, CancellationToken cancellationToken)
    {
        var asked = await store.AskAsync(ask, NewLink(vault).Seal, options.PerHour, clock.GetUtcNow(), cancellationToken);
        bell.Ring();
        return asked;
    }

    /// <summary>Whose confirmation that is; <see langword="null"/>: it is none, or too old.</summary>
    public Task<Follower?> FindToConfirmAsync(string? token, CancellationToken cancellationToken) => FindAsync(token, static follower => follower.Confirmation, cancellationToken);

    /// <summary>Whose link that is; <see langword="null"/>: nobody's any more.</summary>
    public Task<Follower?> FindAsync(string? token, CancellationToken cancellationToken) => FindAsync(token, static follower => follower.Link.Hash, cancellationToken);

    /// <summary>Answers who follows now.</summary>
    public async Task<Follower?> ConfirmAsync(string? token, CancellationToken cancellationToken) =>
        await FindToConfirmAsync(token, cancellationToken) is { } follower && await store.ConfirmAsync(follower.Id, clock.GetUtcNow(), cancellationToken) ? follower : null;

    /// <summary>Answers how it is now.</summary>
    public async Task<Follower?> ChangeAsync(string? token, ImmutableArray<string> components, string language, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is { } follower && await store.ChangeAsync(follower.Id, components, language, cancellationToken)
            ? follower with { Components = components, Language = language }
            : null;

    /// <summary>Answers who it was. That there was nobody is as good: nobody gets mail.</summary>
    public async Task<Follower?> StopAsync(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is { } follower && await store.LeaveAsync(follower.Id, clock.GetUtcNow(), cancellationToken) ? follower : null;

    /// <summary>The token of the links in mails to that follower, for the reader of one of them.</summary>
    public string? TokenOf(Follower follower) => vault.Open([.. follower.Link.Closed]) is { } secret ? FollowSecret.Token(follower.Id, secret) : null;

    internal static (string Secret, FollowSeal Seal) NewLink(IFollowVault vault)
    {
        var secret = FollowSecret.New();
        return (secret, new(FollowSecret.HashOf(secret), [.. vault.Close(secret)]));
    }

    private async Task<Follower?> FindAsync(string? token, Func<Follower, ImmutableArray<byte>?> hashOf, CancellationToken cancellationToken)
    {
        if (FollowSecret.Read(token) is not var (id, secret) || await store.FindAsync(id, cancellationToken) is not { } follower || !FollowSecret.Is(secret, hashOf(follower)))
            return null;
        return follower.State == FollowerState.Waiting && follower.AskedAt + FollowRules.Unconfirmed < clock.GetUtcNow() ? null : follower;
    }
}
