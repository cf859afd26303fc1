using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.People.Tokens;

/// <summary>
/// Every token, in memory, and the one place that changes them: checked, saved with the journal, then good. What another process issued
/// or revoked is known after <see cref="TokenKeeper.Rhythm"/> at the latest. Thread-safe.
/// </summary>
public sealed partial class TokenBook(ITokenStore store, TimeProvider clock, ILogger<TokenBook> logger) : IDisposable
{
    /// <summary>Secrets that nobody knows make us look again, so often a second: guessing makes no work.</summary>
    internal const int MostLooks = 10;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile TokenRing? _ring;
    private (DateTimeOffset Second, int Count) _looks;

    /// <summary>In the order they were issued, those revoked or expired too.</summary>
    public ImmutableArray<ApiToken> All => [.. (_ring?.Kept ?? []).Select(static kept => kept.Token)];

    /// <summary>Whose secret it is, and whether it is good now.</summary>
    public async ValueTask<TokenLookup> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (!TokenSecret.IsShaped(secret))
            return new(TokenFinding.Unknown, null);
        var hash = TokenSecret.HashOf(secret);
        var now = clock.GetUtcNow();
        if (_ring?.Find(hash) is { } known)
            return new(known.FindingAt(now), known);
        // Issued a moment ago by another process, perhaps.
        if (!await ReadAsync(isAsked: true, cancellationToken))
            return new(TokenFinding.Unreadable, null);
        return _ring?.Find(hash) is { } added ? new(added.FindingAt(now), added) : new(TokenFinding.Unknown, null);
    }

    /// <summary>Answers the token with its secret, or every problem with it (<see cref="TokenRules"/>).</summary>
    public async Task<TokenAnswer> IssueAsync(TokenDraft draft, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (token, problems) = TokenRules.Check(draft, Guid.CreateVersion7(now), by, now);
        if (token is null)
            return new(null, problems);
        var secret = TokenSecret.New();
        return await ChangeAsync(
            async () =>
            {
                if (All.Count(other => other.FindingAt(now) is TokenFinding.Good) >= TokenRules.MostLive)
                    return new TokenAnswer(null, [new("", $"There are {TokenRules.MostLive} tokens already. Revoke some that are no longer needed.")]);
                await store.IssueAsync(new(token, [.. TokenSecret.HashOf(secret)]), by, cancellationToken);
                return new TokenAnswer(new(token, secret), []);
            },
            cancellationToken);
    }

    /// <summary><see langword="false"/> when there is none such that stands.</summary>
    public Task<bool> RevokeAsync(Guid id, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(() => store.RevokeAsync(id, clock.GetUtcNow(), by, cancellationToken), cancellationToken);

    public void Dispose() => _gate.Dispose();

    /// <summary><see langword="false"/> when they cannot be read; what was known stays.</summary>
    internal Task<bool> RefreshAsync(CancellationToken cancellationToken) => ReadAsync(isAsked: false, cancellationToken);

    /// <param name="isAsked">Because somebody came with an unknown secret, which does not count for more than so much.</param>
    private async Task<bool> ReadAsync(bool isAsked, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!isAsked || MayLookLocked())
                await ReadLockedAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: whoever asks is told to come again, and the known ones stay good.
            LogUnread(failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_ring is null)
                await ReadLockedAsync(cancellationToken);
            var answer = await change();
            await ReadSavedLockedAsync();
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    // With the gate held.
    private bool MayLookLocked()
    {
        var now = clock.GetUtcNow();
        _looks = now - _looks.Second < TimeSpan.FromSeconds(1) ? (_looks.Second, _looks.Count + 1) : (now, 1);
        return _looks.Count <= MostLooks;
    }

    // With the gate held.
    private async Task ReadLockedAsync(CancellationToken cancellationToken) => _ring = new TokenRing(await store.ReadAsync(cancellationToken));

    // With the gate held.
    private async Task ReadSavedLockedAsync()
    {
        try
        {
            await ReadLockedAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // It is saved, and whoever asked must be told so: a secret that is lost now cannot be had again.
            LogUnread(failure);
        }
    }
}
