using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Storage.Maintenance;

/// <summary>Planned works in the database. Thread-safe.</summary>
internal sealed class WorkStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IWorkStore, IThinned
{
    /// <summary>How long one is kept after it was over: twice as long as it is shown.</summary>
    public static readonly TimeSpan Kept = 2 * WorkBook.Remembered;

    public async Task<ImmutableArray<Work>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // The newest comes along in any case: the next one is numbered after it.
        var newest = await context.Set<WorkRow>().MaxAsync(static row => (int?)row.Number, cancellationToken);
        var rows = await context.Set<WorkRow>().AsNoTracking().Where(row => row.EndedAt == null || row.EndedAt >= since || row.Number == newest).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => WorkJson.Read(row.Body)).OfType<Work>()];
    }

    public async Task<Work?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<WorkRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Number == number, cancellationToken) is { } row ? WorkJson.Read(row.Body) : null;
    }

    public Task<bool> SaveAsync(WorkWrite write, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var row = await context.Set<WorkRow>().FindAsync([write.After.Number], cancellation);
            if (row?.Version != write.Before?.Version)
                return false;
            if (row is null)
                context.Add(row = new() { Number = write.After.Number, Body = "" });
            (row.Version, row.EndedAt, row.Body) = (write.After.Version, write.After.EndedAt, WorkJson.Write(write.After));
            await JournalWriter.AppendAsync(context, FactOf(write, row.Body), cancellation);
            return true;
        },
        cancellationToken);

    public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var before = now - Kept;
            var newest = await context.Set<WorkRow>().MaxAsync(static row => (int?)row.Number, cancellation);
            return await context.Set<WorkRow>().Where(row => row.EndedAt < before && row.Number != newest).ExecuteDeleteAsync(cancellation);
        },
        cancellationToken);

    // Without the words that people typed: they may have named somebody, and the journal is for ever. The seal holds them to what they wrote.
    private static JournalFact FactOf(WorkWrite write, string body)
    {
        var said = write.After.Notices.Length > (write.Before?.Notices.Length ?? 0) ? write.After.Notices[^1] : null;
        return new(write.Kind, write.After.Number.ToString(CultureInfo.InvariantCulture), write.By, write.At, new JsonObject
        {
            ["after"] = BodyOf(write.After),
            ["before"] = write.Before is { } before ? BodyOf(before) : null,
            ["notice"] = said?.Kind.ToString(),
            ["seal"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
            ["skipped"] = said?.Skipped,
        });
    }

    private static JsonObject BodyOf(Work work) => new()
    {
        ["components"] = new JsonArray([.. work.Components.Select(static id => (JsonNode)id)]),
        ["effect"] = work.Effect.ToString(),
        ["ended"] = work.EndedAt is { } ended ? Words.Machine(ended) : null,
        ["endsByItself"] = work.EndsByItself,
        ["from"] = Words.Machine(work.From),
        ["services"] = new JsonArray([.. work.Services.Select(static id => (JsonNode)id)]),
        ["to"] = Words.Machine(work.To),
    };
}
