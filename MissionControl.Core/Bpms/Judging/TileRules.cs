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

    /// <summary>A value farther beyond its limit than this many half bands is watched at once.</summary>
    private const double FarOutside = 1;

    /// <summary>How old the last good sample may be before we say that we cannot see.</summary>
    public static TimeSpan StaleAfter(Bpm bpm) => (2 * bpm.Interval) + Grace;

    /// <summary>How long a value is outside before it is watched: a third of the patience, at most 90 s.</summary>
    public static TimeSpan WatchAfter(Bpm bpm) => Shorter(bpm.Patience / 3, LongestWatchDelay);

    /// <summary>How long a value is inside again before the tile is Normal: half the patience, at most 2 min.</summary>
    public static TimeSpan NormalAfter(Bpm bpm) => Shorter(bpm.Patience / 2, LongestReturn);

    /// <summary>Folds a good sample in. Late and duplicate samples change nothing.</summary>
    public static TileMemory Take(Bpm bpm, TileMemory memory, Sample sample, ExplainedBand? band, string? warning)
    {
        if (memory.Latest is { } latest && sample.At <= latest.At)
            return memory;

        var seen = memory with { Latest = sample, Band = band, Problem = warning };
        if (bpm.Kind == BpmKind.Ratio && sample.Volume is { } volume && (volume <= 0 || volume < bpm.MinimumVolume))
            return TakeTooFew(seen, sample);
        if (band is not { } explained)
            return Say(Inside(seen) with { Impact = null }, TileState.Learning, sample.At);

        var limits = explained.Band;
        seen = seen with { TooFewSince = null };
        var judged = limits.Contains(sample.Value) ? TakeInside(bpm, seen, sample) : TakeOutside(bpm, seen, sample, limits);
        return judged.OutsideSince is null ? judged : judged with { Impact = Add(bpm, memory, sample, limits) };
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

    private static double? Add(Bpm bpm, TileMemory memory, Sample sample, Band limits)
    {
        // After a gap nobody knows what happened in it: one sample never stands for longer than it counts as fresh.
        var since = memory.Latest is { } latest ? Shorter(sample.At - latest.At, StaleAfter(bpm)) : bpm.Interval;
        return ImpactRules.Of(bpm, sample, limits, since) is { } more ? (memory.Impact ?? 0) + more : memory.Impact;
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

    private static TileMemory TakeOutside(Bpm bpm, TileMemory seen, Sample sample, Band limits)
    {
        var side = limits.IsBelow(sample.Value) ? Direction.Below : Direction.Above;
        var left = seen.OutsideSince is { } before && seen.Side == side ? before : sample.At;
        seen = seen with { OutsideSince = left, BackSince = null, Side = side };
        var outside = sample.At - left;
        var hurts = bpm.Hurts == Direction.Both || bpm.Hurts == side;
        if (hurts && outside >= bpm.Patience)
            return Say(seen, TileState.Off, left);
        if (outside >= WatchAfter(bpm) || seen.State is TileState.Watch or TileState.Off || IsFar(sample.Value, limits))
            return Say(seen, seen.State == TileState.Off && hurts ? TileState.Off : TileState.Watch, left);
        return Say(seen, TileState.Normal, seen.State == TileState.Normal ? seen.Since : sample.At);
    }

    private static bool IsFar(double value, Band limits) =>
        limits.CrossedLimit(value) is { } crossed
        && limits is { Lower: { } lower, Upper: { } upper }
        && Math.Abs(value - crossed) > FarOutside * (upper - lower) / 2;

    private static TileMemory Inside(TileMemory memory) =>
        memory with { OutsideSince = null, BackSince = null, Side = null, Impact = null };

    private static TileMemory Say(TileMemory memory, TileState state, DateTimeOffset since) =>
        memory.State == state && state is not (TileState.Watch or TileState.Off) ? memory : memory with { State = state, Since = since };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
