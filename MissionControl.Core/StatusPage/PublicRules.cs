using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;

namespace MissionControl.Core.StatusPage;

/// <summary>What the public page says, from what the house knows: pure. It takes states and public words, never reasons, names or values.</summary>
public static class PublicRules
{
    private const int DaysShown = 90;

    /// <param name="facts">As they stand now.</param>
    /// <param name="now">UTC.</param>
    public static PublicModel Make(PublicFacts facts, DateTimeOffset now)
    {
        var definitions = facts.Definitions;
        var zone = definitions.Organisation.Zone;
        var known = definitions.Components.Select(static component => component.Id).ToHashSet();
        var incidents = PublicWords.Of(facts.Incidents, known);
        var reopened = Reopened(facts.Incidents, incidents);
        var health = new Dictionary<string, Health>();
        foreach (var status in facts.Services)
            health[status.Service.Id] = status.Health;
        return new()
        {
            At = now,
            Page = definitions.StatusPage,
            Zone = zone.Id,
            Incidents = incidents,
            Planned = PublicWorks.Of(facts.Works, known),
            Components = [.. definitions.Components.Select(component => Show(component, UnderWork(component, StateOf(component, health, incidents, reopened), facts.Works, now), incidents, facts.Past, now, zone))],
        };
    }

    /// <summary>Of the services the worst, held back where a person has to say it; of that and what people said the worst.</summary>
    internal static ComponentState StateOf(
        StatusComponent component, IReadOnlyDictionary<string, Health> health, ImmutableArray<PublicIncident> incidents, IReadOnlySet<int> reopened)
    {
        var seen = component.Services.Length == 0 ? ComponentState.Unseen : component.Services.Max(service => Of(health.GetValueOrDefault(service, Health.Unknown)));
        if (component.Worsens == Worsening.ByHand && seen >= ComponentState.Degraded)
            seen = ComponentState.Checking;
        foreach (var incident in incidents.Where(incident => incident.Components.Contains(component.Id)))
        {
            var said = reopened.Contains(incident.Number) ? ComponentState.Checking
                : !incident.IsOpen ? ComponentState.Working
                : incident.Phase == Phase.Monitoring ? ComponentState.Watched
                : incident.Effect;
            seen = said > seen ? said : seen;
        }

        return seen;
    }

    /// <summary>Until somebody ends it, work on a component is at least planned work: never an all-clear, and no cover for what is worse.</summary>
    internal static ComponentState UnderWork(StatusComponent component, ComponentState state, ImmutableArray<Work> works, DateTimeOffset now) =>
        state < ComponentState.PlannedWork && works.Any(work => work.IsGoingOn(now) && work.Components.Contains(component.Id)) ? ComponentState.PlannedWork : state;

    internal static ComponentState Of(Health health) => health switch
    {
        Health.Operational => ComponentState.Working,
        Health.Maintenance => ComponentState.PlannedWork,
        Health.Degraded => ComponentState.Degraded,
        Health.PartialOutage => ComponentState.PartlyDown,
        Health.MajorOutage => ComponentState.Down,
        _ => ComponentState.Unseen,
    };

    // The public heard that it is over, and inside it is not: until somebody says more, no all-clear.
    private static HashSet<int> Reopened(ImmutableArray<Incident> all, ImmutableArray<PublicIncident> told) =>
        [.. from incident in all where incident.IsOpen from one in told where one.Number == incident.Number && !one.IsOpen select one.Number];

    private static PublicComponent Show(
        StatusComponent component, ComponentState state, ImmutableArray<PublicIncident> incidents, RecordedHealth past, DateTimeOffset now, TimeZoneInfo zone)
    {
        var about = incidents.Where(incident => incident.Components.Contains(component.Id)).ToArray();
        var joined = ComponentPast.Join(component, past);
        var history = ServiceHistory.Of(joined, DaysShown, past.SeenUntil, now, zone);
        return new(
            component.Id, component.Name, component.Description, component.Group, component.Contact, state, history.Current is { } current && Of(current.Health) == state ? history.Since : null,
            [.. history.Days.Select(day => Show(day, about, zone))], history.Time.Uptime, Minutes(history.Time.Outage), ComponentPast.Months(joined, history));
    }

    private static PublicDay Show(HealthDay day, PublicIncident[] about, TimeZoneInfo zone)
    {
        var (from, to) = (HealthDay.Begin(day.Day, zone), HealthDay.Begin(day.Day.AddDays(1), zone));
        ImmutableArray<int> numbers = [.. about.Where(incident => incident.Began < to && (incident.Ended ?? DateTimeOffset.MaxValue) > from).Select(static incident => incident.Number)];
        ComponentState? worst = day.Time.Worst is { } health ? Of(health) : null;
        return new(day.Day, worst, Minutes(day.Time.Outage), Minutes(day.Time.Degraded), Minutes(day.Time.Maintenance), Minutes(day.Time.NoData), numbers);
    }

    // What lasted seconds still happened.
    internal static int Minutes(TimeSpan time) => time <= TimeSpan.Zero ? 0 : Math.Max(1, (int)Math.Round(time.TotalMinutes));
}

/// <summary>What the house knows, of which the public page is made.</summary>
/// <param name="Services">As the board shows them.</param>
/// <param name="Past">The recorded health.</param>
public sealed record PublicFacts(Definitions Definitions, ImmutableArray<ServiceStatus> Services, ImmutableArray<Incident> Incidents, RecordedHealth Past)
{
    /// <summary>In any order.</summary>
    public ImmutableArray<Work> Works { get; init; } = [];
}
