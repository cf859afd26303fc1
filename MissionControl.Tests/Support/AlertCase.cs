using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;

namespace MissionControl.Tests.Support;

/// <summary>Alerts of the demo catalog on a board of its BPMs. Without further words: all tiles are normal at <see cref="A.Moment"/>.</summary>
internal sealed class AlertCase
{
    public const string Origin = "https://mission.example";

    private static readonly Lazy<Definitions> Demo = new(static () => new CatalogReader().Read(Path.Combine(Repository.Root, "catalog")).Loaded!.Definitions);

    public static Definitions Catalog => Demo.Value;

    public Definitions Definitions { get; init; } = Catalog;

    public DateTimeOffset Now { get; init; } = A.Moment;

    public AlertFeed Feed { get; } = new(TimeProvider.System);

    public ImmutableArray<Tile> Tiles { get; init; } = [];

    public ImmutableArray<Core.Changes.Change> Changes { get; init; } = [];

    public BoardSnapshot Board => A.Board().Build() with { Definitions = Definitions, Tiles = Tiles, Changes = Changes };

    /// <summary>One of the catalog's BPMs as a builder's tile has it.</summary>
    public static Tile Tile(string bpm, Tile tile) => tile with { Bpm = Catalog.FindBpm(bpm)! };

    public static Alert Alert(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var set = LabelSet.Of(labels);
        return new()
        {
            Fingerprint = set.Fingerprint(),
            Labels = set,
            Annotations = LabelSet.Empty,
            Name = set["alertname"]!,
            State = AlertState.Firing,
            Urgency = Urgency.Warning,
            StartsAt = A.Moment.AddMinutes(-12),
            HeardAt = A.Moment,
            Intake = "alertmanager",
        };
    }

    /// <summary>As the inbox would make it.</summary>
    public AlertGroup Group(params ImmutableArray<Alert> alerts)
    {
        var read = new AlertSense(Definitions).Read(alerts[0].Labels, alerts[0].Annotations);
        return new()
        {
            Id = new("11111111-2222-3333-4444-555555555555"),
            Key = alerts[0].Labels["alertname"]!,
            Rule = read.Rule?.Id,
            Name = read.Name,
            Alerts = [.. alerts.Select(alert => alert with { Name = read.Name })],
            Urgency = read.Urgency,
            State = AlertState.Firing,
            Since = alerts.Min(static alert => alert.StartsAt),
            Services = read.Services,
            Bpms = read.Bpms,
            Hurting = [.. Tiles.Where(tile => tile.State == TileState.Off && read.Bpms.Contains(tile.Bpm.Id)).Select(static tile => tile.Bpm.Id)],
            Version = 1,
        };
    }

    public AlertMessage Say(AlertGroup group, Audience audience) => new AlertWords(Feed).Say(group, audience, Board, Now, Origin);

    /// <summary>The whole message as text, a line a part.</summary>
    public string Tell(AlertGroup group, Audience audience)
    {
        var message = Say(group, audience);
        var lines = new List<string> { $"[{audience}] {message.Title}" };
        lines.AddRange(message.Slots.Select(static slot => $"{slot.Part}{(slot.IsMissing ? " (missing)" : "")}: {slot.Words}"));
        if (message.Night is { } night)
            lines.Add($"Night: {night}");
        lines.AddRange(message.Details.Select(static detail => $"- {detail}"));
        if (message.Runbook is { } runbook)
            lines.Add($"Runbook: {runbook.Title} <{runbook.Address}>");
        return string.Join('\n', lines);
    }
}
