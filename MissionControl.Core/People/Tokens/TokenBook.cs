using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.People.Tokens;

/// <summary>
/// Every token, in memory, and the one place that changes them: checked, saved with the journal, then good. What another process issued
/// or revoked is known after <see cref="TokenKeeper.Rhythm"/> at the latest. Thread-safe.
/// </summary>
public sealed partial class TokenBook(ITokenStore store, TimeProvider clock, ILogger<TokenBook> logger) : IDisposable
{
    /// <summary>Secrets that nobody knows make us look again, but guessing makes no work.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Reading? _reading;

    /// <summary>In the order they were issued, those revoked or expired too.</summary>
    public ImmutableArray<ApiToken> All => [.. (_reading?.Ring.Kept ?? []).Select(static kept => kept.Token)];

    /// <summary>Whose secret it is, and whether it is good now.</summary>
    public async ValueTask<TokenLookup> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (!TokenSecret.IsShaped(secret))
            return new(TokenFinding.Unknown, null);
        var hash = TokenSecret.HashOf(secret);
        var now = clock.GetUtcNow();
        if (_reading?.Ring.Find(hash) is { } known)
            return new(known.FindingAt(now), known);
        // Issued a moment ago by another process, perhaps.
        if (!await RefreshIfOlderAsync(LookAgain, cancellationToken))
            return new(TokenFinding.Unreadable, null);
        return _reading?.Ring.Find(hash) is { } added ? new(added.FindingAt(now), added) : new(TokenFinding.Unknown, null);
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
    internal Task<bool> RefreshAsync(CancellationToken cancellationToken) => RefreshIfOlderAsync(TimeSpan.Zero, cancellationToken);

    private async Task<bool> RefreshIfOlderAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (age == TimeSpan.Zero || _reading is not { } reading || clock.GetUtcNow() - reading.At >= age)
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
            if (_reading is null)
                await ReadLockedAsync(cancellationToken);
            var answer = await change();
            // Saved already: whoever asked must not be told otherwise because they left.
            await ReadLockedAsync(CancellationToken.None);
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    // With the gate held.
    private async Task ReadLockedAsync(CancellationToken cancellationToken) =>
        _reading = new(new TokenRing(await store.ReadAsync(cancellationToken)), clock.GetUtcNow());

    private sealed record Reading(TokenRing Ring, DateTimeOffset At);
}
