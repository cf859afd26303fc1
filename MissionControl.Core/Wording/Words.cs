using System.Globalization;

namespace MissionControl.Core.Wording;

/// <summary>Times, durations and numbers in words: the one place that knows how we write them. mission.js says durations the same way.</summary>
public static class Words
{
    private static readonly CultureInfo _plain = CultureInfo.InvariantCulture;

    /// <summary>"02:04" today, "Fri 21:10" this week, "3 Nov 21:10" before, with the year when it is another one.</summary>
    public static string Time(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var days = (today - local.Date).TotalDays;
        var format = days is 0 ? "HH:mm"
            : days is > 0 and < 7 ? "ddd HH:mm"
            : local.Year == today.Year ? "d MMM HH:mm"
            : "d MMM yyyy HH:mm";
        return local.ToString(format, _plain);
    }

    /// <summary>The same of what is to come: "09:00" today, "Mon 09:00" within the week.</summary>
    public static string Coming(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return (local.Date - TimeZoneInfo.ConvertTime(now, zone).Date).TotalDays is > 0 and < 7 ? local.ToString("ddd HH:mm", _plain) : Time(at, now, zone);
    }

    /// <summary>UTC and local in full, for hovering.</summary>
    public static string FullTime(DateTimeOffset at, TimeZoneInfo zone)
    {
        const string format = "ddd d MMM yyyy HH:mm:ss";
        var utc = at.UtcDateTime.ToString(format, _plain) + " UTC";
        return zone.Id == TimeZoneInfo.Utc.Id ? utc : $"{utc}, {TimeZoneInfo.ConvertTime(at, zone).ToString(format, _plain)} {Zone(zone)}";
    }

    /// <summary>"Sat 21 Nov".</summary>
    public static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM", _plain);

    /// <summary>"Saturday 02:00": the hour of week a band speaks about.</summary>
    public static string HourOfWeek(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("dddd HH':00'", _plain);

    /// <summary>"UTC", or the city of the zone.</summary>
    public static string Zone(TimeZoneInfo zone) =>
        zone.Id is "UTC" or "Etc/UTC" ? "UTC" : zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>For the datetime attribute: UTC, whole seconds.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", _plain);

    /// <summary>"8 s", "12 min", "7 h 40", "3 days 4 h". Negative durations are none at all.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = (long)Math.Max(0, Math.Floor(duration.TotalSeconds));
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => $"{seconds / 60} min",
            < 86_400 => Parts($"{seconds / 3600} h", seconds % 3600 / 60, ""),
            < 172_800 => Parts("1 day", seconds % 86_400 / 3600, " h"),
            _ => Parts($"{seconds / 86_400} days", seconds % 86_400 / 3600, " h"),
        };

        static string Parts(string whole, long rest, string unit) => rest == 0 ? whole : $"{whole} {rest}{unit}";
    }

    public static string Ago(TimeSpan age) => Duration(age) + " ago";

    /// <summary>Three significant digits below a thousand, whole and grouped above, "1.23 M" from a million.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return "–";
        if (size >= 1e9)
            return Significant(value / 1e9) + " bn";
        if (size >= 999_999.5)
            return Significant(value / 1e6) + " M";
        return size >= 999.5 ? Minus(value.ToString("#,0", _plain)) : Significant(value);
    }

    /// <summary>"six", "twelve", "13": small numbers are words.</summary>
    public static string Numeral(int count) => count switch
    {
        0 => "no",
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        11 => "eleven",
        12 => "twelve",
        _ => Number(count),
    };

    /// <summary>"hour", "5 min": after "in the last".</summary>
    public static string Stretch(TimeSpan stretch) => stretch.TotalSeconds switch
    {
        1 => "second",
        60 => "minute",
        3600 => "hour",
        86_400 => "day",
        604_800 => "week",
        _ => Duration(stretch),
    };

    /// <summary>About how many: two significant digits, "190", "1,200".</summary>
    public static string About(double value) => TwoDigits(value, Math.Round);

    /// <summary>At least how many: the same, never more than it is.</summary>
    public static string AtLeast(double value) => TwoDigits(value, Math.Floor);

    private static string TwoDigits(double value, Func<double, double> round)
    {
        var size = Math.Abs(value);
        if (size < 10)
            return Number(round(size));
        var step = Math.Pow(10, Math.Floor(Math.Log10(size)) - 1);
        return Number(round(size / step) * step);
    }

    /// <summary>"1 problem", "3 problems".</summary>
    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{Number(count)} {many}";

    private static string Significant(double value)
    {
        var size = Math.Abs(value);
        var format = size switch
        {
            >= 999.5 => "#,0",
            >= 99.95 => "0",
            >= 9.995 => "0.#",
            >= 0.9995 => "0.##",
            >= 0.09995 => "0.###",
            >= 0.009995 => "0.####",
            _ => "0.#####",
        };
        return Minus(value.ToString(format, _plain));
    }

    // A true minus sign, and no negative nothing.
    private static string Minus(string text) => text == "-0" ? "0" : text.Replace('-', '−');
}
