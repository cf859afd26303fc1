using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.People.Accounts;

/// <summary>256 random bits in base64url: what a link or a browser shows. Kept as SHA-256, which is enough for so much chance.</summary>
public static class LinkSecret
{
    private const int RandomBytes = 32;
    private static readonly int _length = Base64Url.GetEncodedLength(RandomBytes);

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary><see langword="null"/> for what cannot be one.</summary>
    public static ImmutableArray<byte>? HashOf(string? secret) =>
        secret is not null && secret.Length == _length ? [.. SHA256.HashData(Encoding.UTF8.GetBytes(secret))] : null;
}
