using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;

namespace MissionControl.Web.Api;

/// <summary>The recorded health of a service.</summary>
/// <param name="Zone">The time zone of the days, as an IANA name.</param>
/// <param name="Rule">What uptime means.</param>
/// <param name="Uptime">Of all the days together, 0 to 1; <see langword="null"/> when nothing was recorded that counts.</param>
/// <param name="Time">Of all the days together.</param>
/// <param name="Days">Every local day that the range touches, oldest first.</param>
/// <param name="Spans">What touches the range, oldest first. Between two of them nothing was recorded.</param>
public sealed record ServiceHealthAnswer(
    string Id,
    DateTimeOffset From,
    DateTimeOffset To,
    string Zone,
    string Rule,
    double? Uptime,
    HealthTimeJson Time,
    ImmutableArray<HealthDayJson> Days,
    ImmutableArray<HealthSpanJson> Spans);

/// <summary>Seconds that each health was shown, and that nothing was recorded.</summary>
/// <param name="NoData">The app did not run, or could not see.</param>
public sealed record HealthTimeJson(double Operational, double Degraded, double PartialOutage, double MajorOutage, double Maintenance, double NoData)
{
    internal static HealthTimeJson From(HealthTime time) => new(
        Seconds(time.Operational), Seconds(time.Degraded), Seconds(time.PartialOutage), Seconds(time.MajorOutage), Seconds(time.Maintenance), Seconds(time.NoData));

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds);
}

/// <param name="Day">As in 2026-11-20.</param>
/// <param name="Worst">The worst that was shown; <see langword="null"/> when nothing was recorded.</param>
/// <param name="Uptime">0 to 1; <see langword="null"/> when nothing was recorded that counts.</param>
public sealed record HealthDayJson(string Day, Health? Worst, double? Uptime, HealthTimeJson Time)
{
    internal static HealthDayJson From(HealthDay day) =>
        new(day.Day.ToString("O", CultureInfo.InvariantCulture), day.Time.Worst, day.Time.Uptime, HealthTimeJson.From(day.Time));
}

/// <param name="To">Of what goes on, the last moment it was seen.</param>
/// <param name="Health">Unknown is what could not be seen: it counts as nothing recorded.</param>
/// <param name="Words">Why, in one sentence.</param>
public sealed record HealthSpanJson(DateTimeOffset From, DateTimeOffset To, Health Health, string Words)
{
    internal static HealthSpanJson Of(HealthSpan span) => new(span.From, span.To, span.Health, span.Reason);
}
