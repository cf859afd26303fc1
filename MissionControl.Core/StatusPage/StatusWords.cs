using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MissionControl.Core.StatusPage;

/// <summary>The wording of the public page in one language, from one file each in <c>Languages</c>. Thread-safe.</summary>
public sealed class StatusWords
{
    private const int MostNamed = 3;
    private static readonly CultureInfo _plain = CultureInfo.InvariantCulture;

    private readonly FrozenDictionary<string, string> _words;
    private readonly string[] _months;
    private readonly string[] _days;

    private StatusWords(string language)
    {
        using var file = typeof(StatusWords).Assembly.GetManifestResourceStream($"status-page.{language}.json") ?? throw new ArgumentException($"There is no wording in {language}.", nameof(language));
        _words = JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.ToFrozenDictionary(StringComparer.Ordinal);
        Language = language;
        (_months, _days) = (_words["months"].Split('|'), _words["days"].Split('|'));
    }

    /// <summary>The first is spoken where nobody asks for one.</summary>
    public static ImmutableArray<StatusWords> All { get; } = [new("en"), new("de")];

    public static StatusWords Usual => All[0];

    /// <summary>Its short name, such as <c>en</c>.</summary>
    public string Language { get; }

    public IEnumerable<string> Keys => _words.Keys;

    public string this[string key] => _words[key];

    /// <summary>The usual one when nobody speaks that.</summary>
    public static StatusWords For(string? language) => All.FirstOrDefault(words => words.Language == language) ?? Usual;

    public string Say(string key, params ReadOnlySpan<object?> parts) => string.Format(_plain, _words[key], parts);

    public string Of(ComponentState state) => this["state" + state];

    /// <summary>"02:14".</summary>
    public string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", _plain);

    /// <summary>"02:14" today, else "Friday 20 November, 21:10".</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => Local(at, zone) == Local(now, zone) ? Clock(at, zone) : Full(at, now, zone);

    /// <summary>"Friday 20 November, 21:10", with the year when it is another one.</summary>
    public string Full(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => Say("dayAndTime", Day(Local(at, zone), Local(now, zone)), Clock(at, zone));

    /// <summary>"Friday 20 November, 02:00 to 03:00"; of one that ends on another day with both days.</summary>
    public string Planned(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone) => Say("plannedTime", Full(from, now, zone), Local(from, zone) == Local(to, zone) ? Clock(to, zone) : Full(to, now, zone));

    /// <summary>The same in UTC: "(01:00 to 02:00 UTC)"; empty where the zone is UTC. Without the day where it is the same.</summary>
    public string PlannedUtc(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone)
    {
        var utc = TimeZoneInfo.Utc;
        if (zone.Id is "UTC" or "Etc/UTC")
            return "";
        var isSameDay = Local(from, zone) == Local(from, utc) && Local(to, zone) == Local(to, utc) && Local(from, zone) == Local(to, zone);
        return $"({(isSameDay ? Say("plannedTime", Clock(from, utc), Clock(to, utc)) : Planned(from, to, now, utc))} UTC)";
    }

    /// <summary>"Friday 20 November".</summary>
    public string Day(DateOnly day, DateOnly today) => Say(day.Year == today.Year ? "longDay" : "longDayYear", _days[(int)day.DayOfWeek], day.Day, _months[day.Month - 1], day.Year);

    /// <summary>"November 2026".</summary>
    public string Month(DateOnly first) => Say("month", _months[first.Month - 1], first.Year);

    /// <summary>"14 minutes", "1 hour 5 minutes".</summary>
    public string Minutes(int minutes)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        var whole = hours == 1 ? this["hour"] : Say("hours", hours);
        var part = rest == 1 ? this["minute"] : Say("minutes", rest);
        return hours == 0 ? part : rest == 0 ? whole : $"{whole} {part}";
    }

    /// <summary>"99.98", rounded down, so that it is never 100 when there was an outage.</summary>
    /// <param name="share">0 to 1.</param>
    public string Percent(double share)
    {
        // A hair more, so that 0.9998 is not 99.97 for want of a bit.
        var hundredths = Math.Floor((share * 10_000) + 1e-6);
        return (Math.Min(hundredths, share < 1 ? 9999 : 10_000) / 100).ToString("0.##", _plain).Replace(".", this["decimal"], StringComparison.Ordinal);
    }

    /// <summary>"Sign-in, Booking and Search"; of many the first three.</summary>
    public string List(IReadOnlyList<string> names)
    {
        string[] shown = names.Count <= MostNamed + 1 ? [.. names] : [.. names.Take(MostNamed), Say("others", names.Count - MostNamed)];
        return shown.Length < 2 ? string.Concat(shown) : string.Join(", ", shown[..^1]) + this["and"] + shown[^1];
    }

    public static DateOnly Local(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
