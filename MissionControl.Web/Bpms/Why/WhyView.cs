using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Web.Bpms.Why;

/// <summary>Why the latest band is what it is, ready to print.</summary>
public sealed record WhyView
{
    public required string Title { get; init; }

    /// <summary>One sentence each: what is expected, why that kind of band, what is new or missing.</summary>
    public required ImmutableArray<string> Sentences { get; init; }

    /// <summary>Everything the band was computed from; empty for limits of the catalog and while learning.</summary>
    public required ImmutableArray<BpmFact> ComputedFrom { get; init; }

    /// <summary>The formula with its numbers, a line for each side; empty without <see cref="ComputedFrom"/>.</summary>
    public required ImmutableArray<BpmFact> Formula { get; init; }

    public static WhyView Of(Tile tile) => tile switch
    {
        { Basis: { } basis, Band: { } band } => Learned(tile, basis, band),
        { Bpm.Band: BandPolicy.Fixed } => Plain("Why this band", TileWords.Expectation(tile), "Limits do not follow the hour, the day or growth: whoever set them decided what is normal."),
        _ => Plain("Why no band yet", tile.BandReason, "Until there is one, nobody judges this metric: it is neither good nor bad."),
    };

    public bool Equals(WhyView? other) => other is not null && Title == other.Title
        && Sentences.SequenceEqual(other.Sentences) && ComputedFrom.SequenceEqual(other.ComputedFrom) && Formula.SequenceEqual(other.Formula);

    public override int GetHashCode() => HashCode.Combine(Title, Sentences.Length, ComputedFrom.Length);

    private static WhyView Plain(string title, params ReadOnlySpan<string> sentences) =>
        new() { Title = title, Sentences = WithoutEmpty(sentences), ComputedFrom = [], Formula = [] };

    private static WhyView Learned(Tile tile, BandBasis basis, Band band)
    {
        var (baseline, point, zone) = (basis.Baseline, basis.Point, basis.Rules.Zone);
        var unit = baseline.Noise is null ? "" : ", which includes the noise of so few or many events";
        return new()
        {
            Title = "Why this band",
            Sentences = WithoutEmpty([TileWords.Expectation(tile), BandWords.Choice(baseline, basis.Rules.Kind), BandWords.StillLearning(basis), TileWords.NewNormal(tile), Bounds(basis, band)]),
            ComputedFrom = Known(
                new("Samples", $"{Words.Number(baseline.Samples)}, one every {Words.Duration(baseline.Interval)}"),
                new("From, to", $"{When(baseline.From, zone)} to {When(baseline.To, zone)}"),
                new("Left out", baseline.LeftOut == 0 ? "nothing" : $"{Words.Count(baseline.LeftOut, "sample", "samples")} unlike the rest, on {Words.Count(baseline.DaysLeftOut, "day", "days")}"),
                new("Marked", baseline.Marked == 0 ? "nothing" : $"{Words.Count(baseline.Marked, "sample", "samples")} ({Words.Duration(BandWords.MarkedFor(baseline))}) marked as not normal"),
                new("Slot", BandWords.Slot(basis)),
                new("Shape", BandWords.Plain(point.Shape)),
                new("Level", BandWords.Plain(point.Level)),
                new("Spread", BandWords.Plain(point.Spread) + unit),
                new("Reaches", $"{BandWords.Plain(point.LowerReach)} and {BandWords.Plain(point.UpperReach)} spreads, for {baseline.Width * 100:0.#} % of normal samples"),
                new("Scale", BandWords.ScaleName(point.Scale))),
            Formula = [new("Lower", Line(tile.Bpm, point, point.LowerReach)), new("Upper", Line(tile.Bpm, point, point.UpperReach))],
        };
    }

    private static string Line(Bpm bpm, in BandPoint point, double reach) =>
        $"scale⁻¹({BandWords.Plain(point.Shape)} {Signed(point.Level)} {Signed(reach)} × {BandWords.Plain(point.Spread)}) = {Quantity.Of(bpm, point.Scale.From(point.Middle + (reach * point.Spread))).Full}";

    private static string Signed(double value) => value < 0 ? "− " + BandWords.Plain(-value) : "+ " + BandWords.Plain(value);

    /// <summary>Said only when the band drawn is not what the formula alone gives.</summary>
    private static string Bounds(BandBasis basis, in Band band)
    {
        var point = basis.Point;
        var (lower, upper) = (point.Scale.From(point.Middle + (point.LowerReach * point.Spread)), point.Scale.From(point.Middle + (point.UpperReach * point.Spread)));
        return band is { Lower: { } low, Upper: { } high } && Same(low, lower) && Same(high, upper) ? ""
            : point.IsShare && (lower < 0 || upper > 1) ? "What the formula gives beyond 0 and 100 % is cut off: a share cannot be there."
            : lower < 0 ? "What the formula gives below nothing is cut off."
            : "It is drawn a little wider than the formula gives: no band is narrower than half a percent to each side.";
    }

    private static bool Same(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(other));

    private static string When(DateTimeOffset at, TimeZoneInfo zone) => $"{Words.Day(at, zone)} {TimeZoneInfo.ConvertTime(at, zone):HH:mm}";

    private static ImmutableArray<string> WithoutEmpty(ReadOnlySpan<string> sentences)
    {
        var said = ImmutableArray.CreateBuilder<string>();
        foreach (var sentence in sentences)
            if (sentence.Length > 0)
                said.Add(sentence);
        return said.ToImmutable();
    }

    private static ImmutableArray<BpmFact> Known(params BpmFact[] facts) => [.. facts.Where(fact => fact.Says.Length > 0)];
}
