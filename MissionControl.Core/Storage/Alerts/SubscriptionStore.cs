using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Storage.People;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>Subscriptions in the database. Thread-safe.</summary>
internal sealed class SubscriptionStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : ISubscriptionStore
{
    public async Task<ImmutableArray<Subscriber>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<SubscriptionRow>().AsNoTracking()
            .Join(context.Set<AccountRow>().Where(account => !account.IsDisabled), row => row.Person, account => account.Id, (row, account) => new { row, account.Email })
            .OrderBy(one => one.row.MadeAt)
            .ToArrayAsync(cancellationToken);
        return [.. rows.Select(static one => new Subscriber(one.row.ToSubscription(), one.Email))];
    }

    public async Task<ImmutableArray<Subscription>> ReadAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<SubscriptionRow>().AsNoTracking().Where(row => row.Person == person).OrderBy(row => row.MadeAt).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToSubscription())];
    }

    public Task<bool> AddAsync(Subscription subscription, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<SubscriptionRow>().CountAsync(row => row.Person == subscription.Person, cancellation) >= SubscriptionRules.MostOfAPerson)
                return false;
            context.Add(SubscriptionRow.Of(subscription));
            await JournalWriter.AppendAsync(context, FactOf("subscription.added", subscription, subscription.MadeAt, by, "after"), cancellation);
            return true;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(Guid id, Guid person, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<SubscriptionRow>().SingleOrDefaultAsync(row => row.Id == id && row.Person == person, cancellation) is not { } row)
                return false;
            context.Remove(row);
            await JournalWriter.AppendAsync(context, FactOf("subscription.removed", row.ToSubscription(), at, by, "before"), cancellation);
            return true;
        },
        cancellationToken);

    private static JournalFact FactOf(string kind, Subscription subscription, DateTimeOffset at, Actor by, string side) => new(kind, subscription.Id.ToString(), by, at, new()
    {
        [side] = new JsonObject
        {
            ["audience"] = subscription.Audience.ToString(),
            ["bpms"] = new JsonArray([.. subscription.Bpms.Select(static id => (JsonNode)id)]),
            ["services"] = new JsonArray([.. subscription.Services.Select(static id => (JsonNode)id)]),
            ["urgency"] = subscription.AtLeast.ToString(),
        },
    });
}
