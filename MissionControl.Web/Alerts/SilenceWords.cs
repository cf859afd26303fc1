using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Calendars;

namespace MissionControl.Web.Alerts;

/// <summary>Silences in plain words. Pure.</summary>
internal static class SilenceWords
{
    /// <summary>"On until 04:00" or "Every Sunday from 02:00 to 04:00 (Europe/London); next Sun 02:00; until Sun 14 Feb".</summary>
    public static string When(Silence silence, DateTimeOffset now, TimeZoneInfo zone, Calendar working)
    {
        if (silence.To <= now)
            return $"Ended {Words.Time(silence.To, now, zone)}";
        if (silence.Recurs is not { } recurs)
            return silence.IsOn(now, working) ? $"On until {Words.Time(silence.To, now, zone)}, {Words.Duration(silence.To - now)} to go" : $"From {Words.Time(silence.From, now, zone)} to {Words.Time(silence.To, now, zone)}";
        var next = silence.IsOn(now, working) ? "on now" : silence.NextAt(now, working) is { } at ? $"next {Words.Time(at, now, zone)}" : "it comes no more";
        return $"{Every(recurs)}; {next}; until {Words.Day(silence.To, zone)}";
    }

    /// <summary>"On the first Sunday of every month from 02:00 to 04:00 (Europe/London)".</summary>
    public static string Every(Recurrence recurs) => $"{DaysOf(recurs.On)} from {recurs.From:HH:mm} to {recurs.To:HH:mm} ({recurs.Zone.Id})";

    /// <summary>"first", "last".</summary>
    public static string Nth(int nth) => nth switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "last" };

    private static string DaysOf(RecurringDays days) => days switch
    {
        RecurringDays.Working => "On every working day",
        RecurringDays.OfMonth { Day: > 28 and var day } => $"On the {Ordinal(day)} of every month, or its last day,",
        RecurringDays.OfMonth { Day: var day } => $"On the {Ordinal(day)} of every month",
        RecurringDays.WeekdayOfMonth month => $"On the {Nth(month.Nth)} {month.Weekday} of every month",
        RecurringDays.Weekly { Days: { Count: 7 } } => "Every day",
        RecurringDays.Weekly { Days: { Count: 5 } week } when !week.Contains(DayOfWeek.Saturday) && !week.Contains(DayOfWeek.Sunday) => "Monday to Friday",
        RecurringDays.Weekly { Days: var week } => "Every " + string.Join(", ", week.OrderBy(static day => ((int)day + 6) % 7)),
        _ => "",
    };

    private static string Ordinal(int day) => day + (day switch { 1 or 21 or 31 => "st", 2 or 22 => "nd", 3 or 23 => "rd", _ => "th" });
}
