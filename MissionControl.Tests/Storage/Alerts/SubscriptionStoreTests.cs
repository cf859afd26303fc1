using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Bpms;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Storage.Alerts;

public sealed class SubscriptionStoreTests
{
    private static readonly Actor By = new("person:1", null);

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_subscription_comes_back_as_it_was_with_its_persons_address_unless_they_are_disabled(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (store, people) = (database.Services.GetRequiredService<ISubscriptionStore>(), database.Services.GetRequiredService<IAccountStore>());
        var ada = new Person { Id = Guid.NewGuid(), Email = "ada@example.org", Name = "Ada", Role = Role.Viewer, Stamp = "1", CreatedAt = Groups.Noon };
        await people.AddAsync(ada, isFirst: false, [], default);
        var subscription = Of(ada.Id) with { Services = ["search", "identity"], Bpms = ["sign-ins"], QuietFrom = new(22, 0), QuietTo = new(6, 30) };
        Assert.True(await store.AddAsync(subscription, By, default));
        var subscriber = Assert.Single(await store.ReadAsync(default));
        Assert.Equal("ada@example.org", subscriber.Email);
        Assert.Equal(subscription with { Services = default, Bpms = default }, subscriber.Subscription with { Services = default, Bpms = default });
        Assert.Equal<string>(["search", "identity", "sign-ins"], [.. subscriber.Subscription.Services, .. subscriber.Subscription.Bpms]);
        var known = (await people.FindAsync(ada.Id, default))!;
        known.IsDisabled = true;
        await people.SaveAsync(known, [], default);
        Assert.Empty(await store.ReadAsync(default));
        Assert.Single(await store.ReadAsync(ada.Id, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Nobody_removes_what_is_anothers_or_has_more_than_twenty(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<ISubscriptionStore>();
        var (ada, bo) = (Guid.NewGuid(), Guid.NewGuid());
        var first = Of(ada);
        Assert.True(await store.AddAsync(first, By, default));
        Assert.False(await store.RemoveAsync(first.Id, bo, Groups.Noon, By, default));
        for (var i = 1; i < SubscriptionRules.MostOfAPerson; i++)
            Assert.True(await store.AddAsync(Of(ada), By, default));
        Assert.False(await store.AddAsync(Of(ada), By, default));
        Assert.True(await store.AddAsync(Of(bo), By, default));
        Assert.True(await store.RemoveAsync(first.Id, ada, Groups.Noon, By, default));
        Assert.False(await store.RemoveAsync(first.Id, ada, Groups.Noon, By, default));
        Assert.Equal("subscription.removed", (await database.Journal.ReadAfterAsync(0, 100, default))[^1].Kind);
    }

    private static Subscription Of(Guid person) => new() { Id = Guid.NewGuid(), Person = person, Audience = Audience.DataLead, AtLeast = Urgency.Warning, MadeAt = Groups.Noon };
}
