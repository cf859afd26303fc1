using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Runbooks.Runs;

/// <summary>
/// Runs of runbooks in memory, and the one place that changes them: checked, saved with the journal, then shown. Whoever follows it hears of
/// every tick; since a slow reader skips to the newest, an incident's timeline reads the acts of its runs beyond the number it has seen.
/// Whoever calls has checked that they may (<see cref="Role.Responder"/>). A store that fails is an exception, and nothing has changed then.
/// Thread-safe.
/// </summary>
public sealed partial class RunDesk : Feed<LiveRuns>, IDisposable
{
    private static readonly TimeSpan _justEnded = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IRunStore _store;
    private readonly DefinitionsFeed _definitions;
    private readonly TimeProvider _clock;
    private readonly ILogger<RunDesk> _logger;

    public RunDesk(IRunStore store, DefinitionsFeed definitions, TimeProvider clock, ILogger<RunDesk> logger)
        : base(LiveRuns.None) => (_store, _definitions, _clock, _logger) = (store, definitions, clock, logger);

    /// <summary>Starts a run of the runbook as it is now.</summary>
    /// <param name="incident">The id of the incident it is part of; <see langword="null"/>: of none.</param>
    public Task<RunAnswer> StartAsync(string runbook, string? incident, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            if (!_definitions.Current.Definitions.Runbooks.TryGetValue(runbook, out var its))
                return new(null, "There is no such runbook any more.");
            if (RunRules.WhyNot(incident) is { } wrong)
                return new(null, wrong);
            if (Current.Open.Take(RunRules.MostOpen).Count() >= RunRules.MostOpen)
                return new(null, $"{RunRules.MostOpen} runs go on already: end some first.");
            var run = new RunbookRun { Id = Guid.CreateVersion7(now), Runbook = its.Id, Title = its.Title, Text = its.Text, StartedAt = now, StartedBy = by.Id, Incident = incident };
            await _store.AddAsync(run, by, cancellationToken);
            var use = Current.Uses.GetValueOrDefault(its.Id) ?? new(its.Id, 0, now, 0, 0, 0);
            Show(run, Current.Uses.SetItem(its.Id, use with { Count = use.Count + 1, LastAt = now }), now);
            return new(run, null);
        },
        cancellationToken);

    public Task<RunAnswer> TickAsync(Guid run, string step, Actor by, CancellationToken cancellationToken) => ActAsync(run, RunActKind.Ticked, step, by, cancellationToken);

    /// <summary>Takes a tick back: an act of its own, beside the tick.</summary>
    public Task<RunAnswer> UntickAsync(Guid run, string step, Actor by, CancellationToken cancellationToken) => ActAsync(run, RunActKind.Unticked, step, by, cancellationToken);

    /// <summary>Ends it and says whether it helped.</summary>
    public Task<RunAnswer> EndAsync(Guid run, RunOutcome outcome, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            if (await FindAsync(run, cancellationToken) is not { } before)
                return NoSuchRun();
            if (!before.IsOpen)
                return new(before, "Somebody ended this run already.");
            if (await _store.EndAsync(run, outcome, now, by, cancellationToken) is not { } after)
                return NoSuchRun();
            var use = Current.Uses.GetValueOrDefault(after.Runbook) ?? new(after.Runbook, 1, after.StartedAt, 0, 0, 0);
            use = outcome switch
            {
                RunOutcome.Helped => use with { Helped = use.Helped + 1 },
                RunOutcome.DidNot => use with { DidNot = use.DidNot + 1 },
                _ => use with { NotSure = use.NotSure + 1 },
            };
            Show(after, Current.Uses.SetItem(after.Runbook, use), now);
            return new(after, null);
        },
        cancellationToken);

    /// <summary>From memory, else from what is kept; <see langword="null"/> when there is none such.</summary>
    public async Task<RunbookRun?> FindAsync(Guid run, CancellationToken cancellationToken) =>
        Current.All.TryGetValue(run, out var live) ? live : await _store.FindAsync(run, cancellationToken);

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes up what is kept; <see langword="false"/> when it cannot be read.</summary>
    internal async Task<bool> RememberAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            var runs = await _store.ReadLiveAsync(now - RunRules.Forgotten, cancellationToken);
            var uses = await _store.CountUsesAsync(cancellationToken);
            Move(new(Current.Version + 1, Live(runs, now), uses.ToImmutableDictionary(static use => use.Runbook), IsRead: true));
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: runbooks can be read all the same.
            LogUnread(_logger, failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private Task<RunAnswer> ActAsync(Guid run, RunActKind kind, string step, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            if (await FindAsync(run, cancellationToken) is not { } before)
                return NoSuchRun();
            if (RunRules.WhyNot(before, kind, step) is { } problem)
                return new(before, problem);
            if (await _store.ActAsync(run, kind, step, now, by, cancellationToken) is not { } after)
                return NoSuchRun();
            Show(after, Current.Uses, now);
            return new(after, RunRules.WhyNot(after, kind == RunActKind.Ticked ? RunActKind.Unticked : RunActKind.Ticked, step));
        },
        cancellationToken);

    private async Task<RunAnswer> ChangeAsync(Func<DateTimeOffset, Task<RunAnswer>> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await change(_clock.GetUtcNow());
        }
        finally
        {
            _gate.Release();
        }
    }

    private static RunAnswer NoSuchRun() => new(null, "There is no such run.");

    private void Show(RunbookRun run, ImmutableDictionary<string, RunbookUse> uses, DateTimeOffset now) =>
        Move(new(Current.Version + 1, Live(Current.All.SetItem(run.Id, run).Values, now), uses, Current.IsRead));

    private static ImmutableDictionary<Guid, RunbookRun> Live(IEnumerable<RunbookRun> runs, DateTimeOffset now) =>
        runs.Where(run => now - run.LastAt < (run.IsOpen ? RunRules.Forgotten : _justEnded)).ToImmutableDictionary(static run => run.Id);

    [LoggerMessage(Level = LogLevel.Error, EventName = "RunsUnread", Message = "Runs of runbooks could not be read; runbooks themselves can")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
