using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Web.Board.Tiles;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board;

/// <summary>The verdict, the tiles and the services, live.</summary>
public sealed partial class LiveBoard : LiveComponent<BoardView>
{
    // Read aloud, so it changes with the level and not with every number.
    private string _announcement = "";
    private ImmutableArray<TileOnGlass> _tiles = [];

    protected override BoardView Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var view = BoardView.From(snapshot, now);
        if (View is { } before && before.Verdict.Level != view.Verdict.Level)
            _announcement = view.Verdict.Announcement;
        _tiles = TileOnGlass.Next(_tiles, snapshot.Tiles, now, view.Zone);
        return view;
    }
}
