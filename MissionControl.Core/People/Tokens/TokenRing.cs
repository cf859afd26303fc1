using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MissionControl.Core.People.Tokens;

/// <summary>All tokens at one moment, to be found by their secret. Immutable.</summary>
internal sealed class TokenRing
{
    // By a part of the hash only: the rest is compared in a time that tells nothing.
    private readonly ILookup<long, KeptToken> _byStart;

    public TokenRing(ImmutableArray<KeptToken> kept)
    {
        Kept = kept;
        _byStart = kept.ToLookup(static token => StartOf(token.Hash.AsSpan()));
    }

    public ImmutableArray<KeptToken> Kept { get; }

    public ApiToken? Find(byte[] hash)
    {
        ApiToken? found = null;
        foreach (var (token, kept) in _byStart[StartOf(hash)])
            if (CryptographicOperations.FixedTimeEquals(hash, kept.AsSpan()))
                found = token;
        return found;
    }

    private static long StartOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64BigEndian(hash);
}
