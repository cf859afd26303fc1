using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// SHA-256 over sequence and UTC ticks (8 bytes each, big-endian), then kind, subject, actor, body (UTF-8) and the previous hash, each
/// after its length in 4 bytes, so that no two entries share an encoding. docs/storage.md gives it for other readers.
/// </summary>
internal static class JournalHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the first entry names as its predecessor.</summary>
    public static byte[] BeforeFirst => new byte[Length];

    public static byte[] Of(JournalRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, row.Sequence);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, row.At.UtcTicks);
        hash.AppendData(number);
        Append(hash, Encoding.UTF8.GetBytes(row.Kind));
        Append(hash, Encoding.UTF8.GetBytes(row.Subject));
        Append(hash, Encoding.UTF8.GetBytes(row.Actor));
        Append(hash, Encoding.UTF8.GetBytes(row.Body));
        Append(hash, row.PreviousHash);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
