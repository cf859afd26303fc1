namespace MissionControl.Core.Bpms;

/// <summary>A case that says what a BPM's tile should make of a value: a test of its band, run by <c>check-catalog</c>.</summary>
public sealed record Expectation
{
    /// <summary>What the case is about, for people.</summary>
    public required string Name { get; init; }

    /// <summary>A CSV file of the catalog folder that the band is learned from; <see langword="null"/> for fixed bands.</summary>
    public string? History { get; init; }

    /// <summary>When the value comes; the history before it counts. <see langword="null"/>: right after the history.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>As a sample's value: ratios 0 to 1, freshness in seconds.</summary>
    public required double Value { get; init; }

    /// <summary>The events behind a ratio; <see langword="null"/>: unknown.</summary>
    public double? Volume { get; init; }

    /// <summary>For how long the value stays, read once an interval; zero: one sample.</summary>
    public TimeSpan Lasting { get; init; }

    /// <summary>What the tile should then say.</summary>
    public required TileState State { get; init; }

    /// <summary>The catalog file it stands in.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>From 1.</summary>
    public required int Column { get; init; }
}
