using MissionControl.Core.Bpms;

namespace MissionControl.Core.Board;

/// <summary>In what way a tile that says Watch, Off or Held has departed from normal.</summary>
internal enum DepartureKind
{
    /// <summary>Outside its band.</summary>
    Outside,

    /// <summary>Inside its band, on one side of it for so long, or with so little of late, as is seldom.</summary>
    ALittle,

    /// <summary>The very same value for longer than it ever is.</summary>
    Stuck,

    /// <summary>Inside its band again, not yet for long enough to count.</summary>
    Back,
}

internal static class DepartureKinds
{
    public static DepartureKind Departed(this Tile tile)
    {
        var isInside = tile is { Latest: { } latest, Band: { } band } && band.Contains(latest.Value);
        return !isInside ? DepartureKind.Outside
            : tile.IsStuck ? DepartureKind.Stuck
            : tile.BackSince is not null ? DepartureKind.Back
            : tile is { OutsideSince: not null, Bpm.Band: BandPolicy.Learned } ? DepartureKind.ALittle
            : DepartureKind.Outside;
    }

    /// <summary>Since when the value is the very same, as far back as the tile remembers.</summary>
    public static DateTimeOffset StuckSince(this Tile tile)
    {
        if (tile.Latest is not { } latest)
            return tile.Since;
        var since = latest.At;
        for (var i = tile.Recent.Length - 1; i >= 0 && tile.Recent[i].Value.Equals(latest.Value); i--)
            since = tile.Recent[i].At;
        // All that is remembered is the same: a departure may be known to be older than that.
        return tile.Recent.Length > 0 && since == tile.Recent[0].At && tile.OutsideSince < since ? tile.OutsideSince.Value : since;
    }
}
