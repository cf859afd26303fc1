using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Incidents;

/// <summary>The incidents in memory: open ones, and those of the last months. Immutable.</summary>
/// <param name="All">By number.</param>
public sealed record IncidentsSnapshot(long Version, ImmutableSortedDictionary<int, Incident> All) : IVersioned
{
    public static IncidentsSnapshot None { get; } = new(0, ImmutableSortedDictionary<int, Incident>.Empty);

    /// <summary>The worst first, then the newest.</summary>
    public IEnumerable<Incident> Open => All.Values.Where(static incident => incident.IsOpen).OrderBy(static incident => incident.Severity).ThenByDescending(static incident => incident.Number);

    public Incident? Find(int number) => All.GetValueOrDefault(number);
}

/// <summary>The newest snapshot of the incidents. One writer: the desk.</summary>
public sealed class IncidentFeed() : Feed<IncidentsSnapshot>(IncidentsSnapshot.None)
{
    internal void Publish(IncidentsSnapshot snapshot) => Move(snapshot);
}
