using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Web.Board.Tiles;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api;

/// <summary>The board for machines. Words are as of <see cref="At"/>, so that one version always reads the same.</summary>
public sealed record BoardJson(
    long Version,
    DateTimeOffset At,
    VerdictJson Verdict,
    ImmutableArray<TileJson> Tiles,
    ImmutableArray<ServiceJson> Services,
    ImmutableArray<BoardIncidentJson> Incidents,
    AlertsJson Alerts,
    ImmutableArray<ChangeJson> Changes)
{
    public static BoardJson From(BoardSnapshot snapshot)
    {
        var zone = snapshot.Definitions.Organisation.Zone;
        return new(
            snapshot.Version,
            snapshot.At,
            VerdictJson.From(snapshot.Verdict),
            [.. snapshot.Tiles.Select(tile => TileJson.From(tile, snapshot.At, zone))],
            [.. snapshot.Services.Select(ServiceJson.From)],
            [.. snapshot.Incidents.Select(BoardIncidentJson.From)],
            new AlertsJson(snapshot.Alerts.Open, snapshot.Alerts.Unacknowledged),
            [.. snapshot.Changes.Select(ChangeJson.From)]);
    }
}

/// <summary>An open incident that is not private.</summary>
/// <param name="Severity">1 is the worst, 4 the least.</param>
/// <param name="Since">Since when it hurts, or since it was declared.</param>
/// <param name="NextUpdateBy">By when the public was promised to hear again.</param>
public sealed record BoardIncidentJson(int Number, string Title, int Severity, string Phase, DateTimeOffset Since, DateTimeOffset? NextUpdateBy, ImmutableArray<string> Services)
{
    public static BoardIncidentJson From(OpenIncident incident) =>
        new(incident.Number, incident.Title, incident.Severity, incident.Phase, incident.Since, incident.NextUpdateBy, incident.Services);
}

public sealed record VerdictJson(VerdictLevel Level, string Headline, ImmutableArray<string> Reasons)
{
    public static VerdictJson From(Verdict verdict) =>
        new(verdict.Level, verdict.Headline, [.. verdict.Reasons.Select(static reason => reason.Words)]);
}

/// <param name="Value">Ratios 0 to 1, freshness in seconds of age, otherwise in <paramref name="Unit"/>.</param>
/// <param name="Unit">As the catalog writes it.</param>
/// <param name="SampledAt">When the value held.</param>
/// <param name="Words">What the tile says, in one sentence.</param>
public sealed record TileJson(
    string Id,
    string Name,
    TileState State,
    double? Value,
    string Unit,
    double? Volume,
    double? Lower,
    double? Expected,
    double? Upper,
    DateTimeOffset Since,
    DateTimeOffset? SampledAt,
    string Words)
{
    public static TileJson From(Tile tile, DateTimeOffset now, TimeZoneInfo zone) => new(
        tile.Bpm.Id,
        tile.Bpm.Name,
        tile.State,
        Known.Number(tile.Latest?.Value),
        tile.Bpm.Unit,
        Known.Number(tile.Latest?.Volume),
        Known.Number(tile.Band?.Lower),
        Known.Number(tile.Band?.Expected),
        Known.Number(tile.Band?.Upper),
        tile.Since,
        tile.Latest?.At,
        TileSentence.Of(tile, now, zone).Full);
}

public sealed record ServiceJson(string Id, string Name, Health Health, string Words)
{
    public static ServiceJson From(ServiceStatus status) => new(status.Service.Id, status.Service.Name, status.Health, status.Words);
}

/// <summary>A service as the catalog has it, and how it is.</summary>
/// <param name="Description">What it does for whom; may be empty.</param>
/// <param name="Owner">The team that looks after it; unknown is <see langword="null"/>.</param>
/// <param name="DependsOn">Ids of services it needs.</param>
/// <param name="Words">Why its health is what it is, in one sentence.</param>
/// <param name="Since">When its health was first seen so; <see langword="null"/> when that is not recorded yet.</param>
public sealed record ServiceDetailJson(string Id, string Name, string Description, string? Owner, ImmutableArray<string> DependsOn, Health Health, string Words, DateTimeOffset? Since)
{
    public static ServiceDetailJson From(ServiceStatus status, DateTimeOffset? since) => new(
        status.Service.Id, status.Service.Name, status.Service.Description, status.Service.Owner, status.Service.DependsOn, status.Health, status.Words, since);
}

public sealed record AlertsJson(int Open, int Unacknowledged);
