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
            context.Add(new StretchRow
            {
                Id = stretch.Id,
                Kind = stretch.Kind.ToString(),
                Bpm = stretch.Bpm,
                From = stretch.From,
                To = stretch.To,
                Words = stretch.Words,
                DeclaredAt = stretch.DeclaredAt,
                By = stretch.By,
            });
            return await JournalWriter.AppendAsync(context, FactOf("stretch.declared", stretch, stretch.DeclaredAt, by, new() { ["after"] = BodyOf(stretch) }), cancellation);
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
        var row = await context.Set<StretchRow>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (row is null || (row.WithdrawnAt is null) == (withdrawnAt is null) || StretchOf(row) is not { } stretch)
            return null;
        row.WithdrawnAt = withdrawnAt;
        await JournalWriter.AppendAsync(context, fact(stretch), cancellationToken);
        return stretch;
    }

    // A kind that only a newer release knows is left out, so that rolling back is safe.
    private static Stretch? StretchOf(StretchRow row) => Enum.TryParse<StretchKind>(row.Kind, out var kind) && Enum.IsDefined(kind)
        ? new Stretch { Id = row.Id, Kind = kind, Bpm = row.Bpm, From = row.From, To = row.To, Words = row.Words, DeclaredAt = row.DeclaredAt, By = row.By }
        : null;

    private static JournalFact FactOf(string what, Stretch stretch, DateTimeOffset at, Actor by, JsonObject body) => new(what, stretch.Id.ToString(), by, at, body);

    // Without the words: a person typed them and may have named somebody, and the journal is for ever.
    private static JsonObject BodyOf(Stretch stretch) => new()
    {
        ["bpm"] = stretch.Bpm,
        ["from"] = Words.Machine(stretch.From),
        ["kind"] = stretch.Kind.ToString(),
        ["to"] = stretch.To is { } to ? Words.Machine(to) : null,
    };
}
