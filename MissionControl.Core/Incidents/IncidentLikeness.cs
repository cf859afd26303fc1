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

    /// <summary>Those that ended lately and had a metric or service of what would be declared, the newest end first.</summary>
    public static IEnumerable<Incident> CameBack(Timeline.Declared draft, IEnumerable<Incident> others, DateTimeOffset now)
    {
        var tiles = draft.Evidence.Where(static one => one.Kind == EvidenceKind.Tile).Select(static one => one.Id).ToHashSet(StringComparer.Ordinal);
        return others
            .Where(other => other is { MergedInto: null, Times.Resolved: { } over } && now - over <= BackWithin
                && (other.Services.Overlaps(draft.Services) || other.Evidence.Exists(one => one.Kind == EvidenceKind.Tile && tiles.Contains(one.Id))))
            .OrderByDescending(static other => other.Times.Resolved).Take(MostBack);
    }

    private static HashSet<(EvidenceKind, string)> Things(Incident incident) =>
        [.. incident.Evidence.Where(static one => one.Kind is EvidenceKind.Tile or EvidenceKind.Runbook).Select(static one => (one.Kind, one.Id))];

    private static HashSet<string> WordsOf(string title) =>
        new(title.Split([' ', ',', '.', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length >= ShortestWord), StringComparer.OrdinalIgnoreCase);
}
