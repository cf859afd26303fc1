using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Changes;

namespace MissionControl.Web.Charts;

/// <summary>Where something was changed, on the chart. The page's own, beneath the library's lines: they stand before and without them.</summary>
/// <param name="Marks">Lines from top to bottom; empty without any.</param>
/// <param name="Labels">The titles for which there is room, the newest first of all.</param>
public sealed record ChartChanges(string Marks, ImmutableArray<ChartLabel> Labels)
{
    public static readonly ChartChanges None = new("", []);

    private const int Lanes = 2;

    // Percent of the plot that a label is given at least; on a phone that is too little, so it gets some pixels more.
    private const double Wanted = 18;

    /// <param name="changes">Those of the shown time, the newest first.</param>
    public static ChartChanges Of(ImmutableArray<Change> changes, TimeAxis times)
    {
        var labels = ImmutableArray.CreateBuilder<ChartLabel>();
        Span<double> free = [100, 100];
        var xs = new SortedSet<double>();
        foreach (var change in changes)
        {
            var x = Math.Clamp(times.Percent(change.At), 0, 100);
            xs.Add(Math.Round(x * ChartPicture.Width / 100, 1));
            // Near the right edge a label ends at its line instead of beginning there.
            var (from, side) = x <= 100 - Wanted ? (x, $"left:{Number(x)}%") : (x - Wanted, $"right:{Number(100 - x)}%");
            if (FreeLane(free, from) is not { } lane)
                continue;
            free[lane] = from;
            labels.Add(new(change.Id, lane, $"{side};max-width:max({Number(Wanted)}%,100px)", change.Title));
        }

        return new(string.Concat(xs.Select(x => $"M{Number(x)} 0V{ChartPicture.Height}")), labels.ToImmutable());
    }

    private static int? FreeLane(ReadOnlySpan<double> free, double from)
    {
        for (var lane = 0; lane < Lanes; lane++)
            if (from + Wanted <= free[lane])
                return lane;
        return null;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <param name="Lane">0 or 1 from the bottom, so that labels keep out of each other's way.</param>
/// <param name="Place">Where it stands and how much room it has, as a style.</param>
public sealed record ChartLabel(Guid Id, int Lane, string Place, string Words);

/// <summary>A moment as the browser's chart is told: milliseconds since 1970.</summary>
/// <param name="Says">"Deploy: identity-web 4.18.0".</param>
public sealed record ChartMoment(long At, string Says)
{
    // A pointer is never nearer than that to any of more.
    private const int Most = 300;

    /// <param name="changes">The newest first.</param>
    public static ImmutableArray<ChartMoment> Of(ImmutableArray<Change> changes) =>
        [.. changes.Take(Most).Select(static change => new ChartMoment(change.At.ToUnixTimeMilliseconds(), $"{ChangeWords.Kind(change.Kind)}: {change.Title}"))];
}
