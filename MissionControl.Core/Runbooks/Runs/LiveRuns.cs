using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Runbooks.Runs;

/// <summary>Runs that go on or ended lately, and how often each runbook was used, at one moment. Immutable.</summary>
/// <param name="Uses">By the id of the runbook; who is not here was never run.</param>
/// <param name="IsRead"><see langword="false"/> until what is kept could be read: what was used before is not known then.</param>
public sealed record LiveRuns(long Version, ImmutableDictionary<Guid, RunbookRun> All, ImmutableDictionary<string, RunbookUse> Uses, bool IsRead) : IVersioned
{
    public static readonly LiveRuns None = new(0, ImmutableDictionary<Guid, RunbookRun>.Empty, ImmutableDictionary<string, RunbookUse>.Empty, IsRead: false);

    /// <summary>Those that go on, the newest first.</summary>
    public IEnumerable<RunbookRun> Open => All.Values.Where(static run => run.IsOpen).OrderByDescending(static run => run.StartedAt);

    /// <summary>Those of an incident that are in memory, the oldest first.</summary>
    public IEnumerable<RunbookRun> Of(string incident) => All.Values.Where(run => run.Incident == incident).OrderBy(static run => run.StartedAt);
}
