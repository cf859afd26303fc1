using Microsoft.AspNetCore.Components;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board.Tiles;

/// <summary>
/// The lines of a tile as finished SVG, so that an open board keeps one string, shared by all, instead of thirty render frames a
/// tile. Raw markup, and safe: it is made of our own numbers and fixed words, never of anybody's text.
/// </summary>
internal static class TileDrawing
{
    public static MarkupString Of(Shape shape) => new($"""<svg class="shape {shape.Look}" viewBox="0 0 16 16" aria-hidden="true"><path d="{shape.Path}"/></svg>""");

    public static MarkupString Of(Gauge gauge) => new(
        $"""<svg class="gauge" viewBox="0 0 {Gauge.Width} {Gauge.Height}" preserveAspectRatio="none" aria-hidden="true"><path class="track" d="M4 6H196"/><path class="strip" d="{gauge.Strip}"/><path class="mark" d="{gauge.Mark}"/></svg>""");

    public static MarkupString Of(Sparkline sparkline) => new(
        $"""<svg class="spark" viewBox="0 0 {Sparkline.Width} {Sparkline.Height}" preserveAspectRatio="none" aria-hidden="true"><path class="ribbon" d="{sparkline.Ribbon}"/><path class="line" d="{sparkline.Line}"/><path class="end" d="{sparkline.End}"/></svg>""");
}
