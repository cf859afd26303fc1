using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Which change most likely broke what an incident is about. Thousands of changes are weighed again only when something that counts has moved. For one incident and one reader.</summary>
public sealed class RoomSuspects
{
    private (ToldChanges Told, ImmutableSortedSet<string> Services, DateTimeOffset Began, Definitions Definitions)? _of;
    private ImmutableArray<Suspect> _ranked = [];

    /// <summary>The likeliest first. The break is where its services are, at the time it began.</summary>
    public ImmutableArray<Suspect> Rank(Incident incident, ToldChanges told, Definitions definitions)
    {
        var of = (told, incident.Services, incident.Times.Began, definitions);
        if (_of is { } before && ReferenceEquals(before.Told, told) && ReferenceEquals(before.Services, of.Services) && before.Began == of.Began && ReferenceEquals(before.Definitions, definitions))
            return _ranked;
        _of = of;
        return _ranked = GuiltRules.Rank(new([.. incident.Services], incident.Times.Began, Break.AlertSlack), told, new(definitions.Services));
    }
}
