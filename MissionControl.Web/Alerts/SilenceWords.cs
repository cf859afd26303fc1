using MissionControl.Core.Alerts.Silences;

namespace MissionControl.Web.Alerts;

/// <summary>Silences in plain words. Pure.</summary>
internal static class SilenceWords
{
    /// <summary>"On until 04:00" or "Every Sunday from 02:00 to 04:00 (Europe/London); next on Sun 22 Nov, the last time before 14 Feb".</summary>
    public static string When(Silence silence, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (silence.To <= now)
            return $"Ended {Words.Time(silence.To, now, zone)}";
        if (silence.Recurs is not { } recurs)
            return silence.IsOn(now) ? $"On until {Words.Time(silence.To, now, zone)}, {Words.Duration(silence.To - now)} to go" : $"From {Words.Time(silence.From, now, zone)} to {Words.Time(silence.To, now, zone)}";
        var every = $"{DaysOf(recurs)} from {recurs.From:HH:mm} to {recurs.To:HH:mm} ({recurs.Zone.Id})";
        var next = silence.IsOn(now) ? "on now" : silence.NextAt(now) is { } at ? $"next {Words.Time(at, now, zone)}" : "it comes no more";
        return $"{every}; {next}; until {Words.Day(silence.To, zone)}";
    }

    private static string DaysOf(Recurrence recurs) => recurs.Days.Count switch
    {
        7 => "Every day",
        5 when !recurs.Days.Contains(DayOfWeek.Saturday) && !recurs.Days.Contains(DayOfWeek.Sunday) => "Monday to Friday",
        _ => "Every " + string.Join(", ", recurs.Days.OrderBy(static day => ((int)day + 6) % 7)),
    };
}
