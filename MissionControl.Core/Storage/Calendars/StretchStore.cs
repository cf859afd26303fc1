using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Calendars;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage.Calendars;

/// <summary>Declared stretches in the database. Thread-safe.</summary>
internal sealed class StretchStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IStretchStore
{
    public async Task<ImmutableArray<Stretch>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<StretchRow>().AsNoTracking()
            .Where(row => row.WithdrawnAt == null && (row.To >= since || (row.To == null && row.From >= since)))
            .ToArrayAsync(cancellationToken);
        return [.. rows.Select(StretchOf).OfType<Stretch>()];
    }

    public Task DeclareAsync(Stretch stretch, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            context.Add(RowOf(stretch));
            return await JournalWriter.AppendAsync(context, FactOf("stretch.declared", stretch, stretch.DeclaredAt, by, new() { ["after"] = BodyOf(stretch) }), cancellation);
        },
        cancellationToken);

    public Task<Stretch?> ChangeAsync(Guid id, Stretch next, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await FindAsync(context, id, cancellation) is not { WithdrawnAt: null } row || StretchOf(row) is not { } before)
                return null;
            row.WithdrawnAt = next.DeclaredAt;
            context.Add(RowOf(next));
            await JournalWriter.AppendAsync(context, ChangeOf(before, next, next.DeclaredAt, by), cancellation);
            return before;
        },
        cancellationToken);

    public Task<Stretch?> ChangeBackAsync(Guid id, Guid before, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await FindAsync(context, id, cancellation) is not { WithdrawnAt: null } row || StretchOf(row) is not { } changed
                || await FindAsync(context, before, cancellation) is not { WithdrawnAt: not null } replaced || StretchOf(replaced) is not { } stretch)
                return null;
            (row.WithdrawnAt, replaced.WithdrawnAt) = (at, null);
            await JournalWriter.AppendAsync(context, ChangeOf(changed, stretch, at, by), cancellation);
            return stretch;
        },
        cancellationToken);

    public Task<Stretch?> WithdrawAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => MarkAsync(context, id, at, stretch => FactOf("stretch.withdrawn", stretch, at, by, new() { ["before"] = BodyOf(stretch) }), cancellation), cancellationToken);

    public Task<Stretch?> RestoreAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => MarkAsync(context, id, null, stretch => FactOf("stretch.restored", stretch, at, by, new() { ["after"] = BodyOf(stretch) }), cancellation), cancellationToken);

    /// <summary>Nothing is written when it is marked so already.</summary>
    private static async Task<Stretch?> MarkAsync(
        MissionContext context, Guid id, DateTimeOffset? withdrawnAt, Func<Stretch, JournalFact> fact, CancellationToken cancellationToken)
    {
        var row = await FindAsync(context, id, cancellationToken);
        if (row is null || (row.WithdrawnAt is null) == (withdrawnAt is null) || StretchOf(row) is not { } stretch)
            return null;
        row.WithdrawnAt = withdrawnAt;
        await JournalWriter.AppendAsync(context, fact(stretch), cancellationToken);
        return stretch;
    }

    private static Task<StretchRow?> FindAsync(MissionContext context, Guid id, CancellationToken cancellationToken) =>
        context.Set<StretchRow>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    private static StretchRow RowOf(Stretch stretch) => new()
    {
        Id = stretch.Id,
        Kind = stretch.Kind.ToString(),
        Bpm = stretch.Bpm,
        From = stretch.From,
        To = stretch.To,
        Words = stretch.Words,
        DeclaredAt = stretch.DeclaredAt,
        By = stretch.By,
    };

    // A kind that only a newer release knows is left out, so that rolling back is safe.
    private static Stretch? StretchOf(StretchRow row) => Enum.TryParse<StretchKind>(row.Kind, out var kind) && Enum.IsDefined(kind)
        ? new Stretch { Id = row.Id, Kind = kind, Bpm = row.Bpm, From = row.From, To = row.To, Words = row.Words, DeclaredAt = row.DeclaredAt, By = row.By }
        : null;

    private static JournalFact FactOf(string what, Stretch stretch, DateTimeOffset at, Actor by, JsonObject body) => new(what, stretch.Id.ToString(), by, at, body);

    private static JournalFact ChangeOf(Stretch before, Stretch after, DateTimeOffset at, Actor by) =>
        FactOf("stretch.changed", before, at, by, new() { ["after"] = BodyOf(after), ["before"] = BodyOf(before), ["replacedBy"] = after.Id.ToString() });

    // Without the words: a person typed them and may have named somebody, and the journal is for ever.
    private static JsonObject BodyOf(Stretch stretch) => new()
    {
        ["bpm"] = stretch.Bpm,
        ["from"] = Words.Machine(stretch.From),
        ["kind"] = stretch.Kind.ToString(),
        ["to"] = stretch.To is { } to ? Words.Machine(to) : null,
    };
}
