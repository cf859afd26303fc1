using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Judging;

/// <summary>
/// Decides what a tile says: pure, from what was remembered, the new fact and the time. Watch comes before Off; both need
/// the value to stay outside, and Normal needs it to stay inside, so that noise at the edge of a band moves nothing.
/// </summary>
internal static class TileRules
{
    /// <summary>An answer may be this late beyond two intervals before the tile is stale.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>A judgement outlives its volume for so long; after that, too few is too few.</summary>
    private static readonly TimeSpan JudgementOutlivesVolume = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan LongestWatchDelay = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(2);

    /// <summary>A value farther beyond its limits than this many half bands is watched at once.</summary>
    private const double FarOutside = 1;

    /// <summary>The very same value for this many times as long as is far.</summary>
    private const double StuckForGood = 2;

    /// <summary>However far, a value must be outside for one part in so many of the patience.</summary>
    private const double ShortestPatience = 2;

    /// <summary>A value must be back for this many intervals, too.</summary>
    private const double IntervalsBack = 4;

    /// <summary>How old the last good sample may be before we say that we cannot see.</summary>
    public static TimeSpan StaleAfter(Bpm bpm) => (2 * bpm.Interval) + Grace;

    /// <summary>How long a value is outside before it is watched: a third of the patience, at most 90 s.</summary>
    public static TimeSpan WatchAfter(Bpm bpm) => Shorter(bpm.Patience / 3, LongestWatchDelay);

    /// <summary>How long a value is inside again before the tile is Normal: half the patience, at most 2 min; with rare samples four intervals.</summary>
    public static TimeSpan NormalAfter(Bpm bpm) => Longer(Shorter(bpm.Patience / 2, LongestReturn), bpm.Interval >= bpm.Patience / 2 ? IntervalsBack * bpm.Interval : TimeSpan.Zero);

    /// <summary>Is there too little behind a share to judge it?</summary>
    public static bool IsTooFew(Bpm bpm, in Sample sample) =>
        bpm.Kind == BpmKind.Ratio && sample.Volume is { } volume && (volume <= 0 || volume < bpm.MinimumVolume);

    /// <summary>Folds a good sample in. Late and duplicate samples change nothing.</summary>
    /// <param name="bpm">Whose.</param>
    /// <param name="memory">What was remembered.</param>
    /// <param name="sample">The new sample.</param>
    /// <param name="band">Where it was expected; <see langword="null"/> while that is being learned.</param>
    /// <param name="evidence">How strange it is, by itself and with those before it.</param>
    /// <param name="warning">What the source said beside it.</param>
    /// <param name="isExpected">Is the time declared different, so that whatever comes is expected? Then only the side is noted.</param>
    public static TileMemory Take(Bpm bpm, in TileMemory memory, in Sample sample, Band? band, in Evidence evidence, string? warning, bool isExpected = false)
    {
        if (memory.Latest is { } latest && sample.At <= latest.At)
            return memory;

        var seen = memory with { Latest = sample, Band = band, Problem = warning };
        if (IsTooFew(bpm, sample))
            return TakeTooFew(seen, sample);
        if (band is not { } limits)
            return Say(Inside(seen), TileState.Learning, sample.At);

        if (isExpected)
            return Say(Inside(seen) with { Side = limits.IsBelow(sample.Value) ? Direction.Below : limits.IsAbove(sample.Value) ? Direction.Above : null }, TileState.Normal, sample.At);

        seen = seen with { TooFewSince = null, IsStuck = evidence.Flat >= 1 };
        var judged = IsOutside(sample.Value, limits, evidence) ? TakeOutside(bpm, seen, sample, limits, evidence) : TakeInside(bpm, seen, sample);
        if (judged.OutsideSince is null)
            return judged;
        // What swings to the other side departs anew: what was missing before says nothing of what is too much now.
        var goesOn = judged.OutsideSince == memory.OutsideSince;
        return judged with { Impact = Add(bpm, goesOn ? memory : memory with { Impact = null }, sample, limits) };
    }

    /// <summary>Folds a failure in: it is remembered, and the tile turns stale when the last good sample is too old.</summary>
    public static TileMemory Fail(Bpm bpm, TileMemory memory, Failure failure, DateTimeOffset now) =>
        Age(bpm, memory with { Problem = failure.Detail }, now);

    /// <summary>Lets time pass.</summary>
    public static TileMemory Age(Bpm bpm, TileMemory memory, DateTimeOffset now)
    {
        if (memory.State == TileState.Stale)
            return memory;
        if (memory.Latest is { } latest && now - latest.At <= StaleAfter(bpm))
            return memory;
        // Whether it is still outside its band cannot be seen: the departure is kept and goes on if the next good sample is outside too.
        return memory with
        {
            State = TileState.Stale,
            Since = memory.Latest?.At ?? now,
            Problem = memory.Problem ?? "The source has sent nothing new",
        };
    }

    /// <summary>
    /// After a replay that reaches back no farther than <paramref name="begin"/>: a departure that was known to be older, and has
    /// not ended, keeps its true beginning and what it has cost so far.
    /// </summary>
    public static TileMemory Continue(Bpm bpm, TileMemory before, TileMemory replayed, DateTimeOffset begin)
    {
        if (before.OutsideSince is not { } left || left >= begin || before.Side != replayed.Side
            || replayed.OutsideSince is not { } again || again > begin + StaleAfter(bpm) + TimeSpan.FromMinutes(1))
            return replayed;
        var since = replayed.State is TileState.Watch or TileState.Off ? left : replayed.Since;
        return replayed with { OutsideSince = left, Since = since, Impact = before.Impact ?? replayed.Impact };
    }

