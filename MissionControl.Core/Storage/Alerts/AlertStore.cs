using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>Alerts in the database. Thread-safe.</summary>
internal sealed class AlertStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer, TimeProvider clock) : IAlertStore, IThinned
{
    /// <summary>The log of what came in; what became of it is kept for longer.</summary>
    public static readonly TimeSpan LogKept = TimeSpan.FromDays(30);

    /// <summary>As long as history is kept.</summary>
    public static readonly TimeSpan GroupsKept = TimeSpan.FromDays(400);

    // Bounds how long saving or thinning keeps other writers waiting.
    private const int SavedAtOnce = 250;
    private const int AskedAtOnce = 500;
    private const int ThinnedAtOnce = 500;
    private const int MarkId = 1;

    // The rows of the log are numbered here, by the only process that writes them.
    private long? _lastNumber;

    public Task<ImmutableArray<long>> AppendAsync(IReadOnlyList<TakenBatch> batches, CancellationToken cancellationToken)
    {
        // Packing is work that nobody needs to wait for who writes something else.
        var bodies = batches.Select(static taken => BatchBody.Write(taken.Batch)).ToArray();
        return writer.WriteAsync(
            async (context, cancellation) =>
            {
                var last = _lastNumber ?? await context.Set<AlertDeliveryRow>().MaxAsync(static row => (long?)row.Number, cancellation) ?? 0;
                last = Math.Max(last, (await context.Set<AlertMarkRow>().AsNoTracking().SingleOrDefaultAsync(cancellation))?.WorkedIn ?? 0);
                var numbers = ImmutableArray.CreateBuilder<long>(batches.Count);
                for (var index = 0; index < batches.Count; index++)
                {
                    var batch = batches[index].Batch;
                    numbers.Add(++last);
                    context.Add(new AlertDeliveryRow { Number = last, At = batch.At, Intake = batch.Intake, Count = batch.Signals.Length, Body = bodies[index] });
                }

                foreach (var sender in batches.GroupBy(static taken => taken.By))
                    await JournalWriter.AppendAsync(context, FactOf(sender.Key, [.. sender], numbers[0], last), cancellation);
                _lastNumber = last;
                return numbers.ToImmutable();
            },
            cancellationToken);
    }

