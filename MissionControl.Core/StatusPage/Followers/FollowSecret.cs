using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>What a link in a mail carries: whose it is, and 256 random bits that only that mail's reader has. Pure but for <see cref="New"/>.</summary>
public static class FollowSecret
{
    private const int RandomBytes = 32;
    private const int IdBytes = 16;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static ImmutableArray<byte> HashOf(string secret) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(secret))];

    /// <summary>
    /// The secret that confirms, made from the one of the links: asked twice, both mails carry the same and either is good. Whoever has a link
    /// has read a mail, and nobody gets from the link of a reader to another's.
    /// </summary>
    public static string ToConfirm(string secret) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "confirm"u8));

    /// <summary>In constant time.</summary>
    public static bool Is(string secret, ImmutableArray<byte>? hash) => hash is { } known && CryptographicOperations.FixedTimeEquals(HashOf(secret).AsSpan(), known.AsSpan());

    /// <summary>Part of an address: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string Token(Guid id, string secret) => Base64Url.EncodeToString(id.ToByteArray()) + secret;

    /// <summary><see langword="null"/> when that is none.</summary>
    public static (Guid Id, string Secret)? Read(string? token)
    {
        var (first, whole) = (Base64Url.GetEncodedLength(IdBytes), Base64Url.GetEncodedLength(IdBytes) + Base64Url.GetEncodedLength(RandomBytes));
        if (token?.Length != whole || !token.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || !Base64Url.IsValid(token.AsSpan(0, first)))
            return null;
        return (new Guid(Base64Url.DecodeFromChars(token.AsSpan(0, first))), token[first..]);
    }
}
