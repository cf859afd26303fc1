using System.Buffers.Binary;

namespace MissionControl.Core.Incidents.Images;

/// <summary>WebP: a RIFF of chunks (https://developers.google.com/speed/webp/docs/riff_container). Moving ones are not shown.</summary>
internal static class WebpParts
{
    private const int Begin = 12;
    private const int ChunkHead = 8;
    private const byte HasMotion = 0x02;
    private const byte HasNotes = 0x04 | 0x08;

    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= Begin && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static Picture Keep(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (length < 4 || length > file.Length - ChunkHead)
            throw PictureException.CutShort;
        // Whatever is hung behind the end is not part of the picture.
        var rest = file[Begin..(ChunkHead + (int)length)];
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..Begin]);
        (int Width, int Height)? canvas = null, picture = null;
        while (rest.Length > 0)
        {
            var chunk = Chunk(rest);
            rest = rest[chunk.Length..];
            var name = System.Text.Encoding.ASCII.GetString(chunk[..4]);
            var body = chunk[ChunkHead..];
            switch (name)
            {
                case "VP8X" when body.Length == 10 && canvas is null && picture is null:
                    if ((body[0] & HasMotion) != 0)
                        throw new PictureException("Moving pictures are not shown here. Take one that stands still.");
                    canvas = (Three(body[4..]) + 1, Three(body[7..]) + 1);
                    kept.Write(chunk[..ChunkHead]);
                    kept.WriteByte((byte)(body[0] & ~HasNotes));
                    kept.Write(body[1..]);
                    break;
                case "VP8 " or "VP8L" when picture is null:
                    picture = name == "VP8L" ? Lossless(body) : Lossy(body);
                    kept.Write(chunk);
                    break;
                case "ICCP" or "ALPH":
                    kept.Write(chunk);
                    break;
                case "VP8X" or "VP8 " or "VP8L" or "ANIM" or "ANMF":
                    throw new PictureException("The picture contradicts itself: it has a part twice, or in the wrong place.");
            }
        }

        if (picture is not { } size)
            throw new PictureException("There is no picture in the file.");
        if (canvas is { } frame && frame != size)
            throw new PictureException("The picture contradicts itself: it gives two sizes.");
        var bytes = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(bytes.Length - ChunkHead));
        return new("image/webp", size.Width, size.Height, bytes);
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < ChunkHead)
            throw PictureException.CutShort;
        var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        // Chunks of an odd length are followed by an empty byte.
        var whole = ChunkHead + length + length % 2;
        return whole > rest.Length ? throw PictureException.CutShort : rest[..(int)whole];
    }

    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> body) =>
        body.Length >= 10 && body[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF)
            : throw new PictureException("There is no picture in the file.");

    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> body)
    {
        if (body.Length < 5 || body[0] != 0x2F)
            throw new PictureException("There is no picture in the file.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
