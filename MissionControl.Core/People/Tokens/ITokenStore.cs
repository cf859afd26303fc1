using System.Collections.Immutable;

namespace MissionControl.Core.People.Tokens;

/// <summary>Tokens, kept. Every change is saved together with its journal entry.</summary>
public interface ITokenStore
{
    /// <summary>All of them, those revoked or expired too, in the order they were issued.</summary>
    Task<ImmutableArray<KeptToken>> ReadAsync(CancellationToken cancellationToken);

    Task IssueAsync(KeptToken token, Actor by, CancellationToken cancellationToken);

    /// <summary><see langword="false"/> when there is none such that stands.</summary>
    Task<bool> RevokeAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken);

    /// <summary>Keeps when it was used last, and in the journal the first use of a day (UTC).</summary>
    /// <param name="from">The network address it was used from.</param>
    Task UseAsync(Guid id, DateTimeOffset at, string? from, CancellationToken cancellationToken);
}
