using MissionControl.Core.Board;
using MissionControl.Web.Board;
using MissionControl.Web.Board.Tiles;

namespace MissionControl.Web.Bpms;

/// <summary>A BPM as it stands now, ready to print.</summary>
/// <param name="Tile">The same words as on its tile; <see langword="null"/> when the catalog no longer has it.</param>
/// <param name="Why">Why the band is what it is.</param>
/// <param name="Problem">What the source said about its last answer, while the tile is not stale.</param>
/// <param name="Version">Of the tile.</param>
public sealed record BpmNow(TileView? Tile, string Why, string? Problem, string Title, string Icon, long Version)
{
    public static BpmNow From(BoardSnapshot snapshot, string id, DateTimeOffset now)
    {
        var zone = snapshot.Definitions.Organisation.Zone;
        var icon = VerdictView.From(snapshot.Verdict, now, zone).Icon;
        if (snapshot.FindTile(id) is not { } tile)
            return new(null, "", null, "Gone · Mission Control", icon, 0);
        var view = TileView.From(tile, now, zone);
        var title = $"{view.Shape.Glyph} {view.Name} {view.Value.Full} · Mission Control";
        return new(view, tile.BandReason, tile.State == Core.Bpms.TileState.Stale ? null : tile.Problem, title, icon, tile.Version);
    }
}
