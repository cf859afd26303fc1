using System.Globalization;

namespace MissionControl.Bench.Hostile;

/// <summary>Paths, queries and request lines that go astray.</summary>
internal static class Targets
{
    private static readonly string[] Keys = ["from", "to", "range", "at", "limit", "after", "before", "words", "kind", "actor", "subject", "service", "step", "return", "key", "id", "q", "window", "_handler"];
    private static readonly string[] Steps = ["/..", "/%2e%2e", "/..%2f", "/%2e%2e%5c", "/..\\", "/%252e%252e", "/./", "//", "/%00", "/%0a", "/%c0%af", "/%ff", "/;a=b", "/.", "/%20", "/~", "/*", "/{id}"];
    private static readonly string[] Methods = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "GET", "get", "PROPFIND", "DEBUG", "QUERY", "G\0T", "M-SEARCH", new string('A', 400)];

    public static string Value(Random random) => random.Next(4) switch
    {
        0 => "sign-in-success",
        1 => "fed",
        _ => Escape(Bodies.Text(random), 1500),
    };

    public static void SpoilPath(Random random, Draft draft)
    {
        var step = Steps[random.Next(Steps.Length)];
        draft.Path = random.Next(8) switch
        {
            0 => draft.Path + step,
            1 => step + draft.Path,
            2 => string.Concat(Enumerable.Repeat("/..", random.Next(1, 30))) + "/etc/passwd",
            3 => draft.Path + "/" + new string('a', random.Next(1000, 20_000)),
            4 => draft.Path.ToUpperInvariant() + (random.Next(2) == 0 ? "/" : ""),
            5 => string.Concat(draft.Path.Select(letter => random.Next(4) == 0 && letter != '/' ? $"%{(int)letter:X2}" : letter.ToString())),
            6 => random.Next(2) == 0 ? "http://evil.example" + draft.Path : "*",
            _ => draft.Path.Insert(random.Next(draft.Path.Length + 1), step),
        };
    }

    public static void SpoilQuery(Random random, Draft draft)
    {
        var pairs = Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{Keys[random.Next(Keys.Length)]}={QueryValue(random)}");
        draft.Query = "?" + string.Join('&', random.Next(30) == 0 ? Enumerable.Range(0, 1500).Select(static number => $"a{number}=1") : pairs);
    }

    public static void SpoilMethod(Random random, Draft draft) => draft.Method = Methods[random.Next(Methods.Length)];

    private static string QueryValue(Random random) => random.Next(6) switch
    {
        0 => new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        1 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => $"{random.NextInt64(long.MaxValue)}{"smhdwy"[random.Next(6)]}",
        3 => $"{random.NextInt64(long.MaxValue)}-{new string("0123456789abcdefx"[random.Next(17)], 32)}",
        _ => Escape(Bodies.Text(random), 2000),
    };

    // Mostly as a client would write it; sometimes raw, without what would end the line by accident.
    private static string Escape(string text, int most)
    {
        var escaped = Uri.EscapeDataString(text);
        return escaped.Length <= most ? escaped : escaped[..most];
    }
}
