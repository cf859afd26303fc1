using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.Runbooks;

/// <summary>Runs of runbooks in the database. Thread-safe.</summary>
internal sealed class RunStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IRunStore, IThinned
{
    /// <summary>How long a run is kept after somebody last did something with it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public async Task<ImmutableArray<RunbookRun>> ReadLiveAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await WithActsAsync(context, context.Set<RunRow>().Where(row => row.LastAt >= since), cancellationToken);
    }

    public async Task<RunbookRun?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await WithActsAsync(context, context.Set<RunRow>().Where(row => row.Id == id), cancellationToken)).FirstOrDefault();
    }

    public async Task<ImmutableArray<RunbookRun>> ReadLastAsync(string runbook, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<RunRow>().AsNoTracking()
            .Where(row => row.Runbook == runbook)
            .OrderByDescending(row => row.StartedAt)
            .Take(most)
            .Select(static row => new RunRow
            {
                Id = row.Id, Runbook = row.Runbook, Title = row.Title, Text = "", StartedAt = row.StartedAt, StartedBy = row.StartedBy, Incident = row.Incident,
                EndedAt = row.EndedAt, EndedBy = row.EndedBy, Outcome = row.Outcome, LastAt = row.LastAt,
            })
            .ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToRun([]))];
    }

    public async Task<ImmutableArray<RunbookUse>> CountUsesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await context.Set<RunRow>().AsNoTracking()
            .GroupBy(row => new { row.Runbook, row.Outcome })
            .Select(static group => new { group.Key.Runbook, group.Key.Outcome, Count = group.Count(), LastAt = group.Max(row => row.StartedAt) })
            .ToArrayAsync(cancellationToken);
        return
        [
            .. from count in counts
               group count by count.Runbook into its
               let outcomes = its.Where(static one => one.Outcome is not null).ToDictionary(static one => one.Outcome!, static one => one.Count)
               select new RunbookUse(
                   its.Key,
                   its.Sum(static one => one.Count),
                   its.Max(static one => one.LastAt),
                   outcomes.GetValueOrDefault(nameof(RunOutcome.Helped)),
                   outcomes.GetValueOrDefault(nameof(RunOutcome.DidNot)),
                   outcomes.GetValueOrDefault(nameof(RunOutcome.NotSure))),
        ];
    }

    public Task AddAsync(RunbookRun run, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            context.Add(new RunRow
            {
                Id = run.Id, Runbook = run.Runbook, Title = run.Title, Text = run.Text, StartedAt = run.StartedAt, StartedBy = run.StartedBy, Incident = run.Incident, LastAt = run.StartedAt,
            });
            var body = new JsonObject { ["runbook"] = run.Runbook };
            if (run.Incident is { } incident)
                body["incident"] = incident;
            return await JournalWriter.AppendAsync(context, new("runbook.started", run.Id.ToString(), by, run.StartedAt, body), cancellation);
        },
        cancellationToken);

    public Task<RunbookRun?> ActAsync(Guid id, RunActKind kind, string step, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await LoadAsync(context, id, cancellation) is not var (row, acts))
                return null;
            var run = row.ToRun(acts);
            if (!run.IsOpen || run.Ticks.ContainsKey(step) == (kind == RunActKind.Ticked))
                return run;
            var act = new RunActRow { Run = id, Number = acts.Count + 1, Kind = kind.ToString(), Step = step, At = at, By = by.Id };
            row.LastAt = at;
            context.Add(act);
            var fact = new JournalFact(
                kind == RunActKind.Ticked ? "runbook.ticked" : "runbook.unticked", id.ToString(), by, at, new JsonObject { ["runbook"] = row.Runbook, ["step"] = step });
            await JournalWriter.AppendAsync(context, fact, cancellation);
            return row.ToRun([.. acts, act]);
        },
        cancellationToken);

    public Task<RunbookRun?> EndAsync(Guid id, RunOutcome outcome, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        id,
        row =>
        {
            if (row.EndedAt is not null)
                return null;
            (row.EndedAt, row.EndedBy, row.Outcome, row.LastAt) = (at, by.Id, outcome.ToString(), at);
            return new("runbook.ended", id.ToString(), by, at, new JsonObject { ["runbook"] = row.Runbook, ["outcome"] = outcome.ToString() });
        },
        cancellationToken);

    public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var over = now - Kept;
            var runs = context.Set<RunRow>().Where(row => row.LastAt < over);
            var acts = await context.Set<RunActRow>().Where(act => runs.Any(run => run.Id == act.Run)).ExecuteDeleteAsync(cancellation);
            return acts + await runs.ExecuteDeleteAsync(cancellation);
        },
        cancellationToken);

    /// <param name="change">Answers what the journal is told; <see langword="null"/> when nothing is to be changed.</param>
    private Task<RunbookRun?> ChangeAsync(Guid id, Func<RunRow, JournalFact?> change, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await LoadAsync(context, id, cancellation) is not var (row, acts))
                return null;
            if (change(row) is { } fact)
                await JournalWriter.AppendAsync(context, fact, cancellation);
            return row.ToRun(acts);
        },
        cancellationToken);

    private static async Task<(RunRow Row, List<RunActRow> Acts)?> LoadAsync(MissionContext context, Guid id, CancellationToken cancellationToken) =>
        await context.Set<RunRow>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row
            ? (row, await context.Set<RunActRow>().AsNoTracking().Where(act => act.Run == id).OrderBy(act => act.Number).ToListAsync(cancellationToken))
            : null;

    private static async Task<ImmutableArray<RunbookRun>> WithActsAsync(MissionContext context, IQueryable<RunRow> runs, CancellationToken cancellationToken)
    {
        var rows = await runs.AsNoTracking().ToArrayAsync(cancellationToken);
        var acts = (await context.Set<RunActRow>().AsNoTracking().Where(act => runs.Any(run => run.Id == act.Run)).ToArrayAsync(cancellationToken)).ToLookup(static act => act.Run);
        return [.. rows.Select(row => row.ToRun(acts[row.Id]))];
    }
}
