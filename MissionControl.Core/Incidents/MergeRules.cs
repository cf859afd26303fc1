using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents;

/// <summary>What happens to the other of two incidents that become one, or two again. Pure.</summary>
public static class MergeRules
{
    /// <summary>The number of the other one; <see langword="null"/> when it is an act on one alone.</summary>
    public static int? OtherOf(TimelineEvent what) => what switch
    {
        Merged merged => merged.Into,
        Parted parted => parted.Other,
        _ => null,
    };

    /// <summary>Which others it can be part of.</summary>
    public static bool May(Incident incident, Incident other) => other.IsOpen && other.Number != incident.Number && other.IsPrivate == incident.IsPrivate;

    /// <summary>Whether it may happen, and what is said in the other one.</summary>
    /// <param name="other"><see langword="null"/>: there is none.</param>
    public static EventCheck Check(Incident incident, Incident? other, TimelineEvent what) => what switch
    {
        _ when other is null => new(what, [new("other", "There is no such incident.")]),
        Merged when other.Number == incident.Number => new(what, [new("other", "It cannot be part of itself.")]),
        Merged when other.IsPrivate != incident.IsPrivate => new(what, [new("other", "One is private and the other is not: make them alike first.")]),
        Merged when !other.IsOpen => new(what, [new("other", other.MergedInto is { } into ? $"That one is part of incident {into} now." : "That one is over.")]),
        // Who is in one private incident was not asked into the other: what it is about stays in it.
        Merged when incident.IsPrivate => new(new Absorbed(incident.Number, "", [], []), []),
        Merged => new(new Absorbed(incident.Number, incident.Title, [.. incident.Evidence.Take(IncidentRules.MostEvidence - other.Evidence.Count)], [.. incident.Services]), []),
        _ when incident.MergedInto != other.Number => new(what, [new("other", "It is not part of that one.")]),
        _ => new(new Parted(incident.Number), []),
    };
}
