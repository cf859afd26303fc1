using MissionControl.Core.Bpms;

namespace MissionControl.Core.Board;

/// <summary>Numbers and times in words: the one place. Thin groups, at most three significant digits below a thousand.</summary>
public static class Wording
{
    /// <summary>The value without its unit: <c>41.2</c>, <c>1,204</c>, <c>7 h 40</c>.</summary>
    public static string Value(Bpm bpm, double value) => bpm.Kind switch
    {
        BpmKind.Ratio => Number(value * 100),
        BpmKind.Freshness => Duration(TimeSpan.FromSeconds(value)),
        _ => Number(value),
    };

    /// <summary>The value with its unit: <c>41.2 %</c>, <c>1,204 / hour</c>, <c>£52</c>, <c>7 h 40</c>.</summary>
    public static string ValueWithUnit(Bpm bpm, double value) => WithUnit(bpm, Value(bpm, value));

    /// <summary>What is expected: <c>62–78 %</c>, <c>under 7 h</c>, <c>at least 40</c>; empty without a band.</summary>
    public static string Expected(Bpm bpm, Band? band) => band switch
    {
        { Lower: { } lower, Upper: { } upper } => WithUnit(bpm, Range(bpm, lower, upper)),
        { Lower: { } lower } => "at least " + ValueWithUnit(bpm, lower),
        { Upper: { } upper } => "under " + ValueWithUnit(bpm, upper),
        _ => "",
    };

    /// <summary><c>8 s</c>, <c>12 min</c>, <c>7 h 40</c>, <c>3 days</c>.</summary>
    public static string Duration(TimeSpan span)
    {
        var length = span.Duration();
        if (length < TimeSpan.FromMinutes(1))
            return $"{(int)length.TotalSeconds} s";
        if (length < TimeSpan.FromHours(1))
            return $"{(int)length.TotalMinutes} min";
        if (length < TimeSpan.FromHours(48))
            return length.Minutes == 0 ? $"{(int)length.TotalHours} h" : $"{(int)length.TotalHours} h {length.Minutes:00}";
        return $"{(int)length.TotalDays} days";
    }

    /// <summary><c>0.0213</c>, <c>4.12</c>, <c>41.2</c>, <c>318</c>, <c>61,480</c>.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        if (size >= 999.5)
            return Math.Round(value).ToString("#,0");
        if (size < 1e-9)
            return "0";
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return Math.Round(value, decimals).ToString("0.######");
    }

    private static string Range(Bpm bpm, double lower, double upper)
    {
        if (bpm.Kind == BpmKind.Freshness)
            return $"{Value(bpm, lower)}–{Value(bpm, upper)}";
        var factor = bpm.Kind == BpmKind.Ratio ? 100 : 1;
        // Both ends to the digit that the width of the band makes worth reading.
        var width = Math.Abs(upper - lower) * factor;
        var decimals = width <= 0 ? 2 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(width)), 0, 6);
        return $"{Math.Round(lower * factor, decimals):#,0.######}–{Math.Round(upper * factor, decimals):#,0.######}";
    }

    private static string WithUnit(Bpm bpm, string number) => bpm.Unit.Length == 0 || bpm.Kind == BpmKind.Freshness ? number
        : bpm.Unit is "£" or "€" or "$" ? bpm.Unit + number
        : $"{number} {bpm.Unit}";
}
