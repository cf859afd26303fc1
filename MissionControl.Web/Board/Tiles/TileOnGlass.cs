using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;

namespace MissionControl.Web.Board.Tiles;

/// <summary>
/// A tile as one open board shows it. Keeps its drawing until the tile's version moves: the very same string is what tells the
/// framework that there is nothing to send.
/// </summary>
internal readonly record struct TileOnGlass(string Id, long Version, TileDrawing Drawing, MarkupString Inside)
{
    /// <param name="before">What is on glass; empty at first.</param>
    public static ImmutableArray<TileOnGlass> Next(ImmutableArray<TileOnGlass> before, ImmutableArray<Tile> tiles, DateTimeOffset now, TimeZoneInfo zone)
    {
        var next = ImmutableArray.CreateBuilder<TileOnGlass>(tiles.Length);
        for (var i = 0; i < tiles.Length; i++)
            next.Add(Next(Find(before, tiles[i].Bpm.Id, i), tiles[i], now, zone));
        return next.MoveToImmutable();
    }

    private static TileOnGlass Next(TileOnGlass? before, Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (before is { } same && same.Version == tile.Version)
            return same;
        var drawing = SharedTiles.For(tile, now, zone);
        var moved = before is { } last && last.Drawing.Value != drawing.Value;
        return new(tile.Bpm.Id, tile.Version, drawing, moved ? drawing.Moved : drawing.Still);
    }

    // Nearly always where it was.
    private static TileOnGlass? Find(ImmutableArray<TileOnGlass> tiles, string id, int likely)
    {
        if (likely < tiles.Length && string.Equals(tiles[likely].Id, id, StringComparison.Ordinal))
            return tiles[likely];
        foreach (var tile in tiles)
            if (string.Equals(tile.Id, id, StringComparison.Ordinal))
                return tile;
        return null;
    }
}
