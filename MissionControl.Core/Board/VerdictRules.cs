using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>
/// The whole board in one line, by these rules. A critical BPM that is Off, or two important ones, mean Act now. Seeing
/// less than half of what counts, or no critical BPM at all, means Blind, and so does judging nothing of what counts. Anything
/// else that is not quiet means Watch, and so does judging less than half of the critical BPMs. A few that cannot be judged
/// (every quiet night has some) leave it All calm, and the sentence says so.
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

        var (counting, weighty) = (WhatCounts(tiles), WhatWeighsMost(tiles));
        if (counting.Unseen * 2 > counting.All || weighty.Unseen == weighty.All)
            return (VerdictLevel.Blind, $"{counting.Unseen} of {counting.All} metrics that count cannot be seen");
        if (counting.Judged == 0)
            return (VerdictLevel.Blind, $"Nothing can be judged {(counting.Learning > 0 ? "yet" : "now")}: {counting.WhyNone}");

        var watched = tiles.Where(IsLoud).OrderBy(Weight).ToList();
        return watched.Count > 0 ? (VerdictLevel.Watch, Sentence(watched[0]) + Others(watched.Count - 1))
            : weighty.Judged * 2 < weighty.All ? (VerdictLevel.Watch, weighty.Shortfall)
            : (VerdictLevel.AllCalm, "Every metric we can judge is where it is expected" + (weighty.Unjudged > 0 ? $"; {weighty.Shortfall}" : ""));
    }

    /// <summary>The critical and important ones; all where there are none.</summary>
    private static Insight WhatCounts(ImmutableArray<Tile> tiles) =>
        tiles.Where(static tile => tile.Bpm.Tier != Tier.Informative).ToList() is { Count: > 0 } counting
            ? Insight.Of("metrics that count", counting)
            : Insight.Of("metrics", tiles);

    /// <summary>The critical ones; what counts where there are none.</summary>
    private static Insight WhatWeighsMost(ImmutableArray<Tile> tiles) =>
        tiles.Where(static tile => tile.Bpm.Tier == Tier.Critical).ToList() is { Count: > 0 } critical
            ? Insight.Of("critical metrics", critical)
            : WhatCounts(tiles);

    private static ImmutableArray<VerdictReason> Reasons(ImmutableArray<Tile> tiles, VerdictLevel level, DateTimeOffset now)
    {
        if (level == VerdictLevel.AllCalm)
            return [new(LookedAt(tiles))];
        var loud = tiles.Where(IsLoud).OrderBy(Weight).Select(tile => new VerdictReason(Reason(tile, now), tile.Bpm.Id));
        return tiles.IsEmpty ? []
            : WhatCounts(tiles) is { Judged: 0, Unjudged: > 0 } none ? [new(WhatToDo(none)), .. loud]
            : WhatWeighsMost(tiles) is { Unjudged: > 0 } weighty ? [.. loud, new(weighty.Shortfall)]
            : [.. loud];
    }

    private static string LookedAt(ImmutableArray<Tile> tiles)
    {
        var inside = tiles.Count(static tile => tile is { State: TileState.Normal, Side: null });
        if (inside == tiles.Length)
            return $"All {inside} metrics are inside their bands";
        var outside = tiles.Count(static tile => tile is { State: TileState.Normal, Side: not null });
        var all = Insight.Of("metrics", tiles);
        return $"{inside} of {tiles.Length} metrics are inside their bands"
            + (outside > 0 ? $"; {outside} just outside, not for long" : "")
            + (all.Unjudged > 0 ? $"; {all.Unjudged} {all.CannotBeJudged}" : "");
    }

    private static string WhatToDo(Insight none) => none.Learning > 0
        ? "Learning is no failure, but until there are bands nobody judges: each tile says how far it has come"
        : "Too little volume is no failure, but nobody judges meanwhile: each tile says how much it needs";

    private static string Reason(Tile tile, DateTimeOffset now)
    {
        if (tile.State == TileState.Stale)
            return $"{Sentence(tile)}: {tile.Problem}";
        if (tile.Latest is not { } latest)
            return Sentence(tile);
        var value = Quantity.Of(tile.Bpm, latest.Value).Full;
        var expected = Quantity.Expected(tile.Bpm, tile.Band);
        var lasted = tile.Bpm.Kind == BpmKind.Freshness ? "" : $", for {Words.Duration(now - tile.Since)}";
        var reason = tile.Departed() == DepartureKind.Stuck
            ? $"{Sentence(tile)}: {TileWords.Stuck(tile, now)}, longer than it ever is"
            : $"{Sentence(tile)}: {value} against an expected {expected}{lasted}{Rider(tile, now)}";
        return Quantity.Impact(tile.Bpm, tile.Impact, tile.ImpactAtLeast) is { Length: > 0 } impact && tile.Departed() != DepartureKind.Stuck ? $"{reason}; {impact}" : reason;
    }

    private static string Rider(Tile tile, DateTimeOffset now) => tile.Departed() switch
    {
        DepartureKind.ALittle => ", which is seldom",
        DepartureKind.Back when tile.BackSince is { } back => $", back inside for {Words.Duration(now - back)}",
        _ when tile.IsStuck => $", {TileWords.Stuck(tile, now)}",
        _ => "",
    };

    private static string Sentence(Tile tile) => tile.State switch
    {
        TileState.Stale => $"{tile.Bpm.Name} cannot be seen",
        _ when tile.Departed() == DepartureKind.Stuck => $"{tile.Bpm.Name} does not move",
        _ when tile.Bpm.Kind == BpmKind.Freshness => $"{tile.Bpm.Name} {(tile.Departed() == DepartureKind.Back ? "was" : "is")} late",
        _ => $"{tile.Bpm.Name} is {(tile.Departed() == DepartureKind.ALittle ? "a little " : "")}{(tile.Side == Direction.Above ? "above" : "below")} normal",
    };

    private static string Others(int count) => count switch { 0 => "", 1 => ", and 1 more", _ => $", and {count} more" };

    private static bool IsLoud(Tile tile) => tile.State is TileState.Off or TileState.Watch or TileState.Stale;

    private static int Weight(Tile tile) => ((int)tile.Bpm.Tier * 3) + tile.State switch { TileState.Off => 0, TileState.Stale => 1, _ => 2 };
}
