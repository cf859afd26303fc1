using System.Globalization;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Services.History;

/// <summary>Recorded health in words. Pure; the rule behind the share is <see cref="HealthTime.Rule"/>.</summary>
public static class HealthWords
{
    private const int MostDaysNamed = 8;

    public static string Of(Health health) => health switch
    {
        Health.Operational => "Operational",
        Health.Degraded => "Degraded",
        Health.PartialOutage => "Partial outage",
        Health.MajorOutage => "Major outage",
        Health.Maintenance => "Maintenance",
        _ => "Unknown",
    };

    /// <summary>"99.98 %", never rounded up to 100; "no data" when nothing was recorded that counts.</summary>
    public static string Uptime(HealthTime time)
    {
        if (time.Uptime is not { } share)
            return "no data";
        // A hair more, so that 0.9998 is not 99.97 for want of a bit.
        var hundredths = Math.Floor((share * 10_000) + 1e-6);
        return (Math.Min(hundredths, time.Outage > TimeSpan.Zero ? 9999 : 10_000) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>"14 min of outage", "no outage"; "no data recorded".</summary>
    public static string Outage(HealthTime time) =>
        time.Outage > TimeSpan.Zero ? $"{Exactly(time.Outage)} of outage" : time.Recorded > TimeSpan.Zero ? "no outage" : "no data recorded";

    /// <summary>To the minute: "14 min", "7 h 40", "26 h 5".</summary>
    public static string Exactly(TimeSpan time)
    {
        var minutes = (long)Math.Round(time.TotalMinutes);
        return minutes < 1 ? "less than 1 min"
            : minutes < 60 ? $"{minutes} min"
            : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60}";
    }

    /// <summary>"3 Nov".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>"3 Nov 2025: partial outage 12 min, degraded 40 min; no data recorded for 2 h 10".</summary>
    public static string Day(HealthDay day) => $"{day.Day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}: {Parts(day.Time)}";

    /// <summary>The same of any time, without the date.</summary>
    public static string Parts(HealthTime time)
    {
        if (time.Recorded == TimeSpan.Zero)
            return "no data recorded";
        (string Word, TimeSpan Time)[] troubles =
        [
            ("major outage", time.MajorOutage), ("partial outage", time.PartialOutage), ("degraded", time.Degraded), ("maintenance", time.Maintenance),
        ];
        var said = string.Join(", ", troubles.Where(static trouble => trouble.Time > TimeSpan.Zero).Select(static trouble => $"{trouble.Word} {Exactly(trouble.Time)}"));
        var gap = time.NoData >= TimeSpan.FromMinutes(1) ? $"; no data recorded for {Exactly(time.NoData)}" : "";
        return (said.Length == 0 ? "operational" : said) + gap;
    }

    /// <summary>A strip of days in one breath: the sums, then the latest days that were not all well.</summary>
    public static string Strip(ServiceHistory history)
    {
        var days = history.Days;
        var empty = days.Count(static day => day.Time.Recorded == TimeSpan.Zero);
        var head = $"{days.Length} days to {Date(days[^1].Day)}: ";
        if (empty == days.Length)
            return head + "no data recorded.";
        var bad = days.Where(static day => day.Time.Worst is Health.Degraded or Health.PartialOutage or Health.MajorOutage or Health.Maintenance).Reverse().ToList();
        var outages = days.Count(static day => day.Time.Outage > TimeSpan.Zero);
        var sum = outages == 0 ? "no outage" : $"{Outage(history.Time)} on {Words.Count(outages, "day", "days")}";
        var seen = empty == 0 ? "" : $", {Words.Count(empty, "day", "days")} without data";
        var named = string.Concat(bad.Take(MostDaysNamed).Select(static day => $" {Date(day.Day)}: {Parts(day.Time)}."));
        var more = bad.Count > MostDaysNamed ? $" And {Words.Count(bad.Count - MostDaysNamed, "earlier day", "earlier days")}." : "";
        return $"{head}{(history.Time.Uptime is null ? "" : Uptime(history.Time) + " up, ")}{sum}{seen}.{named}{more}";
    }
}
