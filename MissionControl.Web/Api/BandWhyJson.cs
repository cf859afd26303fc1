using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api;

/// <summary>
/// What the latest band was computed from: enough to compute it again. Each limit is <c>scale⁻¹(shape + level + reach × spread)</c>, at
/// least half a percent of the expected value away from it, and within what is possible.
/// </summary>
/// <param name="At">The moment the band is for.</param>
/// <param name="Words">Why it is what it is, in one sentence.</param>
/// <param name="Slot">The part of the week or day it is compared with; empty without a rhythm.</param>
/// <param name="Rhythm">What repeats: <c>none</c>, <c>day</c> or <c>week</c>.</param>
/// <param name="Choice">Why that, in one sentence.</param>
/// <param name="Scale">What the numbers are on: <c>linear</c>, <c>squareRoot</c> or <c>logarithm</c> of the value plus <paramref name="ScaleOffset"/>.</param>
/// <param name="IsShare">Can the value only be 0 to 1?</param>
/// <param name="Width">The share of normal samples the band should hold.</param>
/// <param name="LeftOut">Samples unlike the rest, which the level did not follow.</param>
/// <param name="DaysLeftOut">Local days with such samples.</param>
/// <param name="Marked">Samples that people marked as not normal.</param>
/// <param name="NewNormalSince">When the present level was taken for normal, for a week; <see langword="null"/>: no change lately.</param>
public sealed record BandWhyJson(
    DateTimeOffset At,
    double? Lower,
    double? Expected,
    double? Upper,
    string Words,
    int Samples,
    DateTimeOffset From,
    DateTimeOffset To,
    string Slot,
    [property: WordsOf(typeof(Rhythm))] string Rhythm,
    string Choice,
    double? Shape,
    double? Level,
    double? Spread,
    double? LowerReach,
    double? UpperReach,
    [property: WordsOf(typeof(ScaleKind))] string Scale,
    double? ScaleOffset,
    bool IsShare,
    double Width,
    int LeftOut,
    int DaysLeftOut,
    int Marked,
    DateTimeOffset? NewNormalSince)
{
    /// <summary><see langword="null"/> for limits of the catalog and while there is no band.</summary>
    public static BandWhyJson? Of(Tile? tile)
    {
        if (tile is not { Basis: { } basis, Band: { } band })
            return null;
        var (baseline, point) = (basis.Baseline, basis.Point);
        return new(
            basis.At,
            Known.Number(band.Lower),
            Known.Number(band.Expected),
            Known.Number(band.Upper),
            TileWords.Expectation(tile),
            baseline.Samples,
            baseline.From,
            baseline.To,
            BandWords.Slot(basis),
            baseline.Rhythm switch { Core.Bpms.Bands.Rhythm.Week => "week", Core.Bpms.Bands.Rhythm.Day => "day", _ => "none" },
            BandWords.Choice(baseline, basis.Rules.Kind),
            Known.Number(point.Shape),
            Known.Number(point.Level),
            Known.Number(point.Spread),
            Known.Number(point.LowerReach),
            Known.Number(point.UpperReach),
            point.Scale.Kind switch { ScaleKind.SquareRoot => "squareRoot", ScaleKind.Logarithm => "logarithm", _ => "linear" },
            Known.Number(point.Scale.Offset),
            point.IsShare,
            baseline.Width,
            baseline.LeftOut,
            baseline.DaysLeftOut,
            baseline.Marked,
            basis.NewNormalSince);
    }
}
