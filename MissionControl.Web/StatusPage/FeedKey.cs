using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace MissionControl.Web.StatusPage;

/// <summary>What a status page in a process of its own and the app both know, so that the app gives it the feed. Needs no database: it must be had when that is gone.</summary>
/// <param name="Text"><see langword="null"/>: anybody may have it.</param>
internal sealed record FeedKey(string? Text)
{
    /// <summary>Shorter ones can be guessed.</summary>
    public const int Shortest = 32;

    private const string Scheme = "Bearer ";

    public bool IsOpen => Text is null;

    /// <summary>In constant time.</summary>
    public bool IsGiven(StringValues authorization) =>
        Text is null || (authorization.ToString() is var said && said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(said[Scheme.Length..].Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(Text))));

    /// <summary>It is not written where somebody may read it.</summary>
    public override string ToString() => nameof(FeedKey);
}
