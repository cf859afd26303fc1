using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;

namespace MissionControl.Web.Alerts;

/// <summary>A silence as it stands in the form.</summary>
public sealed record SilenceEntry
{
    public string Matchers { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>Hours, as written.</summary>
    public string For { get; init; } = "2";

    public bool Recurs { get; init; }

    public ImmutableSortedSet<DayOfWeek> Days { get; init; } = [DayOfWeek.Sunday];

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
        if (!Recurs)
        {
            if (!double.TryParse(For.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > 744)
                problems.Add(new("to", "Say for how many hours: up to 744, which is 31 days."));
            return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(matchers, Reason, now, now.AddHours(hours), null), []);
        }

        if (!TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) | !TimeOnly.TryParseExact(Until, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            problems.Add(new("recurs", "Write times as 02:00."));
        if (!int.TryParse(Weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) || weeks is < 1 or > 52)
            problems.Add(new("to", "Say for how many weeks: 1 to 52."));
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(matchers, Reason, now, now.AddDays(7 * weeks), new(Days, at, until, zone)), []);
    }

    /// <summary>Open groups that it would keep quiet, wholly or in part.</summary>
    public static ImmutableArray<AlertGroup> Caught(string text, AlertsSnapshot alerts) =>
        MatcherText.TryRead(text, out var matchers, out _) ? [.. alerts.Open.Where(group => group.Alerts.Any(alert => alert.IsOpen && matchers.AreTrueOf(alert.Labels)))] : [];
}
