using System.Collections.Immutable;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>A change that may have caused a break, and what speaks for and against it.</summary>
public sealed record Suspect
{
    public required Change Change { get; init; }

    /// <summary>The same thing told again shortly before or after under another key: retries, the newest first.</summary>
    public ImmutableArray<Change> Again { get; init; } = [];

    /// <summary>The probability that it was this one, 0 to 1, beside all others and beside something nobody told.</summary>
    public required double Share { get; init; }

    /// <summary>From when it began to when the break was seen; negative when it was told after.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>Did it still go on when the break was seen?</summary>
    public required bool WentOn { get; init; }

    public required Nearness Nearness { get; init; }

    /// <summary>How many changes like it broke something before.</summary>
    public int Guilty { get; init; }

    /// <summary>How many of those were rolled back.</summary>
    public int RolledBack { get; init; }

    /// <summary>Was it taken back after the break was seen?</summary>
    public bool IsTakenBackSince { get; init; }

    /// <summary>Was it taken back before the break, so that it was no longer there?</summary>
    public bool WasTakenBackBefore { get; init; }

    /// <summary>Does it take another change back?</summary>
    public bool IsRollback { get; init; }

    /// <summary>What was said of it since the break was seen.</summary>
    public ChangeMark? Said { get; init; }

    /// <summary>
    /// Is it likelier than everything else together, and has nobody said that it is not? What has no way to reach what broke is not pronounced by
    /// the clock alone, however quiet the day.
    /// </summary>
    public bool IsLikely => Share >= 0.5 && Said is not ChangeMark.Innocent
        && (Nearness.Kind is not NearnessKind.Unrelated || IsTakenBackSince || Said is ChangeMark.Guilty or ChangeMark.RolledBack);
}
