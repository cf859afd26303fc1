using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;

namespace MissionControl.Core.Maintenance;

/// <summary>What whoever plans a work should know before: it forbids nothing. Pure.</summary>
public static class WorkWarnings
{
    private static readonly TimeSpan _short = TimeSpan.FromHours(24);

    /// <param name="draft">As it is typed.</param>
    /// <param name="number">Its own, if it is there already.</param>
    public static ImmutableArray<string> Of(WorkDraft draft, int? number, WorkSurroundings around)
    {
        if (draft is not { From: { } from, To: { } to } || to <= from)
            return [];
        var definitions = around.Definitions;
        var services = ServicesOf(draft, definitions);
        var warnings = ImmutableArray.CreateBuilder<string>();
        foreach (var other in around.Works.Live.Where(other => other.Number != number && other.From < to && (other.To > from || other.IsLate(around.Now))))
            warnings.Add(WorkReach.ServicesOf(other, definitions).Any(services.Contains)
                ? $"It overlaps planned work {other.Number}, “{other.Title}”, on the same services."
                : $"It overlaps planned work {other.Number}, “{other.Title}”.");
        foreach (var incident in around.Incidents.Open.Where(incident => !incident.IsPrivate && (incident.Services.Any(services.Contains) || Touches(incident, draft))))
            warnings.Add($"Incident {incident.Number}, “{incident.Title}”, is open on the same services. It stays on the status page: work makes nothing green.");
        var beside = definitions.Components.Where(component => !draft.Components.Contains(component.Id) && component.Services.Any(services.Contains)).Select(static component => component.Name).ToArray();
        if (beside.Length > 0)
            warnings.Add($"{string.Join(", ", beside)} {(beside.Length == 1 ? "uses" : "use")} the same services and will show planned work, too.");
        // What was announced in time needs no such word.
        if (number is { } own && around.Works.Find(own)?.From == from)
            return warnings.ToImmutable();
        if (from > around.Now && from - around.Now < _short)
            warnings.Add("It begins in less than 24 hours: there is no reminder the day before.");
        if (from <= around.Now)
            warnings.Add("It has begun already: the page will say that it was announced later.");
        return warnings.ToImmutable();
    }

    private static string[] ServicesOf(WorkDraft draft, Definitions definitions) =>
        [.. definitions.Components.Where(component => draft.Components.Contains(component.Id)).SelectMany(static component => component.Services).Concat(draft.Services).Distinct()];

    private static bool Touches(Incident incident, WorkDraft draft) =>
        incident.Updates.Any(entry => entry.Components.Any(draft.Components.Contains));
}

/// <param name="Now">UTC.</param>
public sealed record WorkSurroundings(WorksSnapshot Works, IncidentsSnapshot Incidents, Definitions Definitions, DateTimeOffset Now);
