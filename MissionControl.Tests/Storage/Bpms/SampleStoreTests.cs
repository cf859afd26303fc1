using System.Diagnostics;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Storage.Bpms;

namespace MissionControl.Tests.Storage.Bpms;

public sealed class SampleStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_sample_comes_back_as_it_was_shown(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var full = new ShownSample("sign-ins", new Sample(Now.AddTicks(1234567), 0.1 + 0.2, 1e17), new Band(0.25, 0.5, 0.75), TileState.Off);
        var bare = new ShownSample("sign-ins", new Sample(Now.AddMinutes(1), -3), Band: null, TileState.Learning);
        var open = new ShownSample("sign-ins", new Sample(Now.AddMinutes(2), 0), new Band(null, null, 5), TileState.Normal);
        await database.Samples.SaveAsync([full, bare, open], default);
        Assert.Equal([full, bare, open], (await database.Samples.ReadAsync("sign-ins", Now, Now.AddHours(1), default)).ToArray());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Every_state_survives_the_database(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var states = Enum.GetValues<TileState>();
        await database.Samples.SaveAsync([.. states.Select((state, index) => Shown("a", Now.AddMinutes(index), index, state))], default);
        var read = await database.Samples.ReadAsync("a", Now, Now.AddHours(1), default);
        Assert.Equal(states, read.Select(sample => sample.State));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_second_sample_for_a_minute_replaces_the_first_within_one_save_and_across_two(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Samples.SaveAsync([Shown("a", Now, 1), Shown("a", Now.AddSeconds(30), 2)], default);
        await database.Samples.SaveAsync([Shown("a", Now.AddSeconds(59), 3), Shown("b", Now, 9)], default);
        var read = Assert.Single(await database.Samples.ReadAsync("a", Now, Now.AddMinutes(1), default));
        Assert.Equal(new Sample(Now.AddSeconds(59), 3), read.Sample);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_range_holds_both_its_ends_and_nothing_beside_them(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        DateTimeOffset[] times = [Now.AddSeconds(10), Now.AddSeconds(70), Now.AddSeconds(130), Now.AddSeconds(190)];
        await database.Samples.SaveAsync([.. times.Select(at => Shown("a", at, 1))], default);
        var read = await database.Samples.ReadAsync("a", times[1], times[2], default);
        Assert.Equal(times[1..3], read.Select(sample => sample.Sample.At));
        Assert.Empty(await database.Samples.ReadAsync("a", times[1].AddTicks(1), times[2].AddTicks(-1), default));
        Assert.Equal(4, (await database.Samples.ReadAsync("a", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Length);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Moments_with_other_offsets_are_the_same_moments_in_UTC(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var inKathmandu = Now.ToOffset(new TimeSpan(5, 45, 0));
        await database.Samples.SaveAsync([Shown("a", inKathmandu, 1)], default);
        var read = Assert.Single(await database.Samples.ReadAsync("a", inKathmandu, Now.ToOffset(TimeSpan.FromHours(-8)), default));
        Assert.Equal(Now, read.Sample.At);
        Assert.Equal(TimeSpan.Zero, read.Sample.At.Offset);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Everything_since_a_moment_comes_in_one_read_oldest_first_within_each_BPM(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Samples.SaveAsync(
            [Shown("b", Now.AddMinutes(2), 4), Shown("a", Now.AddMinutes(1), 2), Shown("a", Now, 1), Shown("b", Now.AddMinutes(1), 3), Shown("old", Now.AddDays(-1), 0)],
            default);
        var read = await database.Samples.ReadAllSinceAsync(Now, default);
        Assert.Equal(["a", "b"], read.Keys.Order());
        Assert.Equal([1d, 2d], read["a"].Select(sample => sample.Sample.Value));
        Assert.Equal([3d, 4d], read["b"].Select(sample => sample.Sample.Value));
        Assert.DoesNotContain("a", (await database.Samples.ReadAllSinceAsync(Now.AddMinutes(1).AddTicks(1), default)).Keys);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_save_that_fails_half_way_leaves_nothing(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        ShownSample[] samples = [Shown("a", Now, 1), Shown("a", Now.AddMinutes(1), 2, (TileState)99)];
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => database.Samples.SaveAsync(samples, default));
        Assert.Empty(await database.Samples.ReadAllSinceAsync(DateTimeOffset.MinValue, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_unknown_BPM_has_no_samples(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        Assert.Empty(await database.Samples.ReadAsync("nobody", Now.AddDays(-1), Now, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Saves_from_many_tasks_all_arrive(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(
            () => database.Samples.SaveAsync([Shown($"bpm-{index % 4}", Now.AddMinutes(index), index)], default))));
        var read = await database.Samples.ReadAllSinceAsync(Now, default);
        Assert.Equal(40, read.Values.Sum(samples => samples.Length));
    }

    [Fact]
    public async Task Two_hundred_BPMs_of_three_hours_are_read_in_time_for_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        for (var bpm = 0; bpm < 200; bpm++)
        {
            var id = $"bpm-{bpm}";
            await database.Samples.SaveAsync(
                [.. Enumerable.Range(0, 180).Select(minute => new ShownSample(
                    id, new Sample(Now.AddMinutes(minute), minute, 100), new Band(1, 2, 3), TileState.Normal))],
                default);
        }

        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var began = Stopwatch.GetTimestamp();
            var read = await database.Samples.ReadAllSinceAsync(Now, default);
            var took = Stopwatch.GetElapsedTime(began);
            best = took < best ? took : best;
            Assert.Equal(36_000, read.Values.Sum(samples => samples.Length));
        }

        // It takes under 100 ms on a quiet machine; the suite shares its cores, so only the restart's whole budget is held here.
        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_restart_reads_one_short_range_per_BPM_however_much_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var raw = database.OpenRaw();
        using var command = raw.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {SampleStore.AllSince}";
        command.Parameters.AddWithValue("@from", 0);
        using var reader = command.ExecuteReader();
        List<string> plan = [];
        while (reader.Read())
            plan.Add(reader.GetString(3));
        Assert.Equal(["SCAN b", "SEARCH s USING PRIMARY KEY (BpmKey=? AND Minute>?)"], plan);
    }

    private static ShownSample Shown(string bpm, DateTimeOffset at, double value, TileState state = TileState.Normal) =>
        new(bpm, new Sample(at, value), Band: null, state);
}
