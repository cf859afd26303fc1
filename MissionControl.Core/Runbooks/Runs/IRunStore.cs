using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Runbooks.Runs;

/// <summary>Runs of runbooks, kept. Every change is saved together with its journal entry.</summary>
public interface IRunStore
{
    /// <summary>Those that go on and had something done since, and those that ended since; with their acts.</summary>
    Task<ImmutableArray<RunbookRun>> ReadLiveAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary><see langword="null"/> when there is none such.</summary>
    Task<RunbookRun?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The newest first, without their texts and acts.</summary>
    Task<ImmutableArray<RunbookRun>> ReadLastAsync(string runbook, int most, CancellationToken cancellationToken);

    Task<ImmutableArray<RunbookUse>> CountUsesAsync(CancellationToken cancellationToken);

    Task AddAsync(RunbookRun run, Actor by, CancellationToken cancellationToken);

    /// <summary>
    /// Adds an act under the next number. Answers the run as it is afterwards: unchanged when another process was quicker and the step already
    /// stands so or the run has ended; <see langword="null"/> when there is none such.
    /// </summary>
    Task<RunbookRun?> ActAsync(Guid id, RunActKind kind, string step, DateTimeOffset at, Actor by, CancellationToken cancellationToken);

    /// <summary>Ends it, unless it has ended. Answers the run as it is afterwards; <see langword="null"/> when there is none such.</summary>
    Task<RunbookRun?> EndAsync(Guid id, RunOutcome outcome, DateTimeOffset at, Actor by, CancellationToken cancellationToken);
}