    public async Task<ImmutableArray<NumberedBatch>> ReadAfterAsync(long number, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<AlertDeliveryRow>().AsNoTracking().Where(row => row.Number > number).OrderBy(row => row.Number).Take(most).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => new NumberedBatch(row.Number, BatchBody.Read(row.Body)))];
    }

    public async Task<KeptInbox> ReadAsync(DateTimeOffset endedSince, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var mark = await context.Set<AlertMarkRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var groups = await KeptAsync(context, context.Set<AlertGroupRow>().Where(row => row.EndedAt == null || row.EndedAt >= endedSince), cancellationToken);
        return new(groups, mark?.WorkedIn ?? 0);
    }

    public async Task<ImmutableArray<PastGroup>> ReadPastAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<AlertGroupRow>().AsNoTracking().Where(row => row.Since >= since).Select(row => new { row.Id, row.Key, row.Since, row.Outcome }).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => new PastGroup(row.Id, row.Key, row.Since, GroupRows.OutcomeOf(row.Outcome)))];
    }

    public async Task<ImmutableArray<KeptGroup>> FindAsync(IReadOnlyCollection<(string Fingerprint, DateTimeOffset StartsAt)> occurrences, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        string[] fingerprints = [.. occurrences.Select(static one => one.Fingerprint).Distinct()];
        HashSet<Guid> groups = [];
        foreach (var some in fingerprints.Chunk(AskedAtOnce))
            groups.UnionWith(await context.Set<AlertOccurrenceRow>().Where(row => some.Contains(row.Fingerprint)).Select(static row => row.Group).Distinct().ToArrayAsync(cancellationToken));
        return await KeptAsync(context, context.Set<AlertGroupRow>().Where(row => groups.Contains(row.Id)), cancellationToken);
    }

    public async Task<KeptGroup?> FindAsync(Guid group, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await KeptAsync(context, context.Set<AlertGroupRow>().Where(row => row.Id == group), cancellationToken)).FirstOrDefault();
    }

    public async Task<ImmutableArray<KeptGroup>> SearchAsync(AlertQuestion question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (from, to, before, text) = (question.From, question.To, question.Before, question.Text);
        var rows = context.Set<AlertGroupRow>().Where(row => row.Since >= from && row.Since < to && (text == null || EF.Functions.Like(row.Key, LikePattern.Containing(text), LikePattern.Escape)));
        if (before is { } place)
            rows = rows.Where(row => row.Since <= place.Since);
        // Those of one moment, which in a storm may be many, are sorted here: the providers sort ids differently.
        List<Guid> page = [];
        List<GroupPlace> moment = [];
        await foreach (var row in rows.AsNoTracking().OrderByDescending(row => row.Since).Select(row => new { row.Id, row.Since }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (moment.Count > 0 && moment[0].Since != row.Since && Turn(page, moment, question))
                break;
            moment.Add(new(row.Since, row.Id));
        }

        Turn(page, moment, question);
        var groups = await KeptAsync(context, context.Set<AlertGroupRow>().Where(row => page.Contains(row.Id)), cancellationToken);
        return [.. groups.OrderByDescending(static kept => kept.Group.Since).ThenByDescending(static kept => kept.Group.Id)];
    }

    public async Task SaveAsync(InboxChange change, long? workedIn, IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken)
    {
        // A long change is saved in parts, so that alerts that come in need not wait; the log counts as worked in with the last. Groups come with the
        // first, since an occurrence without its group is not found again, and those that are gone leave when nothing is in them.
        var parts = change.Occurrences.Chunk(SavedAtOnce).ToArray();
        for (var index = 0; index < parts.Length - 1; index++)
            await SaveAsync(new([.. parts[index]], index == 0 ? change.Groups : [], []), null, [], cancellationToken);
        await SaveAsync(change with { Occurrences = parts.Length == 0 ? [] : [.. parts[^1]], Groups = parts.Length > 1 ? [] : change.Groups }, workedIn, facts, cancellationToken);

        Task<int> SaveAsync(InboxChange part, long? mark, IReadOnlyList<JournalFact> entries, CancellationToken cancellation) => writer.WriteAsync(
            async (context, token) =>
            {
                await WriteAsync(context, part, token);
                if (mark is { } number)
                {
                    await using var upsert = new UpsertCommand(context, "AlertMarks", ["Id"], ["WorkedIn"]);
                    await upsert.ExecuteAsync([MarkId, number], token);
                }

                foreach (var fact in entries)
                    await JournalWriter.AppendAsync(context, fact, token);
                return 0;
            },
            cancellation);
    }

    public async Task<ImmutableDictionary<Guid, int>> CountHiddenAsync(IReadOnlyCollection<Guid> silences, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Guid?[] asked = [.. silences.Select(static id => (Guid?)id)];
        var counts = await context.Set<AlertOccurrenceRow>().Where(row => asked.Contains(row.Silence)).GroupBy(static row => row.Silence)
            .Select(static group => new { group.Key, Count = group.Count() }).ToArrayAsync(cancellationToken);
        return counts.ToImmutableDictionary(static count => count.Key!.Value, static count => count.Count);
    }

    public async Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (log, kept) = (now - LogKept, now - GroupsKept);
        return await ThinAsync((context, cancellation) => context.Set<AlertDeliveryRow>()
                .Where(row => row.At < log && context.Set<AlertMarkRow>().Any(mark => mark.WorkedIn >= row.Number)).OrderBy(row => row.Number).Take(ThinnedAtOnce).ExecuteDeleteAsync(cancellation))
            + await ThinAsync((context, cancellation) => context.Set<AlertOccurrenceRow>()
                .Where(row => context.Set<AlertGroupRow>().Any(group => group.Id == row.Group && group.EndedAt < kept)).OrderBy(row => row.StartsAt).Take(ThinnedAtOnce).ExecuteDeleteAsync(cancellation))
            + await ThinAsync((context, cancellation) => context.Set<AlertGroupRow>()
                .Where(row => row.EndedAt < kept).OrderBy(row => row.Since).Take(ThinnedAtOnce).ExecuteDeleteAsync(cancellation));

        async Task<int> ThinAsync(Func<MissionContext, CancellationToken, Task<int>> step)
        {
            for (var gone = 0; ;)
            {
                var count = await writer.WriteAsync(step, cancellationToken);
                gone += count;
                if (count < ThinnedAtOnce)
                    return gone;
            }
        }
    }

    /// <summary>Takes those of one moment into the page, and answers whether it is full.</summary>
    private static bool Turn(List<Guid> page, List<GroupPlace> moment, AlertQuestion question)
    {
        page.AddRange(moment.Where(place => question.Before is not { } last || place.Since < last.Since || place.Id.CompareTo(last.Id) < 0)
            .OrderByDescending(static place => place.Id).Take(question.Most - page.Count).Select(static place => place.Id));
        moment.Clear();
        return page.Count >= question.Most;
    }

    private static async Task WriteAsync(MissionContext context, InboxChange change, CancellationToken cancellationToken)
    {
        await using (var upsert = new UpsertCommand(context, AlertMapping.Occurrences, OccurrenceRows.Key, OccurrenceRows.Values))
            foreach (var placed in change.Occurrences)
                await upsert.ExecuteAsync(OccurrenceRows.Write(context.Dialect, placed), cancellationToken);
        await using (var upsert = new UpsertCommand(context, AlertMapping.Groups, GroupRows.Key, GroupRows.Values))
            foreach (var group in change.Groups)
                await upsert.ExecuteAsync(GroupRows.Write(context.Dialect, group), cancellationToken);
        Guid[] gone = [.. change.Gone];
        if (gone.Length > 0)
            await context.Set<AlertGroupRow>().Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<ImmutableArray<KeptGroup>> KeptAsync(MissionContext context, IQueryable<AlertGroupRow> wanted, CancellationToken cancellationToken)
    {
        var groups = await wanted.AsNoTracking().ToArrayAsync(cancellationToken);
        var members = await context.Set<AlertOccurrenceRow>().AsNoTracking().Where(row => wanted.Any(group => group.Id == row.Group)).ToArrayAsync(cancellationToken);
        var homes = members.ToLookup(static row => row.Group);
        return [.. groups.Select(group => new KeptGroup(GroupRows.Read(group), [.. homes[group.Id].Select(OccurrenceRows.Read)]))];
    }

    private JournalFact FactOf(Actor by, IReadOnlyList<TakenBatch> taken, long first, long last) => new(
        "alerts.taken", first == last ? $"{first}" : $"{first}-{last}", by, clock.GetUtcNow(), new JsonObject
        {
            ["alerts"] = taken.Sum(static one => one.Batch.Signals.Length),
            ["intakes"] = new JsonArray([.. taken.Select(static one => one.Batch.Intake).Distinct().Order(StringComparer.Ordinal).Select(static intake => (JsonNode)intake)]),
            ["messages"] = taken.Count,
        });
}
