using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;

namespace MissionControl.Web.Board.Tiles;

/// <summary>One tile. Renders again only when the tile's version moved.</summary>
public sealed partial class TileCard : ComponentBase
{
    private TileView _view = null!;
    private long _version = -1;
    private bool _changed;

    // A value that moved is a new element with this class, so that it fades in once.
    private string _moved = "";

    [Parameter, EditorRequired]
    public required Tile Tile { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override void OnParametersSet()
    {
        _changed = Tile.Version != _version;
        if (!_changed)
            return;
        var view = SharedTileViews.For(Tile, Clock.GetUtcNow(), Zone);
        if (_version >= 0 && view.Value != _view.Value)
            _moved = "moved";
        (_view, _version) = (view, Tile.Version);
    }

    protected override bool ShouldRender() => _changed;
}
