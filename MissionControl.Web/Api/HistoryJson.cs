using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Api;

/// <summary>A BPM's past.</summary>
/// <param name="Step">Seconds between points.</param>
/// <param name="Ghost">The same stretch a week earlier, moved on by a week.</param>
/// <param name="Note">What is missing and why.</param>
public sealed record HistoryJson(
    string Id,
    DateTimeOffset From,
    DateTimeOffset To,
    double Step,
    ImmutableArray<HistoryPointJson> Points,
    ImmutableArray<GhostPointJson> Ghost,
    string? Note)
{
    public static HistoryJson Of(Bpm bpm, HistoryView view) => new(
        bpm.Id,
        view.Range.From,
        view.Range.To,
        view.Range.Step.TotalSeconds,
        [.. view.Points.Select(static point => new HistoryPointJson(point.At, point.Value, point.Volume, point.Band?.Lower, point.Band?.Expected, point.Band?.Upper, point.State))],
        [.. view.Ghost.Select(static point => new GhostPointJson(point.At, point.Value))],
        view.Note);
}

/// <param name="State">As it was shown; unknown before this app showed it.</param>
public sealed record HistoryPointJson(DateTimeOffset At, double Value, double? Volume, double? Lower, double? Expected, double? Upper, TileState? State);

public sealed record GhostPointJson(DateTimeOffset At, double Value);
