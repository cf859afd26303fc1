using System.Buffers.Binary;

namespace MissionControl.Core.Incidents.Images;

/// <summary>PNG: a signature, then chunks of length, name, data and check sum (https://www.w3.org/TR/png-3/#5Chunk-layout).</summary>
internal static class PngParts
{
    private const int Frame = 12;

    // What changes how the picture looks. Texts, times, Exif, moving pictures and what programs keep for themselves are not in it.
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static Picture Keep(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(Signature);
        var (width, height, hasData, first) = (0, 0, false, true);
        for (var rest = file[Signature.Length..]; ;)
        {
            if (rest.Length < Frame)
                throw PictureException.CutShort;
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Frame)
                throw PictureException.CutShort;
            var chunk = rest[..(Frame + (int)length)];
            var name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (first && (name != "IHDR" || length != 13))
                throw new PictureException("A PNG begins with its size; this one does not.");
            if (first)
                (width, height) = (SizeOf(chunk[8..]), SizeOf(chunk[12..]));
            else if (name == "IHDR")
                throw new PictureException("It gives its size twice.");
            first = false;
            hasData |= name == "IDAT" && length > 0;
            if (Kept.Contains(name))
                kept.Write(chunk);
            // Whatever is hung behind the end is not part of the picture.
            if (name == "IEND")
                break;
            rest = rest[chunk.Length..];
        }

        return hasData ? new("image/png", width, height, kept.ToArray()) : throw new PictureException("There is no picture in the file.");
    }

    private static int SizeOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes) is var size and <= int.MaxValue ? (int)size : throw new PictureException("By its header it has no size.");
}
