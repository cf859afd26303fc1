using System.Collections.Immutable;

namespace MissionControl.Core.People.Tokens;

/// <summary>A script's right to use the API. Its secret is shown once, when it is issued, and kept nowhere.</summary>
public sealed record ApiToken
{
    public required Guid Id { get; init; }

    /// <summary>What a person called it: one line of 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At least one, in the order of <see cref="Scope"/>.</summary>
    public required ImmutableArray<Scope> Scopes { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>An <see cref="Actor.Id"/>.</summary>
    public required string IssuedBy { get; init; }

    /// <summary>From this moment on it opens nothing; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; <see langword="null"/> before the first use.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary><see langword="null"/> while it stands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How the journal names it.</summary>
    public string ActorId => $"token:{Id}";

    public TokenFinding FindingAt(DateTimeOffset now) =>
        RevokedAt is not null ? TokenFinding.Revoked
        : ExpiresAt <= now ? TokenFinding.Expired
        : TokenFinding.Good;
}

/// <summary>A token with the SHA-256 of its secret, as it is kept.</summary>
public sealed record KeptToken(ApiToken Token, ImmutableArray<byte> Hash);
