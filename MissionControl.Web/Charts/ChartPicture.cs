using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Charts;

/// <summary>The chart as SVG paths in a box of 1000 by 400, stretched to its frame: what is drawn without scripts and before them.</summary>
/// <param name="Ribbon">The band, closed; broken where there was none.</param>
/// <param name="Line">The values; gaps stay open.</param>
/// <param name="WeekBefore">The ghost line.</param>
/// <param name="Watched">The parts of the line outside the band.</param>
/// <param name="Off">The parts of the line that were Off.</param>
/// <param name="Before">The limits of the normal that held before the present one, two lines for as long as it is known.</param>
public sealed record ChartPicture(string Ribbon, string Line, string WeekBefore, string Watched, string Off, string Before)
{
    /// <summary>Declared stretches, drawn beneath.</summary>
    public ImmutableArray<ChartStretch> Declared { get; init; } = [];

    /// <summary>Where something was changed.</summary>
    public ChartChanges Changes { get; init; } = ChartChanges.None;

    public const int Width = 1000;
    public const int Height = 400;

    public static ChartPicture Of(HistoryView view, HistorySummary summary, ValueAxis values, TimeAxis times)
    {
        var pen = new Pen(values, times);
        return new(
            DrawRibbon(view, pen),
            DrawLine(view.Points.Select(point => (point.At, point.Value)), pen),
            DrawLine(view.WeekBefore.Select(past => (past.At, past.Value)), pen),
            DrawLine(Parts(view, summary, stretch => !stretch.WasOff), pen),
            DrawLine(Parts(view, summary, stretch => stretch.WasOff), pen),
            DrawLine(view.Points.Select(point => (point.At, Known.Number(point.Before?.Lower))), pen)
                + DrawLine(view.Points.Select(point => (point.At, Known.Number(point.Before?.Upper))), pen));
    }

    private static IEnumerable<(DateTimeOffset At, double? Value)> Parts(HistoryView view, HistorySummary summary, Func<OutsideStretch, bool> wanted)
    {
        foreach (var stretch in summary.Outside.Where(wanted))
        {
            foreach (var point in view.Points.Where(point => point.At >= stretch.From && point.At <= stretch.LastSample))
                yield return (point.At, point.Value);
            yield return (stretch.LastSample, null);
        }
    }

    private static string DrawLine(IEnumerable<(DateTimeOffset At, double? Value)> points, Pen pen)
    {
        var path = new StringBuilder();
        var (broken, alone) = (true, false);
        foreach (var (at, value) in points)
        {
            if (value is not { } number)
            {
                EndDot(path, alone);
                (broken, alone) = (true, false);
                continue;
            }

            path.Append(broken ? 'M' : 'L').Append(pen.X(at)).Append(' ').Append(pen.Y(number));
            (broken, alone) = (false, broken);
        }

        EndDot(path, alone);
        return path.ToString();
    }

    // A sample with gaps on both sides is a line without length: its round ends make it a dot.
    private static void EndDot(StringBuilder path, bool alone)
    {
        if (alone)
            path.Append("h0");
    }

    private static string DrawRibbon(HistoryView view, Pen pen)
    {
        var path = new StringBuilder();
        var run = new List<HistoryPoint>();
        foreach (var point in view.Points)
        {
            if (point.Band is { } band && (Known.Number(band.Lower) ?? Known.Number(band.Upper)) is not null)
                run.Add(point);
            else
                Close(path, run, pen);
        }

        Close(path, run, pen);
        return path.ToString();
    }

    private static void Close(StringBuilder path, List<HistoryPoint> run, Pen pen)
    {
        if (run.Count > 1)
        {
            for (var i = 0; i < run.Count; i++)
                path.Append(i == 0 ? 'M' : 'L').Append(pen.X(run[i].At)).Append(' ').Append(pen.Upper(run[i].Band!.Value));
            for (var i = run.Count - 1; i >= 0; i--)
                path.Append('L').Append(pen.X(run[i].At)).Append(' ').Append(pen.Lower(run[i].Band!.Value));
            path.Append('z');
        }

        run.Clear();
    }

    private sealed record Pen(ValueAxis Values, TimeAxis Times)
    {
        public string X(DateTimeOffset at) => Round(Times.Percent(at) * Width / 100);

        public string Y(double value) => Round(Values.Percent(value) * Height / 100);

        // An open side reaches the edge.
        public string Upper(Band band) => Y(Known.Number(band.Upper) ?? Values.High);

        public string Lower(Band band) => Y(Known.Number(band.Lower) ?? Values.Low);

        private static string Round(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
