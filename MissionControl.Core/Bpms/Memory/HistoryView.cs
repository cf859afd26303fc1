using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>A BPM's past, ready to draw.</summary>
/// <param name="Points">Oldest first, at most one a step; where there is nothing, there is no point.</param>
/// <param name="Ghost">The same stretch one week earlier, moved on by a week; values only.</param>
/// <param name="Note">What is missing and why, in words; <see langword="null"/> when nothing is.</param>
public sealed record HistoryView(HistoryRange Range, ImmutableArray<HistoryPoint> Points, ImmutableArray<HistoryPoint> Ghost, string? Note);

/// <summary>A point of the past.</summary>
/// <param name="Band">As it was shown, or else as the present baseline has it.</param>
/// <param name="State">As it was shown; <see langword="null"/> when it was not shown then.</param>
public readonly record struct HistoryPoint(DateTimeOffset At, double Value, double? Volume, Band? Band, TileState? State)
{
    /// <summary>Was it outside its band on the side that hurts, as far as is known?</summary>
    public bool Hurts(Bpm bpm) => Band is { } band
        && ((bpm.Hurts != Direction.Above && band.IsBelow(Value)) || (bpm.Hurts != Direction.Below && band.IsAbove(Value)));
}
