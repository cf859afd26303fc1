using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Maintenance;

/// <summary>Planned works in memory: those that are not over, and those of the last months. Immutable.</summary>
/// <param name="Version">0 until what is kept has been read.</param>
/// <param name="All">By number.</param>
public sealed record WorksSnapshot(long Version, ImmutableSortedDictionary<int, Work> All) : IVersioned
{
    public static WorksSnapshot None { get; } = new(0, ImmutableSortedDictionary<int, Work>.Empty);

    /// <summary>Going on or to come, the soonest first.</summary>
    public ImmutableArray<Work> Live { get; } = [.. All.Values.Where(static work => !work.IsOver).OrderBy(static work => work.From).ThenBy(static work => work.Number)];

    public Work? Find(int number) => All.GetValueOrDefault(number);
}

/// <summary>The newest snapshot of planned work. One writer: the book.</summary>
public sealed class WorkFeed() : Feed<WorksSnapshot>(WorksSnapshot.None)
{
    internal void Publish(WorksSnapshot snapshot) => Move(snapshot);
}
