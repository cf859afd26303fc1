using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>What an incident would be if somebody declared one now, from what the board and the alerts show. Pure.</summary>
public static class IncidentDraft
{
    private const int MostAlerts = 20;
    private const int MostChanges = 5;
    private static readonly TimeSpan ChangesBefore = TimeSpan.FromHours(2);

    /// <param name="bpm">The tile it is declared from; <see langword="null"/>: all that are off.</param>
    /// <param name="alert">The group of alerts it is declared from.</param>
    public static Declared From(BoardSnapshot board, AlertsSnapshot alerts, string? bpm, Guid? alert)
    {
        var group = alert is { } id ? alerts.Find(id) : null;
        var tiles = TilesOf(board, bpm, group);
        var services = ServicesOf(tiles, group);
        var groups = alerts.Open.Where(one => one == group || one.Services.Any(services.Contains) || one.Hurting.Any(hurt => tiles.Any(tile => tile.Bpm.Id == hurt)))
            .OrderBy(one => one != group).ThenBy(static one => one.Since).Take(MostAlerts).ToArray();
        DateTimeOffset? began = tiles.Select(static tile => (DateTimeOffset?)(tile.OutsideSince ?? tile.Since)).Concat(group is null ? [] : [group.Since]).Min();
        var changes = board.Changes.Where(change => change.Concerns(services) && began is { } since && change.At >= since - ChangesBefore && change.At <= board.At).Take(MostChanges);
        return new(
            TitleOf(tiles, group, board.Definitions),
            SeverityOf(tiles, group),
            [
                .. tiles.Select(tile => Show(tile, board)),
                .. groups.Select(one => Show(one, board)),
                .. changes.Select(static change => new Evidence(EvidenceKind.Change, change.Id.ToString(), change.Title, change.At)),
                .. services.Select(service => Show(service, board)).OfType<Evidence>(),
            ],
            services,
            began,
            tiles.Select(static tile => (DateTimeOffset?)tile.Since).Concat(groups.Select(static one => (DateTimeOffset?)one.Since)).Min(),
            IsPrivate: false);
    }

    /// <summary>A tile as it is now.</summary>
    public static Evidence Show(Tile tile, BoardSnapshot board)
    {
        var value = tile.Latest is { } latest ? Quantity.Of(tile.Bpm, latest.Value).Full : "not seen";
        var expected = Quantity.Expectation(tile.Bpm, tile.Band) is { Length: > 0 } range ? $" against {range}" : "";
        return new(EvidenceKind.Tile, tile.Bpm.Id, $"{tile.Bpm.Name}: {value}{expected}", tile.OutsideSince ?? tile.Since);
    }

    /// <summary>A group of alerts as it is now.</summary>
    public static Evidence Show(AlertGroup group, BoardSnapshot board) => new(
        EvidenceKind.Alert, group.Id.ToString(), $"{SignNames.Of(group, board.Definitions)}{(group.Alerts.Length == 1 ? "" : $" ({Words.Count(group.Alerts.Length, "alert", "alerts")})")}", group.Since);

    /// <summary>It is the alert of a metric whose tile is among the evidence, too: one line is enough where it is only offered.</summary>
    public static bool SaysTheSame(Evidence one, ImmutableArray<Evidence> evidence, AlertsSnapshot alerts) =>
        one.Kind == EvidenceKind.Alert && Guid.TryParse(one.Id, out var id) && alerts.Find(id) is { } group
        && group.Alerts.All(alert => OwnRules.IsOfTile(alert) && evidence.Any(other => other.Kind == EvidenceKind.Tile && other.Id == alert.Labels["bpm"]));

    private static Evidence? Show(string service, BoardSnapshot board) =>
        board.Services.FirstOrDefault(status => status.Service.Id == service) is { } status ? new(EvidenceKind.Service, service, $"{status.Service.Name}: {status.Words}") : null;

    private static ImmutableArray<Tile> TilesOf(BoardSnapshot board, string? bpm, AlertGroup? group)
    {
        if (bpm is not null)
            return [.. board.Tiles.Where(tile => tile.Bpm.Id == bpm)];
        var off = board.Tiles.Where(static tile => tile.State == TileState.Off);
        return group is null ? [.. off] : [.. off.Where(tile => group.Hurting.Contains(tile.Bpm.Id))];
    }

    private static ImmutableArray<string> ServicesOf(ImmutableArray<Tile> tiles, AlertGroup? group) =>
        [.. tiles.SelectMany(static tile => tile.Bpm.Services).Concat(group?.Services ?? []).Distinct().Order(StringComparer.Ordinal)];

    private static string TitleOf(ImmutableArray<Tile> tiles, AlertGroup? group, Definitions definitions) => (tiles, group) switch
    {
        ([], { } alerts) => SignNames.Of(alerts, definitions),
        ([], null) => "",
        ([var tile], _) => Departed(tile),
        _ => $"{Departed(tiles[0])}, and {Words.Count(tiles.Length - 1, "other metric", "other metrics")}",
    };

    private static string Departed(Tile tile) => tile.Bpm.Name + (tile switch
    {
        { State: TileState.Stale } => " cannot be seen",
        { Bpm.Kind: BpmKind.Freshness } => " is late",
        { Side: Direction.Below } => " is below normal",
        { Side: Direction.Above } => " is above normal",
        _ => " is not normal",
    });

    // A guess that whoever declares sees and may change.
    private static Severity SeverityOf(ImmutableArray<Tile> tiles, AlertGroup? group)
    {
        var hurt = tiles.Where(static tile => tile.State == TileState.Off).ToArray();
        return hurt.Any(static tile => tile.Bpm.Tier == Tier.Critical) ? Severity.Sev2
            : hurt.Length > 0 || tiles.Any(static tile => tile is { State: TileState.Watch, Bpm.Tier: Tier.Critical }) || group?.Urgency == Urgency.Critical ? Severity.Sev3
            : Severity.Sev4;
    }
}
