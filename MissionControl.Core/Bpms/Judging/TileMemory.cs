namespace MissionControl.Core.Bpms.Judging;

/// <summary>What the judge needs to remember of a BPM between two looks.</summary>
internal readonly record struct TileMemory
{
    public required TileState State { get; init; }

    /// <summary>Since when it is in <see cref="State"/>; for Watch and Off since it left its band.</summary>
    public required DateTimeOffset Since { get; init; }

    public Sample? Latest { get; init; }

    public Band? Band { get; init; }

    /// <summary>When it left its band, if it has not been back for long enough to count.</summary>
    public DateTimeOffset? OutsideSince { get; init; }

    /// <summary>Has it been the very same value for too long?</summary>
    public bool IsStuck { get; init; }

    /// <summary>When it came back into its band, while that is not yet long enough to count.</summary>
    public DateTimeOffset? BackSince { get; init; }

    /// <summary>When there became too little volume to judge, while an earlier judgement still stands.</summary>
    public DateTimeOffset? TooFewSince { get; init; }

    public Direction? Side { get; init; }

    /// <summary>The last failure since the last good sample.</summary>
    public string? Problem { get; init; }

    public Impact? Impact { get; init; }

    public static TileMemory Start(DateTimeOffset now) => new() { State = TileState.Stale, Since = now, Problem = "Not read yet" };
}
