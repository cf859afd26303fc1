using System.Globalization;
using System.Numerics;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// One spelling for each decimal number, without rounding: <c>1.50</c>, <c>1.5</c> and <c>15e-1</c> are all <c>1.5</c>. Plain digits from
/// 0.000001 up to 21 digits, beyond that <c>1.5e+30</c>, as JavaScript writes them.
/// </summary>
internal static class CanonicalNumber
{
    private const int LongestPlain = 21;
    private const int MostLeadingZeros = 6;

    /// <summary><paramref name="json"/> is a valid JSON number.</summary>
    public static string Of(string json)
    {
        var sign = json[0] == '-' ? "-" : "";
        var mantissa = json.AsSpan(sign.Length);
        // As large as the sender likes: a number no double can hold must not keep an entry from being written.
        var exponent = BigInteger.Zero;
        if (mantissa.IndexOfAny('e', 'E') is var mark and >= 0)
        {
            exponent = BigInteger.Parse(mantissa[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..mark];
        }

        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        // The value is 0.DIGITS times ten to the point.
        var point = exponent + (dot < 0 ? mantissa.Length : dot);
        var trimmed = digits.TrimStart('0');
        point -= digits.Length - trimmed.Length;
        trimmed = trimmed.TrimEnd('0');
        return trimmed.Length == 0 ? "0" : sign + Write(trimmed, point);
    }

    private static string Write(string digits, BigInteger point)
    {
        if (point > LongestPlain || point <= -MostLeadingZeros)
        {
            var rest = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{digits[0]}{rest}e{(point > 0 ? "+" : "")}{point - 1}";
        }

        if (point <= 0)
            return $"0.{new string('0', (int)-point)}{digits}";
        return point >= digits.Length
            ? digits.PadRight((int)point, '0')
            : $"{digits[..(int)point]}.{digits[(int)point..]}";
    }
}
