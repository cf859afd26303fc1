using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>The past of a BPM, ready to draw or to export.</summary>
public sealed record HistoryView
{
    public required Bpm Bpm { get; init; }

    public required HistoryRange Range { get; init; }

    /// <summary>The distance between two points: the range's step, or more for a BPM that is asked more rarely.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Oldest first. A gap holds points without a value; nothing is made up to fill it.</summary>
    public required ImmutableArray<HistoryPoint> Points { get; init; }

    /// <summary>A week before, moved a week ahead, as averages of five steps where these are an hour at most (ages as they were); a gap has no value.</summary>
    public ImmutableArray<PastValue> WeekBefore { get; init; } = [];

    /// <summary>What is missing in what is shown, and what the source warned of, in a sentence or two; <see langword="null"/> when nothing is.</summary>
    public string? Note { get; init; }

    /// <summary>Why there is nothing to show at all, one sentence; <see langword="null"/> when there is, or when there is simply no history.</summary>
    public string? Error { get; init; }

    /// <summary>Is there any value?</summary>
    public bool HasValues => Points.Any(point => point.Value is not null);
}

/// <summary>A moment of the past.</summary>
/// <param name="At">The time of the sample itself, UTC; in a gap the start of the step.</param>
/// <param name="Value">In the BPM's unit; <see langword="null"/> in a gap.</param>
/// <param name="Volume">The events behind a ratio.</param>
/// <param name="Band">As it was shown, or as the present baseline has it for moments that were not shown, or shown while it was still learning.</param>
/// <param name="State">As it was shown; <see langword="null"/> for moments that were not shown.</param>
public readonly record struct HistoryPoint(DateTimeOffset At, double? Value, double? Volume, Band? Band, TileState? State)
{
    /// <summary>Where it was expected by the normal that held before the present one was adopted; <see langword="null"/> when that is long ago.</summary>
    public Band? Before { get; init; }
}

/// <summary>A value without judgement; <see langword="null"/> in a gap.</summary>
public readonly record struct PastValue(DateTimeOffset At, double? Value);
