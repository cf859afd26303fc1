using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>The value against what is normal: of the BPMs it touches, else the sender's own numbers.</summary>
internal static class ValueWords
{
    private const int MostTiles = 3;
    private const int MostNumbers = 6;

    /// <returns><see langword="null"/> when there is no number worth a word.</returns>
    public static MessageSlot? Of(Case it)
    {
        var tiles = it.IsPlain ? it.Tiles.Where(tile => it.Group.Bpms.Contains(tile.Bpm.Id)).Select(tile => Plain(it, tile)) : it.Tiles.Select(tile => Full(it, tile));
        var words = string.Join(' ', tiles.Where(static sentence => sentence.Length > 0).Take(MostTiles));
        // A metric that its rule does not name is beside the matter: what the sender measured comes first.
        if (!it.IsPlain && (words.Length == 0 || it.Group.Bpms.IsEmpty) && BySender(it) is { Length: > 0 } said)
            words = words.Length == 0 ? said : $"{said} {words}";
        return words.Length == 0 ? null : new(MessagePart.Value, words);
    }

    /// <summary>"Sign-in success is still below normal".</summary>
    public static string Still(Case it, Tile tile) =>
        tile.Bpm.Kind is BpmKind.Freshness ? $"{tile.Bpm.Name} is still late"
        : $"{tile.Bpm.Name} is still {Side(tile.Side, it.IsPlain)}";

    /// <summary>"above normal"; "higher than usual" in plain words.</summary>
    public static string Side(Direction? side, bool isPlain) => (side, isPlain) switch
    {
        (Direction.Below, false) => "below normal",
        (Direction.Above, false) => "above normal",
        (Direction.Below, true) => "lower than usual",
        (Direction.Above, true) => "higher than usual",
        (_, true) => "not as usual",
        _ => "outside normal",
    };

    private static string Full(Case it, Tile tile)
    {
        var name = tile.Bpm.Name;
        if (tile.Latest is not { } latest)
            return $"{name} cannot be seen: nothing has been read of it yet.";
        var value = Quantity.Of(tile.Bpm, latest.Value).Full;
        var expected = Quantity.Expected(tile.Bpm, tile.Band);
        var impact = Quantity.Impact(tile.Bpm, tile.Impact, tile.ImpactAtLeast) is { Length: > 0 } words ? $"; {words}" : "";
        return tile.State switch
        {
            TileState.Stale => $"{name} cannot be seen since {it.Time(latest.At)}; the last we saw was {value}.",
            TileState.TooFew => $"{name}: {LowerFirst(TileWords.TooFew(tile))}.",
            TileState.Off or TileState.Watch or TileState.Held when Late(tile) is { } late =>
                $"{name} is late by {Words.Duration(late)}: last finished at {it.Time(latest.At - TimeSpan.FromSeconds(latest.Value))}, due every {Words.Duration(TimeSpan.FromSeconds(tile.Band!.Value.Upper!.Value))}.",
            TileState.Off or TileState.Watch or TileState.Held when expected.Length > 0 => $"{name} is {value} against an expected {expected}{impact}.",
            TileState.Normal when tile is { Side: not null, Exception: { } declared } => $"{name} is {value}; {LowerFirst(TileWords.Expected(tile, declared))}.",
            // Outside, but not for long enough to be watched: to call that normal would contradict the numbers beside it.
            TileState.Normal when expected.Length > 0 && tile.Side is { } side => $"{name} is just {Side(side, isPlain: false)}: {value}, expected {expected}.",
            TileState.Normal when expected.Length > 0 => $"{name} is normal: {value}, expected {expected}.",
            _ => $"{name} is {value}; what is normal is not known yet.",
        };
    }

    /// <summary>Only what anybody can picture: people, things and lateness.</summary>
    private static string Plain(Case it, Tile tile)
    {
        if (it.IsOver || tile.State is not (TileState.Off or TileState.Held))
            return "";
        if (Late(tile) is { } late)
            return $"It is late by {Words.Duration(late)}.";
        return tile is { Impact: { } impact, Bpm.Counts: { } counts } && Math.Abs(impact) >= 1
            ? $"About {Words.About(Math.Abs(impact))} {(impact < 0 ? "fewer" : "more")} {counts} than usual since {it.Time(tile.OutsideSince ?? tile.Since)}."
            : "";
    }

    private static TimeSpan? Late(Tile tile) => tile.Bpm.Kind is BpmKind.Freshness && tile is { Latest: { } read, Band.Upper: { } due } && read.Value > due
        ? TimeSpan.FromSeconds(read.Value - due)
        : null;

    private static string BySender(Case it)
    {
        var alert = it.Alerts[0];
        var (value, limit) = Numbers.Of(alert);
        if (value is { } number)
            return limit is { } most ? $"{(it.IsOver ? "It was " : "")}{Number(it, number)}, against a limit of {Number(it, most)}." : it.IsResponder ? $"{Number(it, number)}." : "";
        return it.IsResponder && alert.Values.Count > 0
            ? string.Join(", ", alert.Values.Take(MostNumbers).Select(static one => $"{OneLine.Of(one.Key, 40)} = {Words.Number(one.Value)}")) + "."
            : "";
    }

    // The rule's own words say whether it is a share.
    private static string Number(Case it, double number) => it.Rule is { } rule && WordSlots.TextsOf(rule).Any(static text => text.Contains("{percent}", StringComparison.Ordinal))
        ? Words.Number(number * 100) + " %"
        : Words.Number(number);

    private static string LowerFirst(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
