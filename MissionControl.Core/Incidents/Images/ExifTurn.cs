using System.Buffers.Binary;

namespace MissionControl.Core.Incidents.Images;

/// <summary>The one thing of a camera's Exif that is part of the picture: which way is up (tag 0x0112, 1 to 8).</summary>
internal static class ExifTurn
{
    private const ushort Orientation = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Header => "Exif\0\0"u8;

    /// <param name="body">Of an APP1 segment.</param>
    /// <returns><see langword="null"/> when it does not say.</returns>
    public static int? Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Header) || body.Length < Header.Length + 8)
            return null;
        var tiff = body[Header.Length..];
        var isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8))
            return null;
        var directory = Long(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[(int)directory..];
        var count = Short(entries, isLittle);
        for (var index = 0; index < count && 2 + (index + 1) * EntryLength <= entries.Length; index++)
        {
            var entry = entries.Slice(2 + index * EntryLength, EntryLength);
            if (Short(entry, isLittle) == Orientation)
                return Short(entry[8..], isLittle) is var turn and >= 1 and <= 8 ? turn : null;
        }

        return null;
    }

    /// <summary>A whole APP1 segment that says this and nothing else.</summary>
    public static byte[] Write(int turn) =>
    [
        0xFF, 0xE1, 0, 34, .. Header, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0,
    ];

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
