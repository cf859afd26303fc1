using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources.Demo;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Sources.Demo;

public sealed class DemoSourceTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers()
    {
        var (one, other) = (await HistoryOf(seed: 7), await HistoryOf(seed: 7));
        Assert.Equal(one, other);
        Assert.NotEqual(one, await HistoryOf(seed: 8));
    }

    [Fact]
    public async Task Sign_ins_are_watched_and_then_off_in_the_first_minutes_and_come_back()
    {
        var states = await StatesOf(Some.Ratio() with { Patience = TimeSpan.FromMinutes(2) }, TimeSpan.FromMinutes(12));
        Assert.Equal(TileState.Watch, states[0]);
        Assert.Contains(TileState.Off, states);
        Assert.Equal(TileState.Normal, states[^1]);
    }

    [Fact]
    public async Task A_source_goes_silent_and_speaks_again()
    {
        var states = await StatesOf(Some.Rate("referral-page-views"), TimeSpan.FromMinutes(9));
        Assert.Equal(TileState.Normal, states[0]);
        Assert.Contains(TileState.Stale, states);
        Assert.Equal(TileState.Normal, states[^1]);
    }

    [Fact]
    public async Task The_overnight_sync_is_late_and_then_done()
    {
        var states = await StatesOf(Some.Freshness(), TimeSpan.FromMinutes(14));
        Assert.Contains(TileState.Off, states);
        Assert.Equal(TileState.Normal, states[^1]);
    }

    private static async Task<IReadOnlyList<Sample>> HistoryOf(int seed)
    {
        var clock = new ManualTimeProvider();
        var source = new DemoSource("demo", seed, London, clock);
        var history = await source.ReadHistoryAsync(Some.Ratio(), new Window(clock.GetUtcNow().AddDays(-2), clock.GetUtcNow(), TimeSpan.FromMinutes(5)), CancellationToken.None);
        return [.. history.Samples];
    }

    /// <summary>Learns, replays three hours and then lives on, as the board does.</summary>
    private static async Task<List<TileState>> StatesOf(Bpm bpm, TimeSpan length)
    {
        var clock = new ManualTimeProvider();
        var source = new DemoSource("demo", 7, London, clock);
        var start = clock.GetUtcNow();
        BandTracker? tracker = null;
        if (BandBook.RulesOf(bpm, London, []) is { } rules)
        {
            var learned = await source.ReadHistoryAsync(bpm, new Window(start.AddDays(-35), start, TimeSpan.FromMinutes(5)), CancellationToken.None);
            tracker = new(BaselineLearner.Learn(rules, learned.Samples.AsSpan())!, rules);
        }

        TileMemory Judge(TileMemory before, Sample sample)
        {
            if (tracker is null)
                return TileRules.Take(bpm, before, sample, BandBook.LimitsOf(bpm), Evidence.OfLimits, warning: null);
            var point = tracker.At(sample.At, sample.Volume);
            return TileRules.Take(bpm, before, sample, point.ToBand(), TileRules.IsTooFew(bpm, sample) ? default : tracker.Take(sample, point), warning: null);
        }

        var memory = TileMemory.Start(start);
        var past = await source.ReadHistoryAsync(bpm, new Window(start.AddHours(-3), start, TimeSpan.FromMinutes(1)), CancellationToken.None);
        foreach (var sample in past.Samples)
            memory = Judge(memory, sample);

        var states = new List<TileState>();
        for (; clock.GetUtcNow() <= start + length; clock.Advance(bpm.Interval))
        {
            await source.ReadLatestAsync(
                [bpm],
                (_, reading) => memory = reading.Sample is { } sample ? Judge(memory, sample) : TileRules.Fail(bpm, memory, reading.Failure!, clock.GetUtcNow()),
                CancellationToken.None);
            memory = TileRules.Age(bpm, memory, clock.GetUtcNow());
            states.Add(memory.State);
        }

        return states;
    }
}
