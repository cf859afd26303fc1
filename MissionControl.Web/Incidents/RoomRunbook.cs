using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Runbooks;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Incidents;

/// <summary>A runbook that may help in an incident, in words. Pure.</summary>
/// <param name="Says">"Helped 3 of 4 times · reviewed 12 Oct".</param>
internal sealed record RoomRunbook(string Id, string Title, string Href, string Says)
{
    private const int Most = 5;

    /// <summary>Those for its alerts first, then for its metrics, then for its services.</summary>
    public static ImmutableArray<RoomRunbook> List(Incident incident, Definitions definitions, AlertsSnapshot alerts, LiveRuns runs, DateOnly today)
    {
        var groups = incident.Evidence.Where(static one => one.Kind == EvidenceKind.Alert).Select(one => Guid.TryParse(one.Id, out var id) ? alerts.Find(id) : null).OfType<AlertGroup>().ToArray();
        var bpms = incident.Evidence.Where(static one => one.Kind == EvidenceKind.Tile).Select(static one => one.Id).ToArray();
        int? NearnessOf(Runbook runbook) =>
            groups.Any(group => group.Alerts.Any(alert => runbook.Alerts.Any(its => its.Covers(alert.Rule, alert.Labels)))) ? 0
            : bpms.Any(bpm => runbook.Bpms.Contains(bpm) || definitions.FindBpm(bpm)?.Runbook == runbook.Id) ? 1
            : runbook.Services.Any(incident.Services.Contains) ? 2
            : null;
        return
        [
            .. (from runbook in definitions.Runbooks.Values
               let nearness = NearnessOf(runbook)
               where nearness is not null
               orderby nearness, runbook.Title, runbook.Id
               select new RoomRunbook(runbook.Id, runbook.Title, Routes.RunbookFor(runbook.Id, NumberOf(incident)), Say(runbook, runs, today))).Take(Most),
        ];
    }

    /// <summary>Runs for it that go on, with what comes next.</summary>
    public static ImmutableArray<RoomRun> Open(Incident incident, LiveRuns runs) =>
        [.. runs.Of(NumberOf(incident)).Where(static run => run.IsOpen).Take(Most).Select(static run => new RoomRun(run.Id, run.Title, Routes.RunbookRun(run.Id), NextOf(run), RunbookWords.Progress(run, run.Steps.Count())))];

    private static string NumberOf(Incident incident) => incident.Number.ToString(CultureInfo.InvariantCulture);

    private static string NextOf(RunbookRun run) => run.Steps.FirstOrDefault(step => !run.Ticks.ContainsKey(step.Id))?.Words is { } next ? $"Next: {next}" : "All steps are ticked: say whether it helped.";

    private static string Say(Runbook runbook, LiveRuns runs, DateOnly today)
    {
        var use = runs.Uses.GetValueOrDefault(runbook.Id);
        var ended = use is null ? 0 : use.Helped + use.DidNot + use.NotSure;
        var helped = !runs.IsRead ? "past runs cannot be read"
            : use is null || use.Count == 0 ? "never run"
            : ended == 0 ? $"run {Words.Count(use.Count, "time", "times")}, none ended yet"
            : $"helped {Words.Number(use.Helped)} of {Words.Count(ended, "time", "times")}";
        var reviewed = runbook.ReviewedOn is not { } day ? "never reviewed"
            : $"reviewed {day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture)}";
        return $"{helped} · {reviewed}{(runbook.ReviewedOn is not null && RunbookWords.IsStale(runbook, today) ? ", long ago" : "")}";
    }
}

/// <param name="Next">What comes next.</param>
internal sealed record RoomRun(Guid Id, string Title, string Href, string Next, string Progress);
