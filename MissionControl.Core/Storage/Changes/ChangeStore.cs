using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Changes;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage.Changes;

/// <summary>Told changes in the database. Thread-safe.</summary>
internal sealed class ChangeStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IChangeStore
{
    // Bounds how long forgetting keeps other writers waiting.
    private const int Batch = 500;

    public Task<Change> TellAsync(Change change, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<ChangeRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Sender == change.Sender && row.Key == change.Key, cancellation) is { } known)
                return ChangeOf(known) ?? change;
            context.Add(RowOf(change));
            await JournalWriter.AppendAsync(context, FactOf(change, by), cancellation);
            return change;
        },
        cancellationToken);

    public Task<MarkAnswer> MarkAsync(Guid change, ChangeMark? mark, Actor by, DateTimeOffset at, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<ChangeRow>().SingleOrDefaultAsync(row => row.Id == change, cancellation) is not { } row || ChangeOf(row) is not { } kept)
                return new MarkAnswer(null, null);
            if (kept.Mark == mark)
                return new(kept, mark);
            (row.Mark, row.MarkedAt) = (mark?.ToString(), mark is null ? null : at.ToUniversalTime());
            var body = new JsonObject { ["before"] = kept.Mark?.ToString(), ["after"] = mark?.ToString() };
            await JournalWriter.AppendAsync(context, new("change.marked", change.ToString(), by, at, body), cancellation);
            return new(ChangeOf(row), kept.Mark);
        },
        cancellationToken);

    public async Task<ImmutableArray<Change>> ReadAsync(ChangeQuestion question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (from, to, service) = (question.From, question.To, question.Service);
        var rows = context.Set<ChangeRow>().AsNoTracking().Where(row => row.At >= from && row.At <= to && (service == null || row.Service == null || row.Service == service));
        // Several may share a moment; they are few, so those are sorted out here: the providers sort ids differently.
        if (question.After is { } after)
            rows = rows.Where(row => row.At <= after.At);
        var most = question.Most;
        var found = ImmutableArray.CreateBuilder<Change>();
        var ordered = rows.OrderByDescending(row => row.At).AsAsyncEnumerable();
        List<Change> moment = [];
        await foreach (var row in ordered.WithCancellation(cancellationToken))
        {
            if (moment.Count > 0 && moment[0].At != row.At && Take(found, moment, question.After, most))
                return found.ToImmutable();
            if (ChangeOf(row) is { } change)
                moment.Add(change);
        }

        Take(found, moment, question.After, most);
        return found.ToImmutable();
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var gone = 0; ;)
        {
            var count = await writer.WriteAsync(
                (context, cancellation) => context.Set<ChangeRow>().Where(row => row.At < before).OrderBy(row => row.At).Take(Batch).ExecuteDeleteAsync(cancellation),
                cancellationToken);
            gone += count;
            if (count < Batch)
                return gone;
        }
    }

    /// <summary>Takes those of one moment, and answers whether there are enough.</summary>
    private static bool Take(ImmutableArray<Change>.Builder found, List<Change> moment, ChangePlace? after, int most)
    {
        found.AddRange(moment.Where(change => after is not { } place || change.At < place.At || change.Id.CompareTo(place.Id) < 0)
            .OrderByDescending(static change => change.Id).Take(most - found.Count));
        moment.Clear();
        return found.Count >= most;
    }

    // Without title, maker and link: people typed them and may have named somebody, and the journal is for ever.
    private static JournalFact FactOf(Change change, Actor by) => new("change.told", change.Id.ToString(), by, change.ToldAt, new JsonObject
    {
        ["at"] = Words.Machine(change.At),
        ["kind"] = change.Kind.ToString(),
        ["service"] = change.Service,
        ["until"] = change.Until is { } until ? Words.Machine(until) : null,
    });

    private static ChangeRow RowOf(Change change) => new()
    {
        Id = change.Id,
        Key = change.Key,
        Sender = change.Sender,
        Kind = change.Kind.ToString(),
        Title = change.Title,
        Service = change.Service,
        At = change.At,
        Until = change.Until,
        By = change.By,
        Link = change.Link,
        RollsBack = change.RollsBack,
        ToldAt = change.ToldAt,
    };

    // A kind that only a newer release knows is left out, so that rolling back is safe.
    private static Change? ChangeOf(ChangeRow row) => !Enum.TryParse<ChangeKind>(row.Kind, out var kind) || !Enum.IsDefined(kind) ? null : new()
    {
        Id = row.Id,
        Key = row.Key,
        Sender = row.Sender,
        Kind = kind,
        Title = row.Title,
        Service = row.Service,
        At = row.At,
        Until = row.Until,
        By = row.By,
        Link = row.Link,
        RollsBack = row.RollsBack,
        ToldAt = row.ToldAt,
        // A mark that only a newer release knows is none.
        Mark = Enum.TryParse<ChangeMark>(row.Mark, out var mark) && Enum.IsDefined(mark) ? mark : null,
        MarkedAt = row.MarkedAt,
    };
}
