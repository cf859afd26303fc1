using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>
/// The whole board in one line, by these rules. A critical BPM that is Off, or two important ones, mean Act now. Seeing
/// less than half of what counts, or no critical BPM at all, means Blind. Anything else that is not quiet means Watch.
/// </summary>
internal static class VerdictRules
{
    public static Verdict Judge(ImmutableArray<Tile> tiles, Verdict previous, DateTimeOffset now)
    {
        var (level, headline) = Decide(tiles);
        var since = previous.Level == level ? previous.Since : now;
        return new Verdict(level, headline, Reasons(tiles, level, now), since);
    }

    private static (VerdictLevel Level, string Headline) Decide(ImmutableArray<Tile> tiles)
    {
        if (tiles.IsEmpty)
            return (VerdictLevel.Blind, "No metric is defined yet");

        var off = tiles.Where(static tile => tile.State == TileState.Off).OrderBy(static tile => tile.Bpm.Tier).ToList();
        if (off.Any(static tile => tile.Bpm.Tier == Tier.Critical) || off.Count(static tile => tile.Bpm.Tier == Tier.Important) >= 2)
            return (VerdictLevel.ActNow, Sentence(off[0]) + Others(off.Count - 1));

        var counting = tiles.Where(static tile => tile.Bpm.Tier != Tier.Informative).ToList();
        if (counting.Count == 0)
            counting = [.. tiles];
        var critical = counting.Where(static tile => tile.Bpm.Tier == Tier.Critical).ToList();
        var blind = counting.Count(static tile => tile.State == TileState.Stale);
        if (blind * 2 > counting.Count || (critical.Count > 0 && critical.TrueForAll(static tile => tile.State == TileState.Stale)))
            return (VerdictLevel.Blind, $"{blind} of {counting.Count} metrics that count cannot be seen");

        var watched = tiles.Where(IsLoud).OrderBy(Weight).ToList();
        return watched.Count == 0
            ? (VerdictLevel.AllCalm, "Every metric we can judge is where it is expected")
            : (VerdictLevel.Watch, Sentence(watched[0]) + Others(watched.Count - 1));
    }

    private static ImmutableArray<VerdictReason> Reasons(ImmutableArray<Tile> tiles, VerdictLevel level, DateTimeOffset now)
    {
        if (level == VerdictLevel.AllCalm)
        {
            var judged = tiles.Count(static tile => tile.State == TileState.Normal);
            var quiet = tiles.Length - judged;
            return [new(quiet == 0 ? $"All {judged} metrics are inside their bands" : $"{judged} of {tiles.Length} metrics are inside their bands; {quiet} cannot be judged yet")];
        }

        return [.. tiles.Where(IsLoud).OrderBy(Weight).Select(tile => new VerdictReason(Reason(tile, now), tile.Bpm.Id))];
    }

    private static string Reason(Tile tile, DateTimeOffset now)
    {
        if (tile.State == TileState.Stale)
            return $"{Sentence(tile)}: {tile.Problem}";
        if (tile.Latest is not { } latest)
            return Sentence(tile);
        var value = Quantity.Of(tile.Bpm, latest.Value).Full;
        var expected = Quantity.Expected(tile.Bpm, tile.Band);
        var reason = tile.Bpm.Kind == BpmKind.Freshness
            ? $"{Sentence(tile)}: {value} against an expected {expected}"
            : $"{Sentence(tile)}: {value} against an expected {expected}, for {Words.Duration(now - tile.Since)}";
        return Quantity.Impact(tile.Bpm, tile.Impact) is { Length: > 0 } impact ? $"{reason}; {impact}" : reason;
    }

    private static string Sentence(Tile tile) => tile.State switch
    {
        TileState.Stale => $"{tile.Bpm.Name} cannot be seen",
        _ when tile.Bpm.Kind == BpmKind.Freshness => $"{tile.Bpm.Name} is late",
        _ => $"{tile.Bpm.Name} is {(tile.Side == Direction.Above ? "above" : "below")} normal",
    };

    private static string Others(int count) => count switch { 0 => "", 1 => ", and 1 more", _ => $", and {count} more" };

    private static bool IsLoud(Tile tile) => tile.State is TileState.Off or TileState.Watch or TileState.Stale;

    private static int Weight(Tile tile) => ((int)tile.Bpm.Tier * 3) + tile.State switch { TileState.Off => 0, TileState.Stale => 1, _ => 2 };
}
