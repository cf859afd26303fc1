namespace MissionControl.Core.People.Tokens;

/// <summary>What is known of a secret that somebody sent.</summary>
public enum TokenFinding
{
    Good,
    Unknown,
    Expired,
    Revoked,

    /// <summary>The tokens cannot be read just now: nobody can say.</summary>
    Unreadable,
}

/// <param name="Token">Whose secret it is, unless that is unknown.</param>
public readonly record struct TokenLookup(TokenFinding Finding, ApiToken? Token);
