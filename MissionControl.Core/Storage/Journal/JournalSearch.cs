using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// Walks the journal in the order of its sequence along one index and stops when a page is full. Times become a range of sequences first, by the
/// index on time, because entries may be written a little after they happened. Thread-safe.
/// </summary>
internal sealed class JournalSearch(IDbContextFactory<MissionContext> contexts) : IJournalSearch
{
    /// <summary>How many entries a page of words looks through, when no narrower filter leads.</summary>
    internal const int Window = 100_000;

    private const int Batch = 500;

    // By far the most entries are the app's own: looking for them leads nowhere in particular.
    private static readonly string Common = Core.People.Actor.System.Id;

    public async Task<JournalPage> FindAsync(JournalQuestion question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await RangeAsync(context, question, cancellationToken) is not { } range)
            return new([], null, null);
        if (question.Before is { } before)
            range = range with { Last = Math.Min(range.Last, before - 1) };
        var floor = question.Words.IsEmpty || IsNarrow(question) ? range.First : Math.Max(range.First, range.Last - Window + 1);
        var rows = await Matching(context, question, range with { First = floor }).Include(row => row.Address)
            .OrderByDescending(row => row.Sequence).Take(question.Limit + 1).ToArrayAsync(cancellationToken);
        ImmutableArray<JournalEntry> entries = [.. rows.Take(question.Limit).Select(JournalStore.Entry)];
        if (rows.Length > question.Limit)
            return new(entries, entries[^1].Sequence, null);
        if (floor == range.First)
            return new(entries, null, null);
        var reached = await Rows(context).Where(row => row.Sequence >= floor).OrderBy(row => row.Sequence).Select(row => row.At).FirstAsync(cancellationToken);
        return new(entries, floor, reached);
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(JournalQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SequenceRange? remaining;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            remaining = await RangeAsync(context, question, cancellationToken);
        // A context for each batch: a reader that is slow to take it holds no connection.
        while (remaining is { } range)
        {
            JournalRow[] rows;
            await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
                rows = await Matching(context, question, range).Include(row => row.Address).OrderBy(row => row.Sequence).Take(Batch).ToArrayAsync(cancellationToken);
            foreach (var row in rows)
                yield return JournalStore.Entry(row);
            remaining = rows.Length < Batch ? null : range with { First = rows[^1].Sequence + 1 };
        }
    }

    public async Task<ImmutableArray<string>> KindsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var kinds = ImmutableArray.CreateBuilder<string>();
        // From one kind to the next by the index, instead of through all entries.
        for (var kind = await NextKindAsync(context, "", cancellationToken); kind is not null; kind = await NextKindAsync(context, kind, cancellationToken))
            kinds.Add(kind);
        return kinds.ToImmutable();
    }

    /// <summary>The query of a page but for its order and its length. Internal so that a test can look at its plan.</summary>
    internal static IQueryable<JournalRow> Matching(MissionContext context, JournalQuestion question, SequenceRange range)
    {
        var (first, last) = (range.First, range.Last);
        var rows = Rows(context).Where(row => row.Sequence >= first && row.Sequence <= last);
        // One filter leads, along its index; of the others the database must not choose a worse one. Text added to a column hides its index.
        var lead = Lead(question);
        if (question.Subject is { } subject)
            rows = rows.Where(row => row.Subject == subject);
        if (question.Actor is { } actor)
            rows = lead == nameof(JournalRow.Actor) ? rows.Where(row => row.Actor == actor) : rows.Where(row => row.Actor + "" == actor);
        if (question.Kind is { } kind)
            rows = lead == nameof(JournalRow.Kind) ? rows.Where(row => row.Kind == kind) : rows.Where(row => row.Kind + "" == kind);
        if (question.From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (question.To is { } to)
            rows = rows.Where(row => row.At < to);
        foreach (var word in question.Words)
        {
            var pattern = LikePattern.Containing(word);
            string[] told = [.. JournalWords.KindsLike(word)];
            rows = rows.Where(row =>
                EF.Functions.Like(row.Body, pattern, LikePattern.Escape) || EF.Functions.Like(row.Kind, pattern, LikePattern.Escape)
                || EF.Functions.Like(row.Subject, pattern, LikePattern.Escape) || EF.Functions.Like(row.Actor, pattern, LikePattern.Escape) || told.Contains(row.Kind));
        }

        return rows;
    }

    /// <summary>The sequences between which everything of the asked time lies; <see langword="null"/> when nothing does.</summary>
    internal static IQueryable<SequenceRange> Range(MissionContext context, JournalQuestion question)
    {
        var rows = Rows(context);
        if (question.From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (question.To is { } to)
            rows = rows.Where(row => row.At < to);
        // Both at once: each for itself is looked for along the table, past all that is too new or too old.
        return rows.GroupBy(_ => 1).Select(all => new SequenceRange(all.Min(row => row.Sequence), all.Max(row => row.Sequence)));
    }

    private static async Task<SequenceRange?> RangeAsync(MissionContext context, JournalQuestion question, CancellationToken cancellationToken)
    {
        if (question.From is not null || question.To is not null)
            return (await Range(context, question).ToListAsync(cancellationToken)).Cast<SequenceRange?>().SingleOrDefault();
        var head = await Rows(context).MaxAsync(row => (long?)row.Sequence, cancellationToken);
        var first = await Rows(context).MinAsync(row => (long?)row.Sequence, cancellationToken);
        return head is null || first is null ? null : new(first.Value, head.Value);
    }

    private static Task<string?> NextKindAsync(MissionContext context, string after, CancellationToken cancellationToken) => Rows(context)
        .Where(row => row.Kind.CompareTo(after) > 0).OrderBy(row => row.Kind).Select(row => row.Kind).FirstOrDefaultAsync(cancellationToken);

    // The one that leaves the fewest: a subject, a person or token, a kind.
    private static string? Lead(JournalQuestion question) => question switch
    {
        { Subject: not null } => nameof(JournalRow.Subject),
        { Actor: { } actor } when actor != Common => nameof(JournalRow.Actor),
        { Kind: not null } => nameof(JournalRow.Kind),
        _ => null,
    };

    private static bool IsNarrow(JournalQuestion question) => Lead(question) is nameof(JournalRow.Subject) or nameof(JournalRow.Actor);

    private static IQueryable<JournalRow> Rows(MissionContext context) => context.Set<JournalRow>().AsNoTracking();
}

/// <summary>Both inclusive.</summary>
internal readonly record struct SequenceRange(long First, long Last);
