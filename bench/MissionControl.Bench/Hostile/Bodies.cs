using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MissionControl.Bench.Hostile;

/// <summary>What machines and browsers would never send.</summary>
internal static class Bodies
{
    public static readonly string[] Odd =
    [
        "", " ", "null", "NaN", "-1", "1e999", "9223372036854775808", "-9223372036854775809", "0.1e-400", "true", "[]", "{}", "'", "\"", "' OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "${env:PATH}", "{{7*7}}", "%00", "\0", "\u0001\u0007", "\r\nSet-Cookie: a=b", "\u202e\ufeff", "𝕏\uD83E\uDD84", "İıſK", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-02-30T00:00:00Z", "2026-11-21T02:04:60Z", "-0", "١٢٣", "00000000-0000-0000-0000-000000000000", "javascript:alert(1)", "//evil.example/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd",
    ];

    private static readonly string[] Names = ["bpm", "at", "value", "volume", "kind", "title", "service", "until", "by", "link", "id", "payload", "routing_key", "summary", "source", "timestamp", "severity", "custom_details", "links", "href", "alerts", "labels", "status", "startsAt", "annotations", "__proto__", "$type", "Value"];
    private static readonly byte[][] Broken =
    [
        [], "{"u8.ToArray(), "[{"u8.ToArray(), "{\"a\":"u8.ToArray(), "{\"a\":1,}"u8.ToArray(), "{'a':1}"u8.ToArray(), "NaN"u8.ToArray(), "[NaN,Infinity]"u8.ToArray(), "{\"kind\":\"deploy\",\"kind\":\"flag\"}"u8.ToArray(), "\"\\ud800\""u8.ToArray(), "{\"\\udfff\":1}"u8.ToArray(), "[\"\\u0000\"]"u8.ToArray(), [0xff, 0xfe, 0x7b, 0x00], [0xef, 0xbb, 0xbf, 0x7b, 0x7d], [0x22, 0xc3, 0x28, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x00, 0x00, 0x00], "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"u8.ToArray(), "a=b&a=c&[]=1&=&&%"u8.ToArray(),
    ];

    /// <summary>A body that the address would take.</summary>
    public static string Good(Random random, string address) => address.EndsWith("/samples", StringComparison.Ordinal)
        ? $$"""[{"bpm":"fed","at":"{{Moment(random)}}","value":{{random.Next(1000)}}}]"""
        : $$"""{"kind":"deploy","title":"Release {{random.Next(1000)}}","at":"{{Moment(random)}}"}""";

    public static byte[] Bad(Random random, string address) => random.Next(9) switch
    {
        0 => Broken[random.Next(Broken.Length)],
        1 => Encoding.UTF8.GetBytes(Good(random, address))[..^random.Next(1, 20)],
        2 => Encoding.UTF8.GetBytes(new string('[', random.Next(10, 30_000))),
        3 => Encoding.UTF8.GetBytes($"{string.Concat(Enumerable.Repeat("{\"a\":", random.Next(10, 200)))}1"),
        4 => Huge(random),
        5 => Flip(random, Encoding.UTF8.GetBytes(Good(random, address))),
        6 => Encoding.UTF8.GetBytes(Made(random, 0)),
        7 => Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, random.Next(1, 20)).Select(_ => MadeObject(random, 1)))}]"),
        _ => Encoding.UTF8.GetBytes(MadeObject(random, 0)),
    };

    /// <summary>A few kilobytes that become a hundred megabytes.</summary>
    public static byte[] Bomb { get; } = MakeBomb();

    public static string Text(Random random) => random.Next(8) switch
    {
        0 => new string('x', random.Next(100, 5000)),
        1 => new string((char)random.Next(0x20, 0xD800), random.Next(1, 300)),
        2 => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xD800))),
        _ => Odd[random.Next(Odd.Length)],
    };

    private static string Moment(Random random) => TimeProvider.System.GetUtcNow().AddSeconds(-random.Next(80_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static byte[] Huge(Random random) =>
        Encoding.UTF8.GetBytes(random.Next(2) == 0 ? $"[\"{new string('x', random.Next(60_000, 1_200_000))}\"]" : $"[{string.Join(',', Enumerable.Repeat("{\"bpm\":1}", random.Next(4_000, 40_000)))}]");

    private static byte[] Flip(Random random, byte[] good)
    {
        for (var flips = random.Next(1, 6); flips > 0; flips--)
            good[random.Next(good.Length)] = (byte)random.Next(256);
        return good;
    }

    private static string MadeObject(Random random, int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(1, 8)).Select(_ => $"{Quote(Names[random.Next(Names.Length)])}:{Made(random, depth + 1)}"))}}}";

    private static string Made(Random random, int depth) => random.Next(depth > 3 ? 6 : 9) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "1e400",
        2 => (random.NextDouble() * Math.Pow(10, random.Next(-300, 300))).ToString("R", CultureInfo.InvariantCulture),
        3 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        4 => Quote(Text(random)),
        5 => Quote(Moment(random)),
        6 => $"[{Made(random, depth + 1)},{Made(random, depth + 1)}]",
        _ => MadeObject(random, depth + 1),
    };

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static byte[] MakeBomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var megabyte = 0; megabyte < 20; megabyte++)
                zip.Write(new byte[1024 * 1024]);
        return packed.ToArray();
    }
}
