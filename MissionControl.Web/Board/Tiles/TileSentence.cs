using MissionControl.Core.Bpms;
using MissionControl.Core.Board;

namespace MissionControl.Web.Board.Tiles;

/// <summary>What a tile has to say, in one sentence; a length of time in it counts up in the browser.</summary>
/// <param name="Before">Words before the length of time, or the whole sentence.</param>
/// <param name="Since">Where that length of time starts; <see langword="null"/> when there is none.</param>
/// <param name="Lasted">The length of time in words.</param>
/// <param name="After">Words after it.</param>
public sealed record TileSentence(string Before, DateTimeOffset? Since, string Lasted, string After)
{
    public string Full => Before + Lasted + After;

    public static TileSentence Of(Tile tile, DateTimeOffset now, TimeZoneInfo zone) => tile.State switch
    {
        TileState.Stale => Plain(CannotSee(tile, now, zone)),
        TileState.Learning => Plain(tile.BandReason.Length > 0 ? tile.BandReason.TrimEnd('.') : "Learning what is normal"),
        TileState.TooFew => Plain(TileWords.TooFew(tile)),
        TileState.Normal when tile is { Side: not null, OutsideSince: { } left } => JustOutside(tile, left, now, zone),
        TileState.Normal when tile.Exception is { } declared => Plain(TileWords.Expected(tile, declared)),
        TileState.Normal => Plain(Normal(tile, now, zone)),
        TileState.Held => Outside(tile, "Held until working hours: ", now),
        _ when tile.Bpm.Kind is BpmKind.Freshness && tile is { Latest: not null, Band.Upper: not null } => Plain(Late(tile, "", now, zone)),
        _ => Outside(tile, "", now),
    };

    private static TileSentence Plain(string words) => new(words, null, "", "");

    private static TileSentence Outside(Tile tile, string lead, DateTimeOffset now)
    {
        var kind = tile.Departed();
        if (kind == DepartureKind.Stuck)
            return new(Begin(lead, $"the very same value, {Quantity.Of(tile.Bpm, tile.Latest!.Value.Value).Full}, for "), tile.StuckSince(), Words.Duration(now - tile.StuckSince()), "");
        var side = tile.Side switch
        {
            Direction.Below => "below normal for ",
            Direction.Above => "above normal for ",
            _ => "outside normal for ",
        };
        return new(Begin(lead, kind == DepartureKind.ALittle ? "a little " + side : side), tile.Since, Words.Duration(now - tile.Since), Missing(tile));
    }

    private static string Begin(string lead, string words) => lead.Length == 0 ? char.ToUpperInvariant(words[0]) + words[1..] : lead + words;

    /// <summary>Outside, but not for long enough to be watched: not a story yet, and not normal either.</summary>
    private static TileSentence JustOutside(Tile tile, DateTimeOffset left, DateTimeOffset now, TimeZoneInfo zone) =>
        tile.Bpm.Kind is BpmKind.Freshness && tile is { Latest: not null, Band.Upper: not null }
            ? Plain(Late(tile, ", not yet watched", now, zone))
            : new(tile.Side == Direction.Below ? "Just below normal for " : "Just above normal for ", left, Words.Duration(now - left), ", not yet watched");

    private static string Missing(Tile tile) => Quantity.Impact(tile.Bpm, tile.Impact) is { Length: > 0 } impact ? ", " + impact : "";

    private static string Late(Tile tile, string rider, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (age, limit) = (TimeSpan.FromSeconds(tile.Latest!.Value.Value), TimeSpan.FromSeconds(tile.Band!.Value.Upper!.Value));
        // What has just come back counts as late for a little longer.
        var late = age > limit ? $"Late by {Words.Duration(age - limit)}{rider}" : "Was late until now";
        return $"{late}. {LastFinished(tile, now, zone)}, due every {Words.Duration(limit)}";
    }

    private static string LastFinished(Tile tile, DateTimeOffset now, TimeZoneInfo zone) =>
        "Last finished at " + Words.Time(tile.Latest!.Value.At - TimeSpan.FromSeconds(tile.Latest.Value.Value), now, zone);

    private static string Normal(Tile tile, DateTimeOffset now, TimeZoneInfo zone) =>
        tile.Latest is not { } latest ? "Normal"
        : tile.Bpm.Kind is BpmKind.Freshness ? "On time. " + LastFinished(tile, now, zone)
        : tile.Bpm.Band is BandPolicy.Learned ? "Normal for a " + Words.HourOfWeek(latest.At, zone)
        : "Normal";

    private static string CannotSee(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        var blind = tile.Latest is { } last ? "Cannot see since " + Words.Time(last.At, now, zone) : "Nothing seen yet";
        var why = tile.Problem?.Trim().TrimEnd('.');
        return string.IsNullOrEmpty(why) ? blind : $"{blind}: {LowerFirst(why)}";
    }

    // "The source…" becomes "the source…"; "HTTP 503" stays.
    private static string LowerFirst(string words) =>
        words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
}
