using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Recorded configurations in the database. Thread-safe.</summary>
internal sealed class ConfigurationRecords(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IConfigurationRecords
{
    public async Task<JsonObject?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var body = await context.Set<ConfigurationRow>().Where(row => row.Name == name).Select(row => row.Body).SingleOrDefaultAsync(cancellationToken);
        return body is null ? null : JsonNode.Parse(body) as JsonObject;
    }

    public Task RecordAsync(string name, JsonObject configuration, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var body = CanonicalJson.Of(configuration);
            if (await context.Set<ConfigurationRow>().SingleOrDefaultAsync(row => row.Name == name, cancellation) is { } kept)
                kept.Body = body;
            else
                context.Add(new ConfigurationRow { Name = name, Body = body });
            return await JournalWriter.AppendAsync(context, fact, cancellation);
        },
        cancellationToken);
}
