using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Images;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.Incidents;

/// <summary>Incidents in the database. Thread-safe.</summary>
internal sealed class IncidentStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IIncidentStore
{
    public async Task<ImmutableArray<Incident>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // The newest comes along in any case: the next one is numbered after it.
        var newest = await context.Set<IncidentRow>().MaxAsync(static row => (int?)row.Number, cancellationToken);
        var wanted = context.Set<IncidentRow>().Where(row => row.IsOpen || row.DeclaredAt >= since || row.Number == newest);
        var events = context.Set<IncidentEventRow>().AsNoTracking().Where(row => wanted.Any(one => one.Number == row.Incident)).OrderBy(row => row.Incident).ThenBy(row => row.Number);
        var found = ImmutableArray.CreateBuilder<Incident>();
        Incident? current = null;
        await foreach (var row in events.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (current is not null && current.Number != row.Incident)
            {
                found.Add(current);
                current = null;
            }

            current = current?.With(EventOf(row)) ?? Incident.Begin(EventOf(row));
        }

        if (current is not null)
            found.Add(current);
        return found.ToImmutable();
    }

    public async Task<Incident?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Incident? found = null;
        await foreach (var row in context.Set<IncidentEventRow>().AsNoTracking().Where(row => row.Incident == number).OrderBy(row => row.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
            found = found?.With(EventOf(row)) ?? Incident.Begin(EventOf(row));
        return found;
    }

    public async Task<ImmutableArray<IncidentLine>> SearchAsync(int? before, ImmutableArray<string> words, int most, IncidentSight sight, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (seesAll, member) = (sight.SeesAll, sight.Member is { } person ? $" {person} " : null);
        var found = context.Set<IncidentRow>().AsNoTracking().Where(row => (seesAll || !row.IsPrivate || (member != null && (" " + row.Members + " ").Contains(member))) && (before == null || row.Number < before));
        foreach (var word in words)
        {
            // Of LIKE, both databases overlook capital letters.
            var (number, pattern) = (IncidentSearch.NumberOf(word), LikePattern.Containing(word));
            found = found.Where(row => row.Number == number || EF.Functions.Like(row.Title, pattern, LikePattern.Escape));
        }

        var rows = await found.OrderByDescending(row => row.Number).Take(most).ToArrayAsync(cancellationToken);
        return [.. rows.Select(LineOf)];
    }

    public async Task<Picture?> FindImageAsync(int incident, Guid image, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<IncidentImageRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == image && row.Incident == incident, cancellationToken) is { } row
            ? new(row.Type, row.Width, row.Height, row.Bytes)
            : null;
    }

    public Task AppendAsync(IReadOnlyList<IncidentWrite> writes, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            foreach (var write in writes)
            {
                var logged = write.Logged;
                var body = IncidentJson.Write(logged.What);
                context.Add(new IncidentEventRow { Incident = logged.Incident, Number = logged.Number, At = logged.At, WrittenAt = logged.WrittenAt, By = logged.By, Key = logged.Key, Body = body });
                if (write is { Picture: { } picture, Logged.What: ImageShown shown })
                    context.Add(new IncidentImageRow { Id = shown.Image, Incident = logged.Incident, Type = picture.Type, Width = picture.Width, Height = picture.Height, Bytes = picture.Bytes.ToArray() });
                await JournalWriter.AppendAsync(context, FactOf(write, body), cancellation);
            }

            foreach (var after in writes.GroupBy(static write => write.Logged.Incident).Select(static same => same.Last().After))
            {
                if (await context.Set<IncidentRow>().FindAsync([after.Number], cancellation) is { } row)
                    Fill(row, after);
                else
                    context.Add(Fill(new() { Number = after.Number, Title = "", Phase = "", Members = "" }, after));
            }

            await context.SaveChangesAsync(cancellation);
            return 0;
        },
        cancellationToken);

    // Without the words that people typed: they may have named somebody, and the journal is for ever. The seal holds them to what they wrote.
    private static JournalFact FactOf(IncidentWrite write, string body) => new("incident." + KindOf(body), write.Logged.Incident.ToString(System.Globalization.CultureInfo.InvariantCulture), write.By, write.Logged.WrittenAt, new JsonObject
    {
        ["event"] = write.Logged.Number,
        ["phase"] = write.After.Phase.ToString(),
        ["seal"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
        ["severity"] = (int)write.After.Severity,
    });

    private static string KindOf(string body) => JsonNode.Parse(body)!["kind"]!.GetValue<string>().ToLowerInvariant();

    private static LoggedEvent EventOf(IncidentEventRow row) => new(row.Incident, row.Number, row.At, row.WrittenAt, row.By, row.Key, IncidentJson.Read(row.Body));

    private static IncidentRow Fill(IncidentRow row, Incident incident)
    {
        row.Title = incident.Title;
        row.Severity = (int)incident.Severity;
        row.Phase = incident.Phase.ToString();
        row.IsOpen = incident.IsOpen;
        row.IsPrivate = incident.IsPrivate;
        row.Members = string.Join(' ', incident.Members.Order(StringComparer.Ordinal));
        row.DeclaredAt = incident.Times.Declared;
        row.ResolvedAt = incident.Times.Resolved;
        row.MergedInto = incident.MergedInto;
        return row;
    }

    private static IncidentLine LineOf(IncidentRow row) => new(
        row.Number, row.Title, (Severity)row.Severity, Enum.TryParse<Phase>(row.Phase, out var phase) ? phase : Phase.Investigating, row.IsPrivate, row.DeclaredAt, row.ResolvedAt, row.MergedInto,
        [.. row.Members.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
