using System.Collections.Immutable;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.StatusPage;

/// <summary>What the public was told of incidents: pure. An incident that nobody wrote a public word about, or a private one, is not there.</summary>
internal static class PublicWords
{
    /// <param name="known">Ids of the components there are.</param>
    public static ImmutableArray<PublicIncident> Of(ImmutableArray<Incident> all, IReadOnlySet<string> known)
    {
        var told = all.Where(static incident => !incident.IsPrivate).Select(incident => (Incident: incident, Updates: Standing(incident))).Where(static one => one.Updates.Length > 0)
            .ToDictionary(static one => one.Incident.Number);
        return [.. told.Values.Select(one => Show(one.Incident, one.Updates, Taken(one.Incident, one.Updates, told.Values), IsOver(one.Incident, all, told.ContainsKey), known)).OrderByDescending(static incident => incident.Number)];
    }

    private static ImmutableArray<(TimelineEntry Entry, Updated Said)> Standing(Incident incident) =>
        [.. incident.Updates.Where(static entry => entry.Struck is null && entry.What is Updated).Select(static entry => (entry, (Updated)entry.What))];

    /// <summary>It is over when people were told so, or when it is over; as part of another it is over when that one is, or goes on in public there.</summary>
    private static bool IsOver(Incident incident, ImmutableArray<Incident> all, Func<int, bool> isTold)
    {
        var seen = new HashSet<int>();
        while (incident.MergedInto is { } into && seen.Add(incident.Number))
        {
            if (isTold(into) || all.FirstOrDefault(one => one.Number == into) is not { } next)
                return true;
            incident = next;
        }

        return incident.Phase == Phase.Resolved;
    }

    private static ImmutableArray<string> ComponentsOf(ImmutableArray<(TimelineEntry Entry, Updated Said)> updates) =>
        updates.Select(static one => one.Entry.Components).LastOrDefault(static components => !components.IsEmpty, []);

    /// <summary>
    /// Of those that became part of it: what they were about is not well because they were merged. It goes on here until people are told here
    /// what it is about.
    /// </summary>
    private static IEnumerable<string> Taken(
        Incident incident, ImmutableArray<(TimelineEntry Entry, Updated Said)> updates, IEnumerable<(Incident Incident, ImmutableArray<(TimelineEntry Entry, Updated Said)> Updates)> all) =>
        all.Where(other => other.Incident.MergedInto == incident.Number && other.Incident.Timeline.FindLast(static entry => entry.What is Merged) is { } merged
                && !updates.Any(one => one.Entry.At > merged.At && !one.Entry.Components.IsEmpty))
            .SelectMany(static other => ComponentsOf(other.Updates));

    private static PublicIncident Show(Incident incident, ImmutableArray<(TimelineEntry Entry, Updated Said)> updates, IEnumerable<string> taken, bool isOver, IReadOnlySet<string> known)
    {
        var (newest, last) = updates[^1];
        var over = isOver || last.Phase == Phase.Resolved;
        DateTimeOffset? ended = !over ? null : last.Phase == Phase.Resolved ? newest.At : incident.Times.Resolved ?? newest.At;
        var about = ComponentsOf(updates).Concat(taken).Distinct();
        var began = updates.Min(static one => one.Entry.At);
        return new(
            incident.Number, newest.Title ?? last.Title, [.. about.Where(known.Contains)], over ? Phase.Resolved : last.Phase, Effect(incident.Severity), began, ended < began ? began : ended,
            over ? null : incident.NextUpdateBy, over ? "" : newest.TellUsers ?? last.TellUsers, [.. updates.Reverse().OrderByDescending(static one => one.Entry.At).Select(static one => Show(one.Entry, one.Said))]);
    }

    private static PublicUpdate Show(TimelineEntry entry, Updated said) => new(
        entry.Number, entry.At, Backdating.Mark(entry.At, entry.Logged.WrittenAt), entry.Corrections.IsEmpty ? null : entry.Corrections[^1].WrittenAt,
        said.Phase, entry.Title ?? said.Title, entry.Text ?? said.Text);

    private static ComponentState Effect(Severity severity) => severity switch
    {
        Severity.Sev1 => ComponentState.Down,
        Severity.Sev2 => ComponentState.PartlyDown,
        _ => ComponentState.Degraded,
    };
}
