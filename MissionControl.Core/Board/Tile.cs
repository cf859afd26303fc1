using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Board;

/// <summary>A BPM as it stands now. A new instance, with a new <see cref="Version"/>, whenever anything in it moved.</summary>
public sealed record Tile
{
    public required Bpm Bpm { get; init; }

    /// <summary>The board version in which this tile last changed. Pages re-render a tile when this moves.</summary>
    public required long Version { get; init; }

    public required TileState State { get; init; }

    /// <summary>Since when it is in <see cref="State"/> (for Off and Watch: since it left its band).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The latest good sample; kept while the tile is stale.</summary>
    public Sample? Latest { get; init; }

    /// <summary>The band at the time of <see cref="Latest"/>; <see langword="null"/> while there is none.</summary>
    public Band? Band { get; init; }

    /// <summary>One sentence: why the band is what it is.</summary>
    public string BandReason { get; init; } = "";

    /// <summary>What <see cref="Band"/> was computed from; <see langword="null"/> for fixed limits and while there is none.</summary>
    internal BandBasis? Basis { get; init; }

    /// <summary>Why moments that <see cref="Band"/> is the middle of were left out, one for each that people marked as not normal.</summary>
    public ImmutableArray<StretchKind> MarkedHere { get; init; } = [];

    /// <summary>Which side of the band the value is on, when it is outside.</summary>
    public Direction? Side { get; init; }

    /// <summary>When it left its band, if it has not been back for long enough to count; while the state is still Normal, it has only just left.</summary>
    public DateTimeOffset? OutsideSince { get; init; }

    /// <summary>When it came back into its band, while that is not yet long enough to count.</summary>
    public DateTimeOffset? BackSince { get; init; }

    /// <summary>Why we cannot see, when <see cref="State"/> is <see cref="TileState.Stale"/>; or the source's warning.</summary>
    public string? Problem { get; init; }

    /// <summary>People or transactions missing (negative) or too many (positive) against expectation since <see cref="Since"/>; <see langword="null"/> where volume is unknown.</summary>
    public double? Impact { get; init; }

    /// <summary>The part of <see cref="Impact"/> that no normal noise explains: against the edge of the band, which may move to the value's side.</summary>
    public double? ImpactAtLeast { get; init; }

    /// <summary>Has it been the very same value for longer than it ever is?</summary>
    public bool IsStuck { get; init; }

    /// <summary>Declared for the time of <see cref="Latest"/>: whatever the value is, it is expected.</summary>
    public Stretch? Exception { get; init; }

    /// <summary>The last three hours, at most one point a minute, oldest first.</summary>
    public ImmutableArray<TilePoint> Recent { get; init; } = [];

    /// <summary>What was changed in its services in these hours, the newest first.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>The change that most likely moved it out of its band; <see langword="null"/> while it is inside and where none outweighs all others.</summary>
    public Suspect? Suspect { get; init; }

    /// <summary>The usual range of this metric (about the middle 98 % of the last weeks), for the gauge; <see langword="null"/> while unknown.</summary>
    public UsualRange? Usual { get; init; }
}

/// <summary>A point of the sparkline with the band it had.</summary>
public readonly record struct TilePoint(DateTimeOffset At, double Value, Band? Band, double? Volume = null);

public readonly record struct UsualRange(double Low, double High);
