using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Core.Storage.Services;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Services;

public sealed class HealthStoreTests
{
    private static readonly HealthSpan Fine = new("identity", A.Moment.AddHours(-3), A.Moment.AddHours(-1), Health.Operational, "Its metrics are where they are expected");
    private static readonly HealthSpan Broken = new("identity", A.Moment.AddHours(-1), A.Moment, Health.MajorOutage, "Sign-in is off £ 🦄");

    private static readonly HealthDay Day = new(new(2026, 11, 20), new()
    {
        Whole = TimeSpan.FromHours(24), Operational = TimeSpan.FromHours(20), Degraded = TimeSpan.FromMinutes(1), PartialOutage = TimeSpan.FromMinutes(2),
        MajorOutage = TimeSpan.FromMinutes(3), Maintenance = TimeSpan.FromSeconds(4),
    });

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_was_recorded_comes_back_as_it_was(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync(new(null, [Broken, Fine, Fine with { Service = "search" }], [new("identity", Day)], []), default);
        var kept = await store.ReadAsync(A.Moment.AddDays(-100), default);
        var identity = kept.Single(static past => past.Service == "identity");
        Assert.Equal<HealthSpan>([Fine, Broken], identity.Spans);
        Assert.Equal<HealthDay>([Day], identity.Days);
        Assert.Equal<HealthSpan>([Broken], await store.ReadAsync("identity", A.Moment.AddMinutes(-59), A.Moment, default));
        Assert.Empty(await store.ReadAsync("identity", A.Moment, A.Moment.AddHours(1), default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_span_becomes_longer_in_its_place(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync(new(null, [Broken], [], []), default);
        await store.SaveAsync(new(null, [Broken with { To = A.Moment.AddMinutes(1) }], [], []), default);
        Assert.Equal(A.Moment.AddMinutes(1), (await store.ReadAsync("identity", Fine.From, A.Moment.AddHours(1), default)).Single().To);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_cut_takes_back_what_lies_ahead_and_what_is_saved_with_it_stays(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync(new(null, [Fine, Broken], [new("identity", Day), new("identity", Day with { Day = Day.Day.AddDays(1) })], []), default);
        var at = A.Moment.AddHours(-2);
        var anew = new HealthSpan("identity", at, at.AddMinutes(1), Health.Degraded, "Disk full");
        await store.SaveAsync(new(new(at, new(2026, 11, 21)), [anew], [], []), default);
        var kept = (await store.ReadAsync(A.Moment.AddDays(-100), default)).Single();
        Assert.Equal<HealthSpan>([Fine with { To = at }, anew], kept.Spans);
        Assert.Equal<HealthDay>([Day], kept.Days);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Spans_go_after_a_hundred_days_once_their_day_is_rolled_up(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync(new(null, [Fine, Broken], [], []), default);
        var later = A.Moment.AddDays(101);
        Assert.Equal(0, await database.ThinAsync<HealthStore>(later));
        await store.SaveAsync(new(null, [], [new("identity", Day with { Day = new(2027, 2, 1) })], []), default);
        Assert.Equal(2, await database.ThinAsync<HealthStore>(later));
        Assert.Single((await store.ReadAsync(DateTimeOffset.MinValue, default)).Single().Days);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Days_go_after_thirteen_months(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync(new(null, [], [new("identity", Day)], []), default);
        Assert.Equal(0, await database.ThinAsync<HealthStore>(A.Moment.AddDays(395)));
        Assert.Equal(1, await database.ThinAsync<HealthStore>(A.Moment.AddDays(402)));
    }

    private static IHealthStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IHealthStore>();
}
