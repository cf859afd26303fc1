using System.Buffers.Binary;

namespace MissionControl.Core.Incidents.Images;

/// <summary>JPEG: segments that begin with a marker, and between the first SOS and EOI the picture itself (ITU T.81, annex B).</summary>
internal static class JpegParts
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte Adobe = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;
    private const int TurnedBy90 = 5;

    public static bool Is(ReadOnlySpan<byte> file) => file.Length > 3 && file[0] == 0xFF && file[1] == StartOfImage && file[2] == 0xFF;

    public static Picture Keep(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write([0xFF, StartOfImage]);
        var (width, height, turn, hasScan) = (0, 0, 1, false);
        for (var rest = file[2..]; ;)
        {
            if (rest.Length < 2)
                throw PictureException.CutShort;
            if (rest[0] != 0xFF)
                throw new PictureException("The picture contradicts itself: there is no marker where one must be.");
            var marker = rest[1];
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            if (marker == EndOfImage)
            {
                kept.Write([0xFF, EndOfImage]);
                break;
            }

            var segment = Segment(rest);
            if (IsFrame(marker))
            {
                if (width != 0 || segment.Length < 9)
                    throw new PictureException("It gives its size twice, or not at all.");
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            if (marker == App1 && ExifTurn.Read(segment[4..]) is { } found)
            {
                // The way up that a camera was held is part of the picture; the rest of what it wrote is not.
                turn = found;
                kept.Write(ExifTurn.Write(found));
            }
            else if (IsKept(marker, segment))
                kept.Write(segment);
            rest = rest[segment.Length..];
            if (marker != StartOfScan)
                continue;
            if (width == 0)
                throw new PictureException("There is a picture before its size.");
            hasScan = true;
            var scan = ScanLength(rest);
            kept.Write(rest[..scan]);
            rest = rest[scan..];
        }

        if (!hasScan)
            throw new PictureException("There is no picture in the file.");
        return turn >= TurnedBy90 ? new("image/jpeg", height, width, kept.ToArray()) : new("image/jpeg", width, height, kept.ToArray());
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 4)
            throw PictureException.CutShort;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) + 2;
        return length < 4 ? throw new PictureException("The picture contradicts itself: a part of it has no length.") : length > rest.Length ? throw PictureException.CutShort : rest[..length];
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        // Without a small picture of itself, which may show what was cut off the large one.
        App0 => segment.Length == 18 && segment[4..].StartsWith("JFIF\0"u8) && segment[16] == 0 && segment[17] == 0,
        Adobe => segment.Length <= 16,
        App2 => segment[4..].StartsWith("ICC_PROFILE\0"u8),
        Comment or (>= App0 and <= App15) => false,
        _ => true,
    };

    /// <summary>To the next marker that is none of the picture's own.</summary>
    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; at + 1 < rest.Length; at++)
            if (rest[at] == 0xFF && rest[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
        throw PictureException.CutShort;
    }
}
