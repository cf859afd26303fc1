using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Storage.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Bpms;

public sealed class PushedSampleStoreTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Samples_come_back_in_order_and_a_second_one_takes_the_place_of_the_first(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        Assert.Empty(await store.SaveAsync([Pushed("a", 0, 3), Pushed("a", -120, 1, 480), Pushed("b", 0, 9)], default));
        var before = await store.SaveAsync([Pushed("a", -60, 2), Pushed("a", 0, 4), Pushed("c", 0, 1)], default);
        Assert.Equal(A.Moment, before["a"]);
        Assert.False(before.ContainsKey("c"));
        Assert.Equal<Sample>(
            [new(A.Moment.AddSeconds(-120), 1, 480), new(A.Moment.AddSeconds(-60), 2), new(A.Moment, 4)],
            await store.ReadAsync("a", A.Moment.AddDays(-1), A.Moment, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_edges_of_what_is_read_are_exact(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        await store.SaveAsync([Pushed("a", 0, 1), Pushed("a", 60, 2)], default);
        Assert.Equal(2, (await store.ReadAsync("a", A.Moment, A.Moment.AddSeconds(60), default)).Length);
        Assert.Empty(await store.ReadAsync("a", A.Moment.AddMilliseconds(1), A.Moment.AddMilliseconds(59_999), default));
        Assert.Equal(1, (await store.ReadLatestAsync("a", A.Moment.AddSeconds(59), default))?.Value);
        Assert.Null(await store.ReadLatestAsync("a", A.Moment.AddSeconds(-1), default));
        Assert.Null(await store.ReadLatestAsync("never", A.Moment, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Two_days_are_kept_whole_six_weeks_in_steps_and_the_rest_not_at_all(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var now = A.Moment.AddMinutes(1);
        PushedSample[] kept = [Pushed("a", -3600, 1), Pushed("a", -3540, 2), Pushed("a", At(-3, 299), 4), Pushed("a", At(-3, 600), 5), Pushed("a", At(-41, 0), 6)];
        await store.SaveAsync([.. kept, Pushed("a", At(-3, 0), 3), Pushed("a", At(-3, 298), 3), Pushed("a", At(-43, 0), 7), Pushed("b", At(-3, 0), 8)], default);
        Assert.Equal(3, await database.ThinAsync<PushedSampleStore>(now));
        Assert.Equal(kept.Select(sample => sample.Sample).OrderBy(sample => sample.At), await store.ReadAsync("a", now.AddDays(-90), now, default));
        Assert.Single(await store.ReadAsync("b", now.AddDays(-90), now, default));
        Assert.Equal(0, await database.ThinAsync<PushedSampleStore>(now));
    }

    // A day, from the whole five minutes before the moment.
    private static int At(int days, int seconds) => (int)(A.Moment.AddDays(days).ToUnixTimeSeconds() / 300 * 300 - A.Moment.ToUnixTimeSeconds()) + seconds;

    private static PushedSample Pushed(string bpm, int seconds, double value, double? volume = null) => new(bpm, new Sample(A.Moment.AddSeconds(seconds), value, volume));

    private static IPushedSampleStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IPushedSampleStore>();
}
