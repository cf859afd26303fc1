using System.Globalization;

namespace MissionControl.Web.Shared;

/// <summary>What a browser's date-and-time field says (local, without an offset), as a moment.</summary>
/// <param name="Note">How it was read where the clocks change and it could be read otherwise; empty elsewhere.</param>
public sealed record LocalTime(DateTimeOffset At, string Note)
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>As a field writes it, with whole minutes.</summary>
    public static string Write(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString(Formats[0], CultureInfo.InvariantCulture);

    /// <summary>Of an hour that comes twice the first; <see langword="null"/> for what is no such time.</summary>
    public static LocalTime? ReadFirst(string? text, TimeZoneInfo zone) => Read(text, zone, "first", static offsets => offsets.Max());

    /// <summary>Of an hour that comes twice the second; <see langword="null"/> for what is no such time.</summary>
    public static LocalTime? ReadLast(string? text, TimeZoneInfo zone) => Read(text, zone, "second", static offsets => offsets.Min());

    private static LocalTime? Read(string? text, TimeZoneInfo zone, string which, Func<TimeSpan[], TimeSpan> choose)
    {
        // The first and last days of the calendar have no moment in every zone.
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 1900 or > 9000)
            return null;
        if (zone.IsAmbiguousTime(local))
            return new(
                new DateTimeOffset(local, choose(zone.GetAmbiguousTimeOffsets(local))).ToUniversalTime(),
                $"The clocks go back and {local:HH:mm} comes twice: the {which} is meant.");
        var at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return new(at, zone.IsInvalidTime(local)
            ? $"The clocks go forward and there is no {local:HH:mm}: {TimeZoneInfo.ConvertTime(at, zone):HH:mm} is meant."
            : "");
    }
}
