using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Services;

/// <summary>
/// A service's health from the BPMs and the alerts that speak for it, by the rules in docs/states.md: pure, and it says why. Never
/// Operational when nothing can be seen. Alerts that are quiet, that only say that their sender cannot see, or that speak of our own BPMs
/// (which are judged here anyway) do not count.
/// </summary>
internal static class ServiceRules
{
    public static (Health Health, string Words) Judge(Service service, ImmutableArray<Tile> tiles, ImmutableArray<AlertGroup> open)
    {
        var bpms = JudgeBpms(service, tiles);
        if (Loudest(service, open) is not { } alert)
            return bpms;
        var (health, words) = Of(alert, bpms.Health);
        // Of two reasons the worse is said, and of equals what the business sees.
        return Weight(health) > Weight(bpms.Health) ? (health, words) : bpms;
    }

    private static (Health Health, string Words) JudgeBpms(Service service, ImmutableArray<Tile> tiles)
    {
        var mine = tiles.Where(tile => tile.Bpm.Services.Contains(service.Id)).ToList();
        if (mine.Count == 0)
            return (Health.Unknown, "No metric speaks for it");

        var off = mine.Where(static tile => tile.State == TileState.Off).OrderBy(static tile => tile.Bpm.Tier).ToList();
        if (off.Count > 0)
            return (off[0].Bpm.Tier == Tier.Critical ? Health.PartialOutage : Health.Degraded, $"{off[0].Bpm.Name} is off");
        if (mine.Find(static tile => tile.State == TileState.Watch && IsOnHurtingSide(tile)) is { } watched)
            return (Health.Degraded, $"{watched.Bpm.Name} is being watched");
        if (mine.TrueForAll(static tile => tile.State == TileState.Stale))
            return (Health.Unknown, "None of its metrics can be seen");
        if (mine.TrueForAll(static tile => tile.State is TileState.Stale or TileState.Learning or TileState.TooFew))
            return (Health.Unknown, "None of its metrics can be judged yet");
        var unseen = mine.Find(static tile => tile.State == TileState.Stale);
        return (Health.Operational, unseen is null ? "Its metrics are where they are expected" : $"What can be seen is where it is expected; {unseen.Bpm.Name} cannot be seen");
    }

    private static AlertGroup? Loudest(Service service, ImmutableArray<AlertGroup> open) => open
        .Where(group => group is { IsQuiet: false, State: AlertState.Firing } && group.Services.Contains(service.Id) && group.Alerts.Any(Counts))
        .OrderBy(static group => group.Urgency).ThenBy(static group => group.Since).FirstOrDefault();

    private static bool Counts(Alert alert) => alert is { State: AlertState.Firing, CannotSee: false, IsQuiet: false, Urgency: not Urgency.Info } && alert.Intake != Alerts.Own.OwnRules.Intake;

    private static (Health Health, string Words) Of(AlertGroup alert, Health bpms) => (alert.Urgency, bpms) switch
    {
        (Urgency.Critical, Health.PartialOutage) => (Health.MajorOutage, $"{alert.Name}, and a critical metric is off"),
        (Urgency.Critical, Health.Unknown) => (Health.PartialOutage, $"{alert.Name}, and no metric says otherwise"),
        (Urgency.Critical or Urgency.Warning, _) => (Health.Degraded, alert.Name),
        _ => (bpms, ""),
    };

    // Not knowing is no trouble, but a trouble is more than not knowing.
    private static int Weight(Health health) => health switch
    {
        Health.MajorOutage => 4,
        Health.PartialOutage => 3,
        Health.Degraded => 2,
        Health.Unknown => 1,
        _ => 0,
    };

    private static bool IsOnHurtingSide(Tile tile) => tile.Bpm.Hurts == Direction.Both || tile.Bpm.Hurts == tile.Side;
}
