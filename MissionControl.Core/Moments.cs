using System.Globalization;

namespace MissionControl.Core;

/// <summary>Moments as machines write them.</summary>
public static class Moments
{
    /// <summary>What to say to whoever wrote something else.</summary>
    public const string Expected = "a time with its offset, like 2026-11-21T02:04:00Z";

    private const int Longest = 40;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
    ];

    /// <summary>ISO 8601 with Z or an offset (also <c>+0000</c>, as <c>date</c> writes it), to the tick, in UTC; <see langword="null"/> for anything else.</summary>
    public static DateTimeOffset? Read(string text) =>
        text.Length <= Longest && DateTimeOffset.TryParseExact(WithoutNanoseconds(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;

    // 2026-11-21T02:34:12.568674523Z, as Go writes it: two digits more than a tick holds.
    private static string WithoutNanoseconds(string text)
    {
        const int TickDigits = 7;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var end = dot + 1;
        while (dot >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return dot < 0 || end - dot - 1 <= TickDigits ? text : string.Concat(text.AsSpan(0, dot + 1 + TickDigits), text.AsSpan(end));
    }
}
