using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Which change most likely broke what an incident is about. Pure.</summary>
public static class RoomSuspects
{
    /// <summary>The likeliest first. The break is where its services are, at the time its impact began, else when it was detected or declared.</summary>
    public static ImmutableArray<Suspect> Rank(Incident incident, ToldChanges told, Definitions definitions) => GuiltRules.Rank(
        new([.. incident.Services], incident.Times.ImpactBegan ?? incident.Times.Detected ?? incident.Times.Declared, Break.AlertSlack),
        told,
        new(definitions.Services));
}
