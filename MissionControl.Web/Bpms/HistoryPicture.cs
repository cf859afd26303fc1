using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Bpms;

/// <summary>The chart as plain lines: what is seen before, and without, scripts. Gaps stay gaps.</summary>
/// <param name="Ribbon">Path of the band.</param>
/// <param name="Line">Path of the values.</param>
/// <param name="Ghost">Path of the week before.</param>
public sealed record HistoryPicture(string Ribbon, string Line, string Ghost)
{
    public const int Width = 1000;
    public const int Height = 320;
    private const double Margin = 8;

    public static HistoryPicture Of(HistoryView view)
    {
        var levels = view.Points.Select(static point => point.Value)
            .Concat(view.Ghost.Select(static point => point.Value))
            .Concat(view.Points.SelectMany(static point => new[] { point.Band?.Lower, point.Band?.Upper }.OfType<double>()))
            .ToList();
        if (levels.Count == 0)
            return new("", "", "");
        var frame = new Frame(view.Range, levels.Min(), levels.Max());
        var banded = view.Points.Where(static point => point.Band is not null).ToImmutableArray();
        return new(frame.Area(banded), frame.Line(view.Points), frame.Line(view.Ghost));
    }

    private readonly record struct Frame(HistoryRange Range, double Low, double High)
    {
        public string Line(ImmutableArray<HistoryPoint> points)
        {
            var path = new StringBuilder();
            foreach (var piece in Pieces(points))
                for (var i = 0; i < piece.Length; i++)
                    path.Append(i == 0 ? 'M' : 'L').Append(X(piece[i].At)).Append(' ').Append(Y(piece[i].Value));
            return path.ToString();
        }

        public string Area(ImmutableArray<HistoryPoint> points)
        {
            var path = new StringBuilder();
            foreach (var piece in Pieces(points))
            {
                for (var i = 0; i < piece.Length; i++)
                    path.Append(i == 0 ? 'M' : 'L').Append(X(piece[i].At)).Append(' ').Append(Y(piece[i].Band!.Value.Upper ?? High));
                for (var i = piece.Length - 1; i >= 0; i--)
                    path.Append('L').Append(X(piece[i].At)).Append(' ').Append(Y(piece[i].Band!.Value.Lower ?? Low));
                path.Append('Z');
            }

            return path.ToString();
        }

        /// <summary>A step or two that are missing are late; more are a gap.</summary>
        private IEnumerable<HistoryPoint[]> Pieces(ImmutableArray<HistoryPoint> points)
        {
            var begin = 0;
            for (var i = 1; i <= points.Length; i++)
                if (i == points.Length || points[i].At - points[i - 1].At > 3 * Range.Step)
                {
                    yield return points.AsSpan()[begin..i].ToArray();
                    begin = i;
                }
        }

        private string X(DateTimeOffset at) => Round((at - Range.From) / Range.Length * Width);

        private string Y(double value) =>
            Round(High - Low < 1e-12 ? Height / 2.0 : Margin + ((High - value) / (High - Low) * (Height - (2 * Margin))));

        private static string Round(double place) => Math.Round(place, 1).ToString(CultureInfo.InvariantCulture);
    }
}
