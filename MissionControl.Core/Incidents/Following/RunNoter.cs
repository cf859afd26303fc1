using System.Globalization;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Writes what people do in the runs of runbooks into the incidents that these are part of. Used by one loop.</summary>
internal sealed class RunNoter(RunDesk runs, IncidentFeed incidents, IncidentDesk desk) : INoter
{
    private long _seen = -1;
    private long _incidentsSeen = -1;

    public async Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (current, all) = (runs.Current, incidents.Current);
        if (current.Version == _seen && all.Version == _incidentsSeen)
            return true;
        foreach (var run in current.All.Values.Where(static run => run.Incident is not null).OrderBy(static run => run.StartedAt))
            foreach (var act in RunSteps.Missing(run, all))
                if ((await desk.DoAsync(act.Incident, act.What, new Actor(act.By, null), act.At > now ? now : act.At, act.Key, cancellationToken)).IsUnsaved)
                    return false;
        (_seen, _incidentsSeen) = (current.Version, all.Version);
        return true;
    }
}

/// <summary>Which acts of a run its incident does not know yet. Pure.</summary>
internal static class RunSteps
{
    public static IEnumerable<RunNote> Missing(RunbookRun run, IncidentsSnapshot incidents)
    {
        if (!int.TryParse(run.Incident, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || incidents.Find(number) is not { } its)
            return [];
        // What was noted in an incident that became part of another is not noted there again.
        List<Incident> chain = [its];
        while (chain[^1].MergedInto is { } into && incidents.Find(into) is { } next && !chain.Contains(next))
            chain.Add(next);
        return All(run, chain[^1].Number).Where(note => !chain.Exists(incident => incident.Keys.Contains(note.Key)));
    }

    private static IEnumerable<RunNote> All(RunbookRun run, int incident)
    {
        var steps = run.Steps.DistinctBy(static step => step.Id).ToDictionary(static step => step.Id, static step => step.Words);
        foreach (var act in run.Acts)
            yield return new(
                incident,
                HappeningKey.Of("run", run.Id.ToString(), act.Number.ToString(CultureInfo.InvariantCulture)),
                act.At,
                act.By,
                new(run.Runbook, run.Id, steps.GetValueOrDefault(act.Step, act.Step), act.Kind == RunActKind.Ticked));
        if (run.Ended is { } end)
            yield return new(incident, HappeningKey.Of("run", run.Id.ToString(), "end"), end.At, end.By, new(run.Runbook, run.Id, "", true, end.Outcome));
    }
}

/// <param name="By">As in <see cref="Actor.Id"/>.</param>
internal sealed record RunNote(int Incident, Guid Key, DateTimeOffset At, string By, RunbookStep What);
