using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.People.Tokens;

/// <summary>
/// <c>mc_</c> and 256 random bits in base64url. So much chance needs no slow hash: nobody guesses it from its SHA-256.
/// </summary>
public static class TokenSecret
{
    /// <summary>So that scanners for leaked secrets know one when they see it.</summary>
    public const string Prefix = "mc_";

    private const int RandomBytes = 32;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(RandomBytes);

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Could it be one of ours? What could not is never hashed.</summary>
    public static bool IsShaped(string secret) => secret.Length == Length && secret.StartsWith(Prefix, StringComparison.Ordinal);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
