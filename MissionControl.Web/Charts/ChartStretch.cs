using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;

namespace MissionControl.Web.Charts;

/// <summary>A declared stretch on the chart. The page's own, beneath the library's lines: it stands before and without them.</summary>
/// <param name="X">Its left edge in the picture's box.</param>
/// <param name="Wide">Its width there.</param>
/// <param name="IsMark">A moment, from which on something is normal.</param>
/// <param name="Lane">0, 1 or 2 from the top, so that labels keep out of each other's way.</param>
/// <param name="Place">Where the label stands and how much room it has, as a style.</param>
/// <param name="Label">Empty where there is no room for one.</param>
public sealed record ChartStretch(Guid Id, string X, string Wide, bool IsMark, int Lane, string Place, string Label)
{
    private const int Lanes = 3;

    // Percent of the plot that a label is given at least; on a phone that is too little, so it gets some pixels more.
    private const double Wanted = 20;
    private const double MarkWidth = 0.15;

    /// <summary>Those of the shown time, oldest first.</summary>
    public static ImmutableArray<ChartStretch> Of(ImmutableArray<Stretch> declared, TimeAxis times)
    {
        var drawn = ImmutableArray.CreateBuilder<ChartStretch>();
        Span<double> taken = stackalloc double[Lanes];
        foreach (var stretch in declared.Where(stretch => IsIn(stretch, times.From, times.To)))
        {
            var left = Math.Max(0, times.Percent(stretch.From));
            var right = stretch.To is { } to ? Math.Min(100, times.Percent(to)) : Math.Min(100, left + MarkWidth);
            var from = Math.Min(left, 100 - Wanted);
            var lane = FreeLane(taken, from);
            var room = Math.Max(Wanted, right - from);
            if (lane >= 0)
                taken[lane] = from + room;
            // Near the right edge a label ends with its stretch instead of beginning there.
            var place = left > 100 - Wanted ? $"right:{Number(100 - right)}%;max-width:100%" : $"left:min({Number(from)}%,100% - 100px);max-width:max({Number(room)}%,100px)";
            drawn.Add(new(
                stretch.Id, Number(left * ChartPicture.Width / 100), Number(Math.Max(MarkWidth, right - left) * ChartPicture.Width / 100), !stretch.IsException,
                Math.Max(0, lane), place, lane < 0 ? "" : StretchWords.Title(stretch.Kind)));
        }

        return drawn.ToImmutable();
    }

    /// <summary>Is any of it in a range? A new normal is one moment.</summary>
    public static bool IsIn(Stretch stretch, DateTimeOffset from, DateTimeOffset to) =>
        stretch.IsException ? stretch.Overlaps(from, to) : stretch.From >= from && stretch.From < to;

    private static int FreeLane(ReadOnlySpan<double> taken, double from)
    {
        for (var lane = 0; lane < taken.Length; lane++)
            if (taken[lane] <= from)
                return lane;
        return -1;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A declared stretch as the browser's chart is told: from (inclusive) and to (exclusive) in milliseconds since 1970.</summary>
/// <param name="Says">"Outage" or "Outage: the cache was cold".</param>
public sealed record ChartSpan(long From, long To, string Says)
{
    public static ImmutableArray<ChartSpan> Of(ImmutableArray<Stretch> declared, HistoryRange range) =>
    [
        .. declared.Where(stretch => stretch.IsException && stretch.Overlaps(range.From, range.To)).Select(stretch => new ChartSpan(
            stretch.From.ToUnixTimeMilliseconds(),
            stretch.To!.Value.ToUnixTimeMilliseconds(),
            StretchWords.Title(stretch.Kind) + (stretch.Words.Length > 0 ? $": {stretch.Words}" : ""))),
    ];
}
