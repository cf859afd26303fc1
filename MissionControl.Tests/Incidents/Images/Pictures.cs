using System.Buffers.Binary;
using System.Text;

namespace MissionControl.Tests.Incidents.Images;

/// <summary>Pictures by their parts, good and hostile.</summary>
internal static class Pictures
{
    public static byte[] Png(int width = 640, int height = 480, string? text = null, string after = "")
    {
        List<byte> file = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        file.AddRange(Chunk("IHDR", [.. Four(width), .. Four(height), 8, 2, 0, 0, 0]));
        if (text is not null)
        {
            file.AddRange(Chunk("tEXt", Encoding.ASCII.GetBytes(text)));
            file.AddRange(Chunk("eXIf", Encoding.ASCII.GetBytes(text)));
        }

        file.AddRange(Chunk("IDAT", [1, 2, 3, 4]));
        file.AddRange(Chunk("IEND", []));
        file.AddRange(Encoding.ASCII.GetBytes(after));
        return [.. file];
    }

    public static byte[] Jpeg(int width = 640, int height = 480, int turn = 6, string gps = "51.5N 0.1W", string after = "")
    {
        byte[] exif = [.. "Exif\0\0II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(gps)];
        return
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. Segment(0xE1, exif), .. Segment(0xFE, Encoding.ASCII.GetBytes("comment " + gps)),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(after),
        ];
    }

    public static byte[] Webp(int width = 640, int height = 480, string exif = "51.5N 0.1W", byte flags = 0x08)
    {
        byte[] canvas = [flags, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];
        byte[] picture = [0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", canvas), .. Riff("VP8 ", picture), .. Riff("EXIF", Encoding.ASCII.GetBytes(exif))];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    private static byte[] Chunk(string name, byte[] data) => [.. Four(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Riff(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Three(int number) => Little(number)[..3];

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Four(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
