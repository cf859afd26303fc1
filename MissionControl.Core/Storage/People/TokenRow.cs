namespace MissionControl.Core.Storage.People;

internal sealed class TokenRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>As written, with spaces between.</summary>
    public required string Scopes { get; set; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset IssuedAt { get; set; }

    public required string IssuedBy { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
