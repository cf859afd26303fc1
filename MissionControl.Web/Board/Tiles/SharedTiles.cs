using System.Runtime.CompilerServices;
using MissionControl.Core.Board;

namespace MissionControl.Web.Board.Tiles;

/// <summary>
/// A hundred open boards show the same tile: it is drawn once and shared, for as long as the tile lives.
/// Only for a moment, though: ages in words are from when they were made. Thread-safe.
/// </summary>
internal static class SharedTiles
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(2);
    private static readonly ConditionalWeakTable<Tile, Made> _made = [];

    public static TileDrawing For(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (_made.TryGetValue(tile, out var known) && (now - known.At).Duration() < _fresh && known.Zone.Equals(zone))
            return known.Drawing;
        var drawing = TileDrawing.Of(TileView.From(tile, now, zone));
        _made.AddOrUpdate(tile, new Made(drawing, now, zone));
        return drawing;
    }

    private sealed record Made(TileDrawing Drawing, DateTimeOffset At, TimeZoneInfo Zone);
}
