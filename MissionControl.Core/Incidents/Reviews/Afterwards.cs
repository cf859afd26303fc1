using System.Collections.Immutable;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>What is still to do after incidents. Pure.</summary>
/// <param name="Unwritten">Over, and nobody wrote of them; the newest first.</param>
/// <param name="Open">Actions that are not done, the soonest due first, those without a day last.</param>
public sealed record Afterwards(ImmutableArray<Incident> Unwritten, ImmutableArray<(Incident Incident, FollowUp Action)> Open)
{
    /// <summary>Older ones nobody writes any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    /// <param name="incidents">Those that whoever looks may see.</param>
    public static Afterwards From(IEnumerable<Incident> incidents, DateTimeOffset now)
    {
        Incident[] all = [.. incidents];
        return new(
            [.. all.Where(incident => incident is { MergedInto: null, Severity: <= Severity.Sev2, Times.Resolved: { } over } && now - over < Longest && ReviewParts.IsUnwritten(incident)).OrderByDescending(static incident => incident.Number)],
            [
                .. all.SelectMany(static incident => incident.FollowUps.Where(static action => !action.IsDone).Select(action => (incident, action)))
                    .OrderBy(static pair => pair.action.Due ?? DateOnly.MaxValue).ThenBy(static pair => pair.incident.Number),
            ]);
    }
}
