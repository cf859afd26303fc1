using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Services;

/// <summary>A service's health from the BPMs that speak for it: pure, and it says why. Never Operational when nothing can be seen.</summary>
internal static class ServiceRules
{
    public static (Health Health, string Words) Judge(Service service, ImmutableArray<Tile> tiles)
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

    private static bool IsOnHurtingSide(Tile tile) => tile.Bpm.Hurts == Direction.Both || tile.Bpm.Hurts == tile.Side;
}
