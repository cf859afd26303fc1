using System.Collections.Immutable;
using System.Xml;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

/// <summary>A BPM's definition, in the catalog's words.</summary>
/// <param name="Interval">How often its source is asked, an ISO 8601 duration.</param>
/// <param name="Band"><c>fixed</c>, or what it is learned by: <c>auto</c>, <c>level</c>, <c>seasonal</c>.</param>
/// <param name="Patience">An ISO 8601 duration, for example <c>PT5M</c>.</param>
/// <param name="Why">What its latest band was computed from; <see langword="null"/> for limits of the catalog and while learning.</param>
public sealed record BpmJson(
    string Id,
    string Name,
    string Means,
    [property: WordsOf(typeof(BpmKind))] string Kind,
    string Unit,
    string Interval,
    [property: WordsOf(typeof(BandWord))] string Band,
    [property: WordsOf(typeof(Tier))] string Tier,
    [property: WordsOf(typeof(Stage))] string? Stage,
    string? Kpi,
    string? Owner,
    [property: WordsOf(typeof(Direction))] string Hurts,
    string Patience,
    ImmutableArray<string> Services,
    ImmutableArray<Audience> Audiences,
    string? Runbook,
    BandWhyJson? Why)
{
    public static BpmJson From(Bpm bpm, Tile? tile) => new(
        bpm.Id,
        bpm.Name,
        bpm.Means,
        Word(bpm.Kind),
        bpm.Unit,
        XmlConvert.ToString(bpm.Interval),
        Word(bpm.Band is BandPolicy.Learned learned ? Enum.Parse<BandWord>(learned.Kind.ToString()) : BandWord.Fixed),
        Word(bpm.Tier),
        bpm.Stage is { } stage ? Word(stage) : null,
        bpm.Kpi,
        bpm.Owner,
        Word(bpm.Hurts),
        XmlConvert.ToString(bpm.Patience),
        bpm.Services,
        bpm.Audiences,
        bpm.Runbook,
        BandWhyJson.Of(tile));

    // The catalog writes these in lower case.
    private static string Word<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();
}

/// <summary>How a band comes about, in one word.</summary>
internal enum BandWord
{
    Fixed,
    Auto,
    Level,
    Seasonal,
}
