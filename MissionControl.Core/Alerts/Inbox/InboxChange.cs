using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>What is to be saved of the inbox at once.</summary>
/// <param name="Gone">Groups that turned out to be part of another.</param>
public sealed record InboxChange(ImmutableArray<PlacedOccurrence> Occurrences, ImmutableArray<SavedGroup> Groups, ImmutableArray<Guid> Gone)
{
    public bool IsEmpty => Occurrences.IsEmpty && Groups.IsEmpty && Gone.IsEmpty;
}

/// <summary>An occurrence and the group it is in.</summary>
public sealed record PlacedOccurrence(Occurrence Occurrence, Guid Group);

/// <summary>A group without its members.</summary>
public sealed record SavedGroup(Guid Id, string Key, string Name, DateTimeOffset Since, DateTimeOffset? EndedAt, GroupFacts Facts);
