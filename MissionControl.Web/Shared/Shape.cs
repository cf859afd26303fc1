using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;

namespace MissionControl.Web.Shared;

/// <summary>A shape that means something without colour.</summary>
/// <param name="Path">Drawn in a box of 16 by 16.</param>
/// <param name="Look">The class that fills or strokes it: solid, hollow, dotted.</param>
/// <param name="Glyph">The same shape as a character, for the tab title.</param>
public sealed record Shape(string Path, string Look, string Glyph)
{
    private const string Down = "M2 3.5h12L8 14z";
    private const string Up = "M2 12.5h12L8 2z";
    private const string Bar = "M2 5.5h12v5H2z";
    private const string Ring = "M8 3a5 5 0 1 0 .01 0z";

    public static readonly Shape Quiet = new(Ring, "hollow", "○");
    public static readonly Shape Unseen = new(Ring, "dotted", "◌");
    public static readonly Shape FarBelow = new(Down, "solid", "▼");
    public static readonly Shape FarAbove = new(Up, "solid", "▲");
    public static readonly Shape JustBelow = new(Down, "hollow", "▽");
    public static readonly Shape JustAbove = new(Up, "hollow", "△");
    public static readonly Shape Unmoving = new(Bar, "solid", "▬");
    public static readonly Shape JustUnmoving = new(Bar, "hollow", "▭");
    public static readonly Shape Paused = new("M4 3h3v10H4zM9 3h3v10H9z", "solid", "❙❙");
    public static readonly Shape Learns = new("M1.5 8h.01M8 8h.01M14.5 8h.01", "dots", "…");
    public static readonly Shape Few = new("M3 8h10", "hollow", "–");
    public static readonly Shape Block = new("M3 3h10v10H3z", "solid", "■");
    public static readonly Shape Crossed = new("M3 3l10 10M13 3L3 13", "cross", "✕");
    public static readonly Shape Diamond = new("M8 2l6 6-6 6-6-6z", "solid", "◆");

    public static Shape Of(Tile tile) => tile.State switch
    {
        TileState.Off when tile.Departed() == DepartureKind.Stuck => Unmoving,
        TileState.Watch when tile.Departed() == DepartureKind.Stuck => JustUnmoving,
        TileState.Off => IsHigh(tile) ? FarAbove : FarBelow,
        TileState.Watch => IsHigh(tile) ? JustAbove : JustBelow,
        TileState.Stale => Unseen,
        TileState.Held => Paused,
        TileState.Learning => Learns,
        TileState.TooFew => Few,
        _ => Quiet,
    };

    public static Shape Of(VerdictLevel level) => level switch
    {
        VerdictLevel.ActNow => FarBelow,
        VerdictLevel.Watch => JustAbove,
        VerdictLevel.Blind => Unseen,
        _ => Quiet,
    };

    public static Shape Of(Health health) => health switch
    {
        Health.Degraded => JustAbove,
        Health.PartialOutage => Block,
        Health.MajorOutage => Crossed,
        Health.Maintenance => Diamond,
        Health.Unknown => Unseen,
        _ => Quiet,
    };

    // A late sync is a high number but reads as falling behind.
    private static bool IsHigh(Tile tile) => tile.Side is Direction.Above && tile.Bpm.Kind is not BpmKind.Freshness;
}
