using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents;

/// <summary>Which past incidents were like one. Pure.</summary>
public static class IncidentLikeness
{
    /// <summary>So long it may have been over and still be the same one.</summary>
    public static readonly TimeSpan BackWithin = TimeSpan.FromDays(7);

    private const int MostBack = 3;
    private const double SameThing = 2;
    private const double SameService = 1;
    private const double SameWord = 0.5;
    private const int ShortestWord = 4;

    /// <summary>Those that have a metric, a service or a word of the title in common, the most alike first, then the newest.</summary>
    public static IEnumerable<Incident> Rank(Incident incident, IEnumerable<Incident> others)
    {
        var things = Things(incident);
        var words = WordsOf(incident.Title);
        return others.Where(other => other.Number < incident.Number)
            .Select(other => (Other: other, Alike: Things(other).Count(things.Contains) * SameThing + other.Services.Count(incident.Services.Contains) * SameService + WordsOf(other.Title).Count(words.Contains) * SameWord))
            .Where(static pair => pair.Alike >= SameService)
            .OrderByDescending(static pair => pair.Alike).ThenByDescending(static pair => pair.Other.Number)
            .Select(static pair => pair.Other);
    }

    /// <summary>Those that ended lately and had a metric or service of what would be declared: those that are most likely the same (<see cref="IsSame"/>) first, then the newest end.</summary>
    public static IEnumerable<Incident> CameBack(Declared draft, IEnumerable<Incident> others, DateTimeOffset now)
    {
        var tiles = draft.Evidence.Where(static one => one.Kind == EvidenceKind.Tile).Select(static one => one.Id).ToHashSet(StringComparer.Ordinal);
        return others
            .Where(other => other is { MergedInto: null, Times.Resolved: { } over } && now - over <= BackWithin
                && (other.Services.Overlaps(draft.Services) || other.Evidence.Exists(one => one.Kind == EvidenceKind.Tile && tiles.Contains(one.Id))))
            .OrderByDescending(other => IsSame(draft, other)).ThenByDescending(static other => other.Times.Resolved).Take(MostBack);
    }

    /// <summary>What shows it now is, for at least one half of all, what showed the other when that was declared: a service in common is not enough to take one for the other.</summary>
    public static bool IsSame(Declared draft, Incident other)
    {
        var (now, then) = (Signs(draft.Evidence), Signs(other.Timeline.Select(static entry => entry.What).OfType<Declared>().FirstOrDefault()?.Evidence ?? []));
        var both = now.Count(then.Contains);
        return both > 0 && both * 2 >= now.Count + then.Count - both;
    }

    // Alerts come under a new number each time and are known by their name; what is in brackets says how many they were.
    private static HashSet<(EvidenceKind, string)> Signs(IEnumerable<Evidence> evidence) =>
        [.. evidence.Where(static one => one.Kind is EvidenceKind.Tile or EvidenceKind.Alert).Select(static one => (one.Kind, one.Kind == EvidenceKind.Tile ? one.Id : one.Words.Split(" (")[0]))];

    private static HashSet<(EvidenceKind, string)> Things(Incident incident) =>
        [.. incident.Evidence.Where(static one => one.Kind is EvidenceKind.Tile or EvidenceKind.Runbook).Select(static one => (one.Kind, one.Id))];

    private static HashSet<string> WordsOf(string title) =>
        new(title.Split([' ', ',', '.', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length >= ShortestWord), StringComparer.OrdinalIgnoreCase);
}
