using System.Collections.Immutable;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;

namespace MissionControl.Core.StatusPage;

/// <summary>A component's past, from the past of its services: at each moment the worst of them. Pure, and without their reasons.</summary>
internal static class ComponentPast
{
    public static ServicePast Join(StatusComponent component, RecordedHealth recorded)
    {
        var pasts = component.Services.Select(service => recorded.Pasts.GetValueOrDefault(service) ?? new(service, [], [])).ToArray();
        return pasts is [var only]
            ? new(component.Id, [.. only.Spans.Select(span => span with { Service = component.Id, Reason = "" })], only.Days)
            : Join(component.Id, pasts);
    }

    public static ImmutableArray<PublicMonth> Months(ServicePast past, ServiceHistory history)
    {
        // What is shown day by day is the newest word of these days.
        var days = past.Days.ToDictionary(static day => day.Day);
        foreach (var day in history.Days)
            days[day.Day] = day;
        return
        [
            .. days.Values.Where(static day => day.Time.Recorded > TimeSpan.Zero).GroupBy(static day => new DateOnly(day.Day.Year, day.Day.Month, 1)).OrderByDescending(static month => month.Key)
                .Select(static month => (First: month.Key, Time: month.Aggregate(default(HealthTime), static (sum, day) => sum + day.Time)))
                .Select(static month => new PublicMonth(month.First, month.Time.Uptime, PublicRules.Minutes(month.Time.Outage))),
        ];
    }

    private static ServicePast Join(string component, ServicePast[] pasts)
    {
        var moments = pasts.SelectMany(static past => past.Spans).SelectMany(static span => (DateTimeOffset[])[span.From, span.To]).Distinct().Order().ToArray();
        var spans = ImmutableArray.CreateBuilder<HealthSpan>();
        var places = new int[pasts.Length];
        for (var index = 0; index + 1 < moments.Length; index++)
        {
            var (from, to) = (moments[index], moments[index + 1]);
            var worst = Health.Operational;
            for (var which = 0; which < pasts.Length; which++)
            {
                var own = pasts[which].Spans;
                while (places[which] < own.Length && own[places[which]].To <= from)
                    places[which]++;
                var health = places[which] < own.Length && own[places[which]].From <= from ? own[places[which]].Health : Health.Unknown;
                worst = PublicRules.Of(health) > PublicRules.Of(worst) ? health : worst;
            }

            if (spans.Count > 0 && spans[^1] is var last && last.To == from && last.Health == worst)
                spans[^1] = last with { To = to };
            else
                spans.Add(new(component, from, to, worst, ""));
        }

        return new(component, spans.ToImmutable(), JoinDays(pasts));
    }

    /// <summary>
    /// Days of which only sums are kept: of each kind of trouble the longest of any service, which is the least that can have been. Days
    /// from which the moments are known are joined by them.
    /// </summary>
    private static ImmutableArray<HealthDay> JoinDays(ServicePast[] pasts)
    {
        var earliest = pasts.Max(static past => past.Spans.IsEmpty ? DateTimeOffset.MaxValue : past.Spans[0].From);
        var known = earliest == DateTimeOffset.MaxValue ? DateOnly.MaxValue : DateOnly.FromDateTime(earliest.UtcDateTime).AddDays(2);
        return
        [
            .. pasts.SelectMany(static past => past.Days).Where(day => day.Day < known).GroupBy(static day => day.Day).OrderBy(static day => day.Key)
                .Select(day => new HealthDay(day.Key, Join([.. day.Select(static one => one.Time)], pasts.Length))),
        ];
    }

    private static HealthTime Join(HealthTime[] times, int services)
    {
        var (major, partial, degraded, planned) = (
            times.Max(static time => time.MajorOutage), times.Max(static time => time.PartialOutage), times.Max(static time => time.Degraded), times.Max(static time => time.Maintenance));
        // Of a service that is not there nothing is known.
        var recorded = times.Length < services ? TimeSpan.Zero : times.Min(static time => time.Recorded);
        var rest = recorded - major - partial - degraded - planned;
        return new(times.Max(static time => time.Whole), rest > TimeSpan.Zero ? rest : TimeSpan.Zero, degraded, partial, major, planned);
    }
}
