using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Storage.Bpms;

namespace MissionControl.Tests.Storage.Bpms;

public sealed class ThinningTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 3, 30, TimeSpan.Zero);

    [Fact]
    public void Every_minute_of_two_days_is_kept_then_every_fifth_for_two_weeks_then_every_hour_for_400_days()
    {
        var kept = Kept(Every(Minutes.Of(Now.AddDays(-401)), Minutes.Of(Now), TileState.Normal), Now);
        var day = 24 * 60;
        var today = Minutes.Of(Now);
        // Cut-offs move to the start of their stretch, so each stretch is thinned whole: 02:03 is kept from 02:00.
        Assert.Equal((2 * day) + 3 + 1, kept.Count(minute => minute >= today - (2 * day) - 3));
        Assert.Equal(12 * day / 5, kept.Count(minute => minute >= today - (14 * day) - 3 && minute < today - (2 * day) - 3));
        // The oldest hour, 02:03 to 02:59, is part gone already.
        Assert.Equal(386 * 24, kept.Count(minute => minute < today - (14 * day) - 3));
        Assert.True(kept[0] >= today - (400 * day));
    }

    [Fact]
    public void The_last_sample_of_a_stretch_stays()
    {
        var start = At(Now.AddDays(-3), 10, 0);
        Assert.Equal([start + 4], Kept(Every(start, start + 4, TileState.Normal), Now));
    }

    [Theory]
    [InlineData(TileState.Watch)]
    [InlineData(TileState.Off)]
    public void Trouble_stays_rather_than_a_later_calm_sample(TileState trouble)
    {
        var start = At(Now.AddDays(-3), 10, 0);
        var samples = Every(start, start + 4, TileState.Normal);
        samples[1] = (start + 1, trouble);
        samples[2] = (start + 2, trouble);
        samples[3] = (start + 3, TileState.Stale);
        Assert.Equal([start + 2], Kept(samples, Now));
    }

    [Fact]
    public void Off_stays_rather_than_a_later_watch()
    {
        var start = At(Now.AddDays(-30), 10, 0);
        Assert.Equal([start + 5], Kept([(start, TileState.Watch), (start + 5, TileState.Off), (start + 50, TileState.Watch)], Now));
    }

    [Fact]
    public void Thinning_hour_by_hour_ends_where_one_late_pass_ends()
    {
        var first = Minutes.Of(Now.AddDays(-16));
        List<(int Minute, TileState State)> samples = [.. Enumerable.Range(first, 16 * 24 * 60).Select(minute => (minute, (minute % 97) switch
        {
            3 => TileState.Off,
            < 9 => TileState.Watch,
            _ => TileState.Normal,
        }))];
        var late = Kept(samples, Now);
        for (var hours = -16 * 24; hours <= 0; hours++)
        {
            var gone = Thinning.Doomed(samples, Now.AddHours(hours)).ToHashSet();
            samples.RemoveAll(sample => gone.Contains(sample.Minute));
        }

        Assert.Equal(late, samples.Select(sample => sample.Minute));
    }

    [Fact]
    public void A_second_pass_finds_nothing_to_do()
    {
        var samples = Every(Minutes.Of(Now.AddDays(-20)), Minutes.Of(Now), TileState.Normal);
        var gone = Thinning.Doomed(samples, Now).ToHashSet();
        samples.RemoveAll(sample => gone.Contains(sample.Minute));
        Assert.Empty(Thinning.Doomed(samples, Now));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_store_thins_each_BPM_by_itself_and_says_how_many_went(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var start = Now.AddDays(-3);
        foreach (var bpm in new[] { "a", "b" })
        {
            await database.Samples.SaveAsync(
                [.. Enumerable.Range(0, 3 * 24 * 60).Select(minute => new ShownSample(bpm, new Sample(start.AddMinutes(minute), minute), null, TileState.Normal))],
                default);
        }

        var gone = await database.ThinAsync<SampleStore>(Now);
        var kept = await database.Samples.ReadAllSinceAsync(DateTimeOffset.MinValue, default);
        // A day of minutes, 02:03 to 01:59, in stretches of five of which the first began before it.
        Assert.Equal(2 * ((24 * 60) - 3 - (24 * 12)), gone);
        Assert.All(kept.Values, samples => Assert.Equal((2 * 24 * 60) + 3 + (24 * 12), samples.Length));
        Assert.Equal(0, await database.ThinAsync<SampleStore>(Now));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    [InlineData(-1, -1)]
    public void Minutes_round_down_on_both_sides_of_1970(int seconds, int minute) =>
        Assert.Equal(minute, Minutes.Of(DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

    [Fact]
    public void A_state_keeps_its_number_for_ever() => Assert.Equal(
        [(TileState.Normal, 0), (TileState.Watch, 1), (TileState.Off, 2), (TileState.Stale, 3), (TileState.Held, 4), (TileState.Learning, 5), (TileState.TooFew, 6)],
        Enum.GetValues<TileState>().Select(state => (state, (int)StateCode.Of(state))));

    private static int At(DateTimeOffset day, int hour, int minute) => Minutes.Of(new DateTimeOffset(day.Year, day.Month, day.Day, hour, minute, 0, TimeSpan.Zero));

    private static List<(int Minute, TileState State)> Every(int from, int to, TileState state) =>
        [.. Enumerable.Range(from, to - from + 1).Select(minute => (minute, state))];

    private static List<int> Kept(List<(int Minute, TileState State)> samples, DateTimeOffset now) =>
        [.. samples.Select(sample => sample.Minute).Except(Thinning.Doomed(samples, now))];
}
