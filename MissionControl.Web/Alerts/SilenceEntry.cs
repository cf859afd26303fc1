using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;

namespace MissionControl.Web.Alerts;

/// <summary>When a silence of the form is on.</summary>
public enum SilenceTimes
{
    Once,
    Weekly,
    WorkingDays,
    WeekdayOfMonth,
    DayOfMonth,
}

/// <summary>A silence as it stands in the form.</summary>
public sealed record SilenceEntry
{
    public string Matchers { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>Hours, as written.</summary>
    public string For { get; init; } = "2";

    public SilenceTimes When { get; init; }

    public ImmutableSortedSet<DayOfWeek> Days { get; init; } = [DayOfWeek.Sunday];

    /// <summary>Of the month, as written.</summary>
    public string DayOfMonth { get; init; } = "1";

    /// <summary>Which weekday of the month: 1 to 4, or the last.</summary>
    public int Nth { get; init; } = 1;

    public DayOfWeek Weekday { get; init; } = DayOfWeek.Sunday;

    public string At { get; init; } = "02:00";

    public string Until { get; init; } = "04:00";

    /// <summary>Weeks, as written.</summary>
    public string Weeks { get; init; } = "12";

    /// <summary>The silence, or what is wrong with it.</summary>
    public (SilenceDraft? Draft, ImmutableArray<FieldProblem> Problems) Read(DateTimeOffset now, TimeZoneInfo zone)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (!MatcherText.TryRead(Matchers, out var matchers, out var wrong))
            problems.Add(new("matchers", wrong));
        if (When == SilenceTimes.Once)
        {
            if (!double.TryParse(For.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > 744)
                problems.Add(new("to", "Say for how many hours: up to 744, which is 31 days."));
            return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(matchers, Reason, now, now.AddHours(hours), null), []);
        }

        var (recurs, unread) = ReadTimes(zone);
        if (recurs is null)
            problems.Add(new("recurs", unread));
        if (!int.TryParse(Weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) || weeks is < 1 or > 52)
            problems.Add(new("to", "Say for how many weeks: 1 to 52."));
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(matchers, Reason, now, now.AddDays(7 * weeks), recurs), []);
    }

    /// <summary>When it comes again, or what is wrong with that.</summary>
    public (Recurrence? Recurs, string Problem) ReadTimes(TimeZoneInfo zone)
    {
        if (!TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) | !TimeOnly.TryParseExact(Until, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return (null, "Write times as 02:00.");
        RecurringDays days = When switch
        {
            SilenceTimes.WorkingDays => new RecurringDays.Working(),
            SilenceTimes.DayOfMonth => new RecurringDays.OfMonth(int.TryParse(DayOfMonth, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0),
            SilenceTimes.WeekdayOfMonth => new RecurringDays.WeekdayOfMonth(Nth, Weekday),
            _ => new RecurringDays.Weekly(Days),
        };
        return days.IsGood ? (new(days, at, until, zone), "") : (null, When == SilenceTimes.DayOfMonth ? "Say which day of the month: 1 to 31." : "Say on which days.");
    }

    /// <summary>Open groups that it would keep quiet, wholly or in part.</summary>
    public static ImmutableArray<AlertGroup> Caught(string text, AlertsSnapshot alerts) =>
        MatcherText.TryRead(text, out var matchers, out _) ? [.. alerts.Open.Where(group => group.Alerts.Any(alert => alert.IsOpen && matchers.AreTrueOf(alert.Labels)))] : [];
}
