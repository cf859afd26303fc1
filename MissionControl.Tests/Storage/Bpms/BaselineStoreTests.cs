namespace MissionControl.Tests.Storage.Bpms;

public sealed class BaselineStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 4, 0, TimeSpan.FromHours(1));

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_baseline_comes_back_and_a_newer_one_takes_its_place(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Baselines.SaveAsync([new("a", "one", Now, "{}"u8.ToArray()), new("b", "one", Now, new byte[200_000])], default);
        await database.Baselines.SaveAsync([new("a", "two", Now.AddHours(1), "{\"x\":1}"u8.ToArray())], default);
        var read = await database.Baselines.ReadAllAsync(default);
        Assert.Equal(["a", "b"], read.Select(baseline => baseline.Bpm));
        Assert.Equal(("two", Now.AddHours(1), TimeSpan.Zero), (read[0].Definition, read[0].LearnedAt, read[0].LearnedAt.Offset));
        Assert.Equal("{\"x\":1}"u8.ToArray(), read[0].Body.ToArray());
        Assert.Equal(200_000, read[1].Body.Length);
    }
}
