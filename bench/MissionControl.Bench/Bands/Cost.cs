using System.Diagnostics;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Time and memory to learn 1,000 BPMs of six weeks at five minutes on one core, and to judge a sample. Every fourth had an outage of two hours:
/// a history with past trouble is learned again without it.
/// </summary>
internal static class Cost
{
    private const int Bpms = 1000;
    private const int Judged = 1_000_000;
    private const int WarmUp = 20_000;
    private const int Histories = 8;
    private const int HistoriesPerOutage = 4;

    public static IEnumerable<Aim> Run()
    {
        var rules = new LearningRules(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), []);
        var histories = Enumerable.Range(0, Histories).Select(number => History(number, rules.Zone)).ToArray();
        var history = histories[^1];
        foreach (var one in histories)
            _ = BaselineLearner.Learn(rules, one);
        var baselines = new Baseline[Bpms];
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sorting = Stopwatch.StartNew();
        for (var i = 0; i < Bpms; i++)
        {
            var copy = histories[i % Histories].Select(static sample => sample.Value).ToArray();
            Array.Sort(copy);
        }

        sorting.Stop();
        var watch = Stopwatch.StartNew();
        var peak = 0L;
        for (var i = 0; i < Bpms; i++)
        {
            baselines[i] = BaselineLearner.Learn(rules, histories[i % Histories])!;
            peak = Math.Max(peak, GC.GetTotalMemory(false) - before);
        }

        watch.Stop();
        yield return new("learning 1,000 BPMs of six weeks at five minutes, one core", watch.Elapsed.TotalSeconds, 10, AtLeast: false, " s", $"sorting each history once: {sorting.Elapsed.TotalSeconds:0.0} s");
        yield return new("managed memory at its highest meanwhile", peak / 1e6, 300, AtLeast: false, " MB", $"kept afterwards: {(GC.GetTotalMemory(true) - before) / 1e6:0} MB");

        foreach (var aim in Judge("a rate", rules, baselines[^1], BpmKind.Rate, i => (300 + (i % 7), null)))
            yield return aim;

        var ofShares = rules with { IsShare = true };
        var shares = history.Select(sample => sample with { Value = Math.Round(sample.Value * 0.9) / Math.Max(1, sample.Value), Volume = sample.Value }).ToArray();
        watch.Restart();
        var baseline = BaselineLearner.Learn(ofShares, shares)!;
        yield return Aim.Told("learning a share of six weeks", watch.Elapsed.TotalMilliseconds, " ms");
        foreach (var aim in Judge("a share", ofShares, baseline, BpmKind.Ratio, i => (0.9 + (0.01 * (i % 3)), 300 + (i % 7))))
            yield return aim;
    }

    /// <summary>Sign-ins of people who live by their local clock, which changes on the way.</summary>
    private static Sample[] History(int number, TimeZoneInfo zone)
    {
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var shape = new DemoShape(318);
        var outage = start.AddDays(20 + number).AddHours(9);
        return [.. Enumerable.Range(0, 42 * 288).Select(i => start.AddMinutes(5 * i)).Select(at => new Sample(at, IsOut(at) ? 0 : new DemoNoise(7 + number, "cost", at.UtcTicks).Poisson(318 * shape.Busy(at + zone.GetUtcOffset(at)))))];

        bool IsOut(DateTimeOffset at) => number % HistoriesPerOutage == 0 && at >= outage && at < outage.AddHours(2);
    }

    private static IEnumerable<Aim> Judge(string what, LearningRules rules, Baseline baseline, BpmKind kind, Func<int, (double Value, double? Volume)> next)
    {
        var bpm = new Bpm { Id = "cost", Name = "", Means = "", Kind = kind, Source = "", Query = new(""), Band = new BandPolicy.Learned(BandKind.Auto, 0.95) };
        var tracker = new BandTracker(baseline, rules);
        var at = baseline.To;
        var memory = TileMemory.Start(at);
        for (var i = 0; i < WarmUp; i++)
            JudgeOne(i);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Judged; i++)
            JudgeOne(i);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        yield return new($"judging a sample of {what}: band, evidence and state", watch.Elapsed.TotalMicroseconds / Judged, 2, AtLeast: false, " µs");
        yield return new("allocated meanwhile, for a million samples", allocated, 0, AtLeast: false, " bytes");

        void JudgeOne(int i)
        {
            at = at.AddSeconds(30);
            var (value, volume) = next(i);
            var sample = new Sample(at, value, volume);
            var point = tracker.At(at, volume);
            memory = TileRules.Take(bpm, memory, sample, point.ToBand(), tracker.Take(sample, point), warning: null);
        }
    }
}
