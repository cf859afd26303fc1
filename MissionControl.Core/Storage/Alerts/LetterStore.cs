using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>Letters in the database. Thread-safe.</summary>
internal sealed class LetterStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : ILetterStore, IThinned
{
    private const string Waiting = nameof(LetterState.Waiting);
    private const string Sent = nameof(LetterState.Sent);
    private const string Gathered = nameof(LetterState.Gathered);
    private const string Undelivered = "The message that tells it beside others could not be delivered";

    // Bounds how long telling keeps other writers waiting.
    private const int Batch = 100;
    private const int AskedAtOnce = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task<ImmutableArray<Told>> ReadToldAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<ToldRow>().AsNoTracking()
            .Where(row => row.At >= since || row.State == nameof(ToldState.Told) || row.State == nameof(ToldState.Postponed) || row.State == nameof(ToldState.Cleared))
            .ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToTold())];
    }

    public async Task<AlertMessage?> LastMessageAsync(Guid lane, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var json = await context.Set<LetterRow>().AsNoTracking().Where(row => row.Lane == lane).OrderByDescending(row => row.Number).ThenByDescending(row => row.QueuedAt).Select(row => row.Message).FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : MessageJson.Read(json);
    }

    public async Task QueueAsync(ImmutableArray<Order> orders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var batch in orders.Chunk(Batch))
            await writer.WriteAsync((context, cancellation) => QueueAsync(context, batch, now, cancellation), cancellationToken);
    }

    public Task QueueDigestAsync(Letter digest, ImmutableArray<Order> orders, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            context.Add(LetterRow.Of(digest));
            return QueueAsync(context, [.. orders], now, cancellation);
        },
        cancellationToken);

    public Task QueueTestAsync(Letter letter, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            context.Add(LetterRow.Of(letter));
            return JournalWriter.AppendAsync(context, FactOf("letter.test", letter, letter.QueuedAt, by), cancellation);
        },
        cancellationToken);

    public Task<bool> QueueNoticeAsync(ImmutableArray<Letter> letters, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var first = letters[0].Id;
            if (await context.Set<LetterRow>().AnyAsync(row => row.Id == first, cancellation))
                return false;
            foreach (var letter in letters)
            {
                context.Add(LetterRow.Of(letter));
                await JournalWriter.AppendAsync(context, FactOf("letter.notice", letter, letter.QueuedAt, Actor.System), cancellation);
            }

            return true;
        },
        cancellationToken);

    public async Task<ImmutableArray<DueLetter>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var letters = context.Set<LetterRow>().AsNoTracking();
        var rows = await letters
            .Where(row => row.State == Waiting && row.NextAt <= now && !letters.Any(other => other.Lane == row.Lane && other.Number < row.Number
                && (other.State == Waiting || (other.State == Gathered && other.Kind == nameof(LetterKind.Opened)))))
            .OrderBy(row => row.NextAt)
            .Take(most)
            .Select(row => new
            {
                Row = row,
                Reference = context.Set<ToldRow>().Where(told => told.Id == row.Lane).Select(told => told.Reference).FirstOrDefault(),
                HasBefore = letters.Any(other => other.Lane == row.Lane && other.Number < row.Number && other.State == Sent),
            })
            .ToArrayAsync(cancellationToken);
        return [.. rows.OrderBy(static one => one.Row.QueuedAt).Select(static one => new DueLetter(one.Row.ToLetter(), one.Reference, one.HasBefore))];
    }

    public Task RecordAsync(ImmutableArray<Outcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var (ids, lanes) = (outcomes.Select(static outcome => outcome.Letter.Id).ToArray(), outcomes.Select(static outcome => outcome.Letter.Lane).ToArray());
            var rows = await context.Set<LetterRow>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellation);
            var told = await context.Set<ToldRow>().Where(row => lanes.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellation);
            foreach (var (letter, reference) in outcomes)
            {
                if (reference is { Length: <= LetterMapping.LongestReference } && told.TryGetValue(letter.Lane, out var lane))
                    lane.Reference = reference;
                if (!Take(rows[letter.Id], letter))
                    continue;
                if (letter.Kind == LetterKind.Digest)
                    await GatheredAsync(context, letter, cancellation);
                await JournalWriter.AppendAsync(context, FactOf($"letter.{rows[letter.Id].State.ToLowerInvariant()}", letter, now, Actor.System), cancellation);
            }

            await context.SaveChangesAsync(cancellation);
            return true;
        },
        cancellationToken);

    public Task<bool> ReplayAsync(Guid letter, DateTimeOffset now, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<LetterRow>().SingleOrDefaultAsync(row => row.Id == letter && row.State == nameof(LetterState.Dead), cancellation) is not { } row)
                return false;
            (row.State, row.Due, row.NextAt, row.Attempts) = (Waiting, now, now, 0);
            await JournalWriter.AppendAsync(context, FactOf("letter.replayed", row.ToLetter(), now, by), cancellation);
            return true;
        },
        cancellationToken);

    public async Task<ImmutableArray<Letter>> SearchAsync(LetterQuestion question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<LetterRow> rows = context.Set<LetterRow>().AsNoTracking();
        if (question.State?.ToString() is { } state)
            rows = rows.Where(row => row.State == state);
        if (question.Destination is { } destination)
            rows = rows.Where(row => row.Destination == destination);
        if (question.Text is { } text)
        {
            var pattern = LikePattern.Containing(text);
            rows = rows.Where(row => EF.Functions.Like(row.Title, pattern, LikePattern.Escape) || EF.Functions.Like(row.Destination, pattern, LikePattern.Escape) || EF.Functions.Like(row.Addressee!, pattern, LikePattern.Escape));
        }

        var found = await rows.OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Number).Skip(question.Skip).Take(question.Most).ToArrayAsync(cancellationToken);
        return [.. found.Select(static row => row.ToLetter())];
    }

    public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Kept;
        return writer.WriteAsync(
            async (context, cancellation) =>
                await context.Set<LetterRow>().Where(row => row.QueuedAt < before && row.State != Waiting).ExecuteDeleteAsync(cancellation)
                + await context.Set<ToldRow>().Where(row => row.At < before && (row.State == nameof(ToldState.Over) || row.State == nameof(ToldState.Dropped))).ExecuteDeleteAsync(cancellation),
            cancellationToken);
    }

    /// <summary>What a digest tells has gone where it has gone.</summary>
    private static async Task GatheredAsync(MissionContext context, Letter digest, CancellationToken cancellationToken)
    {
        foreach (var groups in digest.Message.Waited.Select(static one => one.Group).Chunk(AskedAtOnce))
        {
            var (destination, audience) = (digest.Destination, digest.Audience.ToString());
            var rows = await context.Set<LetterRow>()
                .Where(row => groups.Contains(row.Group) && row.Destination == destination && row.Audience == audience && (row.State == Gathered || row.Problem == Undelivered))
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var isSent = digest.State == LetterState.Sent;
                row.State = isSent ? Sent : nameof(LetterState.Superseded);
                row.SentAt = isSent ? digest.SentAt : null;
                row.Problem = isSent ? null : Undelivered;
            }
        }
    }

    /// <summary>Answers whether it is in another state now.</summary>
    private static bool Take(LetterRow row, Letter letter)
    {
        row.Attempts = letter.Attempts;
        row.NextAt = letter.NextAt;
        row.Problem = letter.Problem is null ? null : OneLine.Of(letter.Problem, LetterMapping.LongestProblem);
        row.SentAt = letter.SentAt;
        // Superseded meanwhile, it need not be tried again; gone out, it has gone out.
        var was = row.State;
        if (was == Waiting || letter.State == LetterState.Sent)
            row.State = letter.State.ToString();
        return row.State != was;
    }

    private static async Task<bool> QueueAsync(MissionContext context, Order[] batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lanes = batch.Select(static order => order.Told.Id).ToArray();
        var known = await context.Set<ToldRow>().Where(row => lanes.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellationToken);
        var waiting = await context.Set<LetterRow>()
            .Where(row => lanes.Contains(row.Lane) && row.State == Waiting && row.Kind == nameof(LetterKind.Changed))
            .ToListAsync(cancellationToken);
        var gathered = await context.Set<LetterRow>()
            .Where(row => lanes.Contains(row.Lane) && row.State == Gathered && row.Kind == nameof(LetterKind.AllClear))
            .ToListAsync(cancellationToken);
        foreach (var (told, letter) in batch)
        {
            if (known.TryGetValue(told.Id, out var row))
                row.Take(told);
            else
                context.Add(ToldRow.Of(told));
            if (letter is null)
                continue;
            foreach (var old in waiting.Where(old => old.Lane == letter.Lane))
                (old.State, old.Problem) = (nameof(LetterState.Superseded), "A newer one says more");
            context.Add(LetterRow.Of(letter));
        }

        // What cleared and waits no longer to be told.
        foreach (var told in batch.Where(static order => order.Told.State != ToldState.Cleared).Select(static order => order.Told))
            foreach (var old in gathered.Where(old => old.Lane == told.Id))
                (old.State, old.Problem) = (nameof(LetterState.Superseded), told.State switch
                {
                    ToldState.Dropped => "It was over before anybody had to be told",
                    ToldState.Over => "A newer one says more",
                    _ => "It came back before this was told",
                });
        await JournalWriter.AppendAsync(context, FactOf(batch, now), cancellationToken);
        return true;
    }

    // One entry for all that was decided at once. Without words and addressees: they may name somebody, and the journal is for ever.
    private static JournalFact FactOf(Order[] batch, DateTimeOffset now)
    {
        var groups = batch.Select(static order => order.Told.Group).Distinct().ToArray();
        var told = new JsonArray([.. batch.Select(static order => (JsonNode)new JsonObject
        {
            ["audience"] = order.Told.Audience.ToString(),
            ["destination"] = order.Told.Destination,
            ["group"] = order.Told.Group.ToString(),
            ["letter"] = order.Letter?.Id.ToString(),
            ["route"] = order.Told.Route,
            ["what"] = order.Letter?.Kind.ToString() ?? order.Told.State.ToString(),
        })]);
        return new("alert.told", groups.Length == 1 ? groups[0].ToString() : "", Actor.System, now, new() { ["told"] = told });
    }

    private static JournalFact FactOf(string kind, Letter letter, DateTimeOffset at, Actor by) => new(kind, letter.Id.ToString(), by, at, new()
    {
        ["attempts"] = letter.Attempts,
        ["destination"] = letter.Destination,
        ["group"] = letter.Group == Guid.Empty ? null : letter.Group.ToString(),
        ["kind"] = letter.Kind.ToString(),
    });
}
