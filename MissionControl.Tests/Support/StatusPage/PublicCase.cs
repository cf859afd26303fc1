using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Core.StatusPage;

namespace MissionControl.Tests.Support.StatusPage;

/// <summary>What the house knows, small: three components of a service each, all well, seen for 90 days.</summary>
internal sealed class PublicCase
{
    private readonly Dictionary<string, Health> _health = new() { ["identity"] = Health.Operational, ["bookings"] = Health.Operational, ["records-sync"] = Health.Operational };
    private readonly Dictionary<string, List<HealthSpan>> _spans = [];
    private readonly List<Incident> _incidents = [];
    private readonly List<Work> _works = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private ImmutableArray<StatusComponent> _components =
    [
        Component("sign-in", "Sign-in", "identity"), Component("booking", "Booking", "bookings"), Component("records", "Overnight records", "records-sync") with { Group = "For stables" },
    ];

    public static DateTimeOffset Now => A.Moment;

    public static StatusComponent Component(string id, string name, params string[] services) => new() { Id = id, Name = name, Group = "For renters", Services = [.. services] };

    public PublicCase Of(params StatusComponent[] components)
    {
        _components = [.. components];
        return this;
    }

    public PublicCase With(string service, Health health)
    {
        _health[service] = health;
        return this;
    }

    public PublicCase Without(string service)
    {
        _health.Remove(service);
        return this;
    }

    public PublicCase With(IncidentBuilder incident)
    {
        _incidents.Add(incident.Build());
        return this;
    }

    public PublicCase With(Work work)
    {
        _works.Add(work);
        return this;
    }

    public PublicCase In(string zone)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return this;
    }

    public PublicCase Was(string service, Health health, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_spans.TryGetValue(service, out var spans))
            _spans[service] = spans = [];
        spans.Add(new(service, from, to, health, "the reason nobody may read"));
        return this;
    }

    public PublicFacts Facts() => new(
        new Definitions { Organisation = new("Internal name", _zone), Components = _components, StatusPage = new("Unicorn Rentals status", "", "Call 0300 000 0000.", null, null) },
        [.. _health.Select(static one => new ServiceStatus(new(one.Key, one.Key, "", null, []), one.Value, "the words nobody may read", 1))],
        [.. _incidents],
        new(1, Now, _spans.ToImmutableDictionary(static line => line.Key, static line => new ServicePast(line.Key, [.. line.Value], []))))
    {
        Works = [.. _works],
    };

    public PublicModel Make() => PublicRules.Make(Facts(), Now);

    public string Headline() => Core.StatusPage.Headline.Of(Make(), Now, StatusWords.Usual);

    public ComponentState StateOf(string component) => Make().Components.Single(one => one.Id == component).State;
}
