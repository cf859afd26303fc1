using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.People;

/// <summary>The keys in the database. Their framework knows no other way than to wait for them. Thread-safe.</summary>
internal sealed class ProtectionKeys(IDbContextFactory<MissionContext> contexts, SingleWriter writer, TimeProvider clock) : IProtectionKeys
{
    public ImmutableArray<string> Read()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Set<ProtectionKeyRow>().AsNoTracking().Select(static row => row.Xml)];
    }

    // Away from whoever waits: nothing of theirs is needed to finish it.
    public void Add(ImmutableArray<ProtectionKey> keys, string how) => Task.Run(() => AddAsync(keys, how)).GetAwaiter().GetResult();

    private Task<bool> AddAsync(ImmutableArray<ProtectionKey> keys, string how) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var (now, names) = (clock.GetUtcNow(), keys.Select(static key => key.Name).ToArray());
            var known = await context.Set<ProtectionKeyRow>().Where(row => names.Contains(row.Name)).Select(static row => row.Name).ToListAsync(cancellation);
            foreach (var key in keys.Where(key => !known.Contains(key.Name)))
            {
                context.Add(new ProtectionKeyRow { Name = key.Name, Xml = key.Xml, AddedAt = now });
                await JournalWriter.AppendAsync(context, new("protection-key.added", key.Name, Actor.System, now, new JsonObject { ["how"] = how }), cancellation);
            }

            return true;
        },
        CancellationToken.None);
}
