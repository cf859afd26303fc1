using System.Collections.Frozen;
using System.Runtime.InteropServices;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>Runs an expectation through the same learner, tracker and rules as the board's.</summary>
internal static class TryExpectation
{
    /// <summary>The stretch of history that is replayed, as at a start of the app.</summary>
    private static readonly TimeSpan Replayed = TimeSpan.FromHours(3);

    /// <summary>So much of the history is learned from, as by the board.</summary>
    private static readonly TimeSpan Learned = TimeSpan.FromDays(35);

    /// <summary><see langword="null"/> when it holds; otherwise what came instead, in words.</summary>
    /// <param name="bpm">Whose.</param>
    /// <param name="expectation">The case.</param>
    /// <param name="history">In order of time; empty for fixed bands.</param>
    /// <param name="zone">Of the business.</param>
    /// <param name="holidays">Of its calendars.</param>
    public static string? Run(Bpm bpm, Expectation expectation, IReadOnlyList<Sample> history, TimeZoneInfo zone, FrozenSet<DateOnly> holidays)
    {
        var at = expectation.At ?? (history.Count > 0 ? history[^1].At + bpm.Interval : DateTimeOffset.UnixEpoch);
        List<Sample> known = [.. history.Where(sample => sample.At < at && sample.At >= at - Learned)];
        BandTracker? tracker = null;
        if (BandBook.RulesOf(bpm, zone, holidays) is { } rules)
        {
            if (known.Count == 0)
                return $"'{expectation.Name}' has no history before {at:yyyy-MM-ddTHH:mm:ssZ} to learn from";
            if (BaselineLearner.DaysIn(known) >= BaselineLearner.DaysNeeded(rules.Kind) - 0.5 && BaselineLearner.Learn(rules, CollectionsMarshal.AsSpan(known)) is { } baseline)
                tracker = new(baseline, rules);
        }

        var memory = TileMemory.Start(at - Replayed);
        foreach (var sample in known.Where(sample => sample.At >= at - Replayed))
            memory = Take(bpm, tracker, memory, sample);
        memory = TileRules.Age(bpm, memory, at);
        for (var now = at; now <= at + expectation.Lasting; now += bpm.Interval)
            memory = Take(bpm, tracker, memory, new(now, expectation.Value, expectation.Volume));
        return memory.State == expectation.State
            ? null
            : $"'{expectation.Name}' expects {expectation.State}, but it is {memory.State}: {Quantity.Of(bpm, expectation.Value).Full} against {Against(bpm, memory.Band)}";
    }

    private static TileMemory Take(Bpm bpm, BandTracker? tracker, in TileMemory memory, in Sample sample)
    {
        if (BandBook.LimitsOf(bpm) is { } limits)
            return TileRules.Take(bpm, memory, sample, limits, Evidence.OfLimits, warning: null);
        if (tracker is null)
            return TileRules.Take(bpm, memory, sample, band: null, default, warning: null);
        var point = tracker.At(sample.At, sample.Volume);
        return TileRules.Take(bpm, memory, sample, point.ToBand(), TileRules.IsTooFew(bpm, sample) ? default : tracker.Take(sample, point), warning: null);
    }

    private static string Against(Bpm bpm, Band? band) => Quantity.Expected(bpm, band) is { Length: > 0 } expected ? $"an expected {expected}" : "no band";
}
