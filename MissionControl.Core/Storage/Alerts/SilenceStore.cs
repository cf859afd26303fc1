using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>Silences in the database. Thread-safe.</summary>
internal sealed class SilenceStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : ISilenceStore
{
    public async Task<ImmutableArray<Silence>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<SilenceRow>().AsNoTracking().Where(row => row.To > since).ToArrayAsync(cancellationToken);
        return [.. rows.Select(SilenceOf).OfType<Silence>()];
    }

    public Task AddAsync(Silence silence, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            context.Add(new SilenceRow
            {
                Id = silence.Id,
                Matchers = JsonSerializer.Serialize([.. silence.Matchers.Select(static one => new MatcherBody(one.Name, one.Kind.ToString(), one.Value))], AlertJson.Default.MatcherBodyArray),
                Reason = silence.Reason,
                From = silence.From,
                To = silence.To,
                Recurs = silence.Recurs is { } recurs ? JsonSerializer.Serialize(RecurrenceBody.Of(recurs), AlertJson.Default.RecurrenceBody) : null,
                By = silence.By,
                MadeAt = silence.MadeAt,
            });
            return await JournalWriter.AppendAsync(context, new("silence.made", silence.Id.ToString(), by, silence.MadeAt, new JsonObject { ["after"] = BodyOf(silence) }), cancellation);
        },
        cancellationToken);

    public Task<Silence?> MoveEndAsync(Guid id, DateTimeOffset to, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<SilenceRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } row || SilenceOf(row) is not { } before)
                return null;
            row.To = to;
            var after = before with { To = to };
            var fact = new JournalFact(to > at ? "silence.moved" : "silence.ended", id.ToString(), by, at, new JsonObject { ["before"] = BodyOf(before), ["after"] = BodyOf(after) });
            await JournalWriter.AppendAsync(context, fact, cancellation);
            return after;
        },
        cancellationToken);

    // A silence that this release cannot read is none: loud is the safe side.
    private static Silence? SilenceOf(SilenceRow row)
    {
        if (JsonSerializer.Deserialize(row.Matchers, AlertJson.Default.MatcherBodyArray) is not { Length: > 0 } bodies)
            return null;
        var matchers = ImmutableArray.CreateBuilder<Matcher>();
        foreach (var body in bodies)
            if (Enum.TryParse<MatcherKind>(body.Kind, out var kind) && Matcher.TryMake(body.Name, kind, body.Value, out var matcher, out _))
                matchers.Add(matcher);
        var recurs = row.Recurs is null ? null : JsonSerializer.Deserialize(row.Recurs, AlertJson.Default.RecurrenceBody);
        if (matchers.Count != bodies.Length || (recurs is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(recurs.Zone, out _)))
            return null;
        return new()
        {
            Id = row.Id,
            Matchers = matchers.ToImmutable(),
            Reason = row.Reason,
            From = row.From,
            To = row.To,
            Recurs = recurs?.Read(),
            By = row.By,
            MadeAt = row.MadeAt,
        };
    }

    // Without the reason: a person typed it and may have named somebody, and the journal is for ever.
    private static JsonObject BodyOf(Silence silence) => new()
    {
        ["from"] = Words.Machine(silence.From),
        ["matchers"] = new JsonArray([.. silence.Matchers.Select(static matcher => (JsonNode)matcher.ToString())]),
        ["to"] = Words.Machine(silence.To),
    };
}
