using System.Globalization;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Web.Board.Tiles;

/// <summary>The band as a strip on the metric's usual range, the value as a mark: paths in a box of 200 by 12.</summary>
/// <param name="Strip">Empty without a band.</param>
/// <param name="Mark">Empty without a value.</param>
public sealed record Gauge(string Strip, string Mark)
{
    public const int Width = 200;
    public const int Height = 12;

    // The mark and the strip's round ends stay inside the box.
    private const double Edge = 4;

    public static Gauge Of(Tile tile)
    {
        double?[] known = [tile.Usual?.Low, tile.Usual?.High, tile.Band?.Lower, tile.Band?.Upper, tile.Latest?.Value, FreshnessEnd(tile)];
        var values = known.OfType<double>().Where(double.IsFinite).ToArray();
        if (values.Length == 0)
            return new("", "");
        var (low, high) = (values.Min(), values.Max());
        // Room on both sides, so that a band that fills the usual range still reads as a strip.
        var room = high > low ? (high - low) * 0.12 : Math.Max(1, Math.Abs(high));
        (low, high) = (tile.Bpm.Kind is BpmKind.Freshness ? 0 : low - room, high + room);
        return new(DrawStrip(tile.Band, low, high), tile.Latest is { } latest ? $"M{At(latest.Value, low, high)} 0v{Height}" : "");
    }

    private static double? FreshnessEnd(Tile tile) => tile.Bpm.Kind is BpmKind.Freshness ? tile.Band?.Upper * 1.4 : null;

    private static string DrawStrip(Band? band, double low, double high) =>
        band is { } limits && (limits.Lower ?? limits.Upper) is not null
            ? $"M{At(limits.Lower ?? low, low, high)} {Height / 2}H{At(limits.Upper ?? high, low, high)}"
            : "";

    private static string At(double value, double low, double high) =>
        Math.Round(Edge + ((value - low) / (high - low) * (Width - (2 * Edge))), 1).ToString("0.#", CultureInfo.InvariantCulture);
}
