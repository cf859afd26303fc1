using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>Makes what senders wrote fit to keep and show. Pure: the same text gives the same result, or one alert would become two.</summary>
internal static class SignalText
{
    private const int MarkLength = 8;

    /// <summary>May be the name of a label or annotation.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= SignalRules.LongestName && !name.Any(char.IsControl);

    /// <summary>One line. What is too long ends with a mark of all of it: two that differ in their ends only stay two.</summary>
    public static string Label(string value, ref bool isCut)
    {
        var line = IsPlain(value) ? value : OneLine.Of(value);
        if (line.Length <= SignalRules.LongestLabel)
            return line;
        isCut = true;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..MarkLength];
        return Cut(line, SignalRules.LongestLabel - MarkLength) + mark;
    }

    /// <summary>Lines stay lines; other control characters and what turns the direction of writing go.</summary>
    public static string Annotation(string value, ref bool isCut)
    {
        var text = value;
        if (text.Length > SignalRules.LongestAnnotation)
        {
            isCut = true;
            text = Cut(text, SignalRules.LongestAnnotation);
        }

        return NeedsCleaning(text) ? string.Join('\n', text.Split('\n').Select(static line => OneLine.Of(line))).Trim('\n') : text;
    }

    /// <summary>An address that may be shown as a link.</summary>
    public static string? Link(string? address) =>
        address is { Length: > 0 and <= SignalRules.LongestLabel * 2 } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;

    /// <summary>A finite number somebody wrote as text, such as <c>1e+00</c>.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // Nearly all are, and nothing new is made of them.
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] is < ' ' or > '~' || (text[i] == ' ' && (i == 0 || i == text.Length - 1 || text[i + 1] == ' ')))
                return false;
        return true;
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (var letter in text)
            if ((letter is < ' ' and not '\n') || letter is >= '\x7f' and <= '\x9f' || letter is '\u061c' || letter is >= '\u200e' and <= '\u206f' || char.IsSurrogate(letter))
                return true;
        return false;
    }

    private static string Cut(string text, int longest) => text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";
}
