using System.Collections.Immutable;
using System.Xml;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Web.Api;

/// <summary>A BPM's definition, in the catalog's words.</summary>
/// <param name="Patience">An ISO 8601 duration, for example <c>PT5M</c>.</param>
/// <param name="Why">What its latest band was computed from; <see langword="null"/> for limits of the catalog and while learning.</param>
public sealed record BpmJson(
    string Id,
    string Name,
    string Means,
    string Kind,
    string Unit,
    string Tier,
    string? Stage,
    string? Kpi,
    string? Owner,
    string Hurts,
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