    private static Impact? Add(Bpm bpm, in TileMemory memory, in Sample sample, in Band limits)
    {
        // After a gap nobody knows what happened in it: one sample never stands for longer than it counts as fresh.
        var since = memory.Latest is { } latest ? Shorter(sample.At - latest.At, StaleAfter(bpm)) : bpm.Interval;
        return ImpactRules.Of(bpm, sample, limits, since) is { } more ? (memory.Impact ?? default) + more : memory.Impact;
    }

    private static TileMemory TakeTooFew(TileMemory seen, Sample sample)
    {
        var since = seen.TooFewSince ?? sample.At;
        seen = seen with { TooFewSince = since };
        var judged = seen.OutsideSince is not null && seen.State is TileState.Off;
        return judged && sample.At - since < JudgementOutlivesVolume ? seen : Say(Inside(seen), TileState.TooFew, since);
    }

    private static TileMemory TakeInside(Bpm bpm, TileMemory seen, Sample sample)
    {
        if (seen.OutsideSince is not { } left)
            return Say(Inside(seen), TileState.Normal, sample.At);
        var back = seen.BackSince ?? sample.At;
        if (sample.At - back >= NormalAfter(bpm) || seen.State is TileState.Normal or TileState.TooFew or TileState.Learning)
            return Say(Inside(seen), TileState.Normal, back);
        // Back, but not for long: what was said stands. After a stale stretch that is what the departure had come to.
        return seen.State == TileState.Stale
            ? Say(seen with { BackSince = back }, TileState.Watch, left)
            : seen with { BackSince = back };
    }

    /// <summary>Outside its band, or inside but a little off for so long that it is strange, or stuck. Where so little came of late, that is not seen at once in a query over some minutes.</summary>
    private static bool IsOutside(double value, in Band limits, in Evidence evidence) =>
        !limits.Contains(value) || Math.Max(evidence.Flat, IsOfLimits(evidence) ? 0 : Math.Max(evidence.Below, evidence.Above)) >= 1
        || evidence.Silent >= Math.Max(Evidence.WorthWatching, evidence.Above);

    private static bool IsOfLimits(in Evidence evidence) => double.IsPositiveInfinity(evidence.Below);

    private static TileMemory TakeOutside(Bpm bpm, TileMemory seen, in Sample sample, in Band limits, in Evidence evidence)
    {
        var side = limits.IsBelow(sample.Value) ? Direction.Below : limits.IsAbove(sample.Value) ? Direction.Above
            : evidence.Below >= evidence.Above ? Direction.Below : Direction.Above;
        var goesOn = seen.OutsideSince is not null && seen.Side == side;
        var strength = side == Direction.Below ? evidence.Below : evidence.Above;
        var left = goesOn ? seen.OutsideSince!.Value : sample.At;
        seen = seen with { OutsideSince = left, BackSince = null, Side = side };
        var hurts = bpm.Hurts == Direction.Both || bpm.Hurts == side;
        // What several samples together tell has lasted already; a step inside the band does not make it shorter.
        var lasted = Longer(sample.At - left, TimeSpan.FromMinutes(evidence.LastedMinutes));
        var isLong = lasted >= PatienceWith(bpm, strength / evidence.Bar) || bpm.Interval >= bpm.Patience;
        if ((hurts && strength >= evidence.Bar && isLong) || evidence.Flat >= StuckForGood)
            return Say(seen, TileState.Off, left);
        if (seen.State is TileState.Watch or TileState.Off)
            return Say(seen, seen.State == TileState.Off && (hurts || seen.IsStuck) ? TileState.Off : TileState.Watch, left);
        var watched = IsOfLimits(evidence) ? sample.At - left >= WatchAfter(bpm) || IsFar(sample.Value, limits)
            : strength >= 1 || seen.IsStuck || (strength >= Evidence.WorthWatching && lasted >= WatchAfter(bpm));
        return watched ? Say(seen, TileState.Watch, left) : Say(seen, TileState.Normal, seen.State == TileState.Normal ? seen.Since : sample.At);
    }

    /// <summary>What is twice as far as it must be to be off needs half the patience. Limits know no degrees.</summary>
    private static TimeSpan PatienceWith(Bpm bpm, double strength) =>
        double.IsInfinity(strength) ? bpm.Patience : bpm.Patience / Math.Clamp(strength, 1, ShortestPatience);

    private static bool IsFar(double value, Band limits) =>
        limits.CrossedLimit(value) is { } crossed
        && limits is { Lower: { } lower, Upper: { } upper }
        && Math.Abs(value - crossed) > FarOutside * (upper - lower) / 2;

    private static TileMemory Inside(TileMemory memory) =>
        memory with { OutsideSince = null, BackSince = null, Side = null, Impact = null };

    private static TileMemory Say(TileMemory memory, TileState state, DateTimeOffset since) =>
        memory.State == state && state is not (TileState.Watch or TileState.Off) ? memory : memory with { State = state, Since = since };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
