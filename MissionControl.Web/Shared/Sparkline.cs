using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Changes;

namespace MissionControl.Web.Shared;

/// <summary>Three hours as SVG paths in a box of 360 by 48: few points, every extreme kept, gaps left open.</summary>
/// <param name="Line">The values.</param>
/// <param name="Ribbon">The band, closed; empty without one.</param>
/// <param name="End">The last value, a line without length that a round cap turns into a dot; empty without points.</param>
public sealed record Sparkline(string Line, string Ribbon, string End)
{
    /// <summary>Where something was changed: lines from top to bottom; empty without any.</summary>
    public string Marks { get; init; } = "";

    public const int Width = 360;
    public const int Height = 48;

    private const int LineBuckets = 28;
    private const int RibbonSteps = 20;
    private const double Edge = 3;
    private static readonly TimeSpan _gap = TimeSpan.FromMinutes(6);

    public static readonly Sparkline None = new("", "", "");

    /// <param name="points">Oldest first.</param>
    /// <param name="to">The right edge: normally now, so that a line that stopped ends early.</param>
    /// <param name="span">From the left edge to the right.</param>
    public static Sparkline Of(ImmutableArray<TilePoint> points, DateTimeOffset to, TimeSpan span)
    {
        var shown = points.Where(point => point.At >= to - span && point.At <= to && double.IsFinite(point.Value)).ToArray();
        if (shown.Length == 0)
            return None;
        var scale = Scale.Over(shown, to, span);
        return new(DrawLine(Thin(shown), scale), DrawRibbon(shown, scale), $"M{scale.X(shown[^1].At)} {scale.Y(shown[^1].Value)}h0");
    }

    /// <summary>The same with marks where something was changed.</summary>
    public Sparkline With(ImmutableArray<Change> changes, DateTimeOffset to, TimeSpan span) => Line.Length == 0 ? this : this with
    {
        Marks = string.Concat(changes.Where(change => change.At > to - span && change.At <= to)
            .Select(change => $"M{Math.Round((change.At - to + span) / span * Width, 1).ToString("0.#", CultureInfo.InvariantCulture)} 0V{Height}").Distinct()),
    };

    /// <summary>First and last, and the lowest and highest of each stretch.</summary>
    internal static TilePoint[] Thin(TilePoint[] points)
    {
        if (points.Length <= 2 * LineBuckets)
            return points;
        var kept = new SortedSet<int> { 0, points.Length - 1 };
        for (var bucket = 0; bucket < LineBuckets; bucket++)
        {
            var from = bucket * points.Length / LineBuckets;
            var stretch = Enumerable.Range(from, ((bucket + 1) * points.Length / LineBuckets) - from).ToArray();
            kept.Add(stretch.MinBy(index => points[index].Value));
            kept.Add(stretch.MaxBy(index => points[index].Value));
        }

        return [.. kept.Select(index => points[index])];
    }

    private static string DrawLine(TilePoint[] points, Scale scale)
    {
        var path = new StringBuilder();
        // A thinned line has wider steps than the samples had.
        var gap = points.Length < 2 ? _gap : _gap + (2 * (points[^1].At - points[0].At) / points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            var starts = i == 0 || points[i].At - points[i - 1].At > gap;
            path.Append(starts ? 'M' : 'L').Append(scale.X(points[i].At)).Append(' ').Append(scale.Y(points[i].Value));
        }

        return path.ToString();
    }

    private static string DrawRibbon(TilePoint[] points, Scale scale)
    {
        var banded = points.Where(point => point.Band is { } band && (band.Lower ?? band.Upper) is not null).ToArray();
        if (banded.Length < 2)
            return "";
        var steps = Math.Min(RibbonSteps, banded.Length - 1);
        var picked = Enumerable.Range(0, steps + 1).Select(step => banded[step * (banded.Length - 1) / steps]).ToArray();
        var path = new StringBuilder();
        foreach (var point in picked)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(scale.X(point.At)).Append(' ').Append(scale.Upper(point.Band!.Value));
        foreach (var point in picked.Reverse())
            path.Append('L').Append(scale.X(point.At)).Append(' ').Append(scale.Lower(point.Band!.Value));
        return path.Append('z').ToString();
    }

    private sealed record Scale(DateTimeOffset From, TimeSpan Span, double Low, double High)
    {
        public static Scale Over(TilePoint[] points, DateTimeOffset to, TimeSpan span)
        {
            var values = points.SelectMany(point => new[] { point.Value, point.Band?.Lower ?? point.Value, point.Band?.Upper ?? point.Value }).ToArray();
            var (low, high) = (values.Min(), values.Max());
            return high > low ? new(to - span, span, low, high) : new(to - span, span, low - 1, high + 1);
        }

        public string X(DateTimeOffset at) => Round((at - From) / Span * Width);

        public string Y(double value) => Round(Height - Edge - ((value - Low) / (High - Low) * (Height - (2 * Edge))));

        public string Upper(Band band) => band.Upper is { } upper ? Y(upper) : "0";

        public string Lower(Band band) => band.Lower is { } lower ? Y(lower) : Height.ToString(CultureInfo.InvariantCulture);

        private static string Round(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
