using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Calendars;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>
/// A tile in full: what was measured, what was expected and why, and since when it is otherwise. Every clause is computed; none is
/// said that does not hold.
/// </summary>
internal static class TileWords
{
    /// <summary>"47 sign-ups in the last hour. For a Tuesday at 14:00 we expect 110 to 160: the middle of the last six Tuesdays, two left out because of incidents. Below normal since 13:20."</summary>
    public static string Detail(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        string[] sentences =
        [
            Unseen(tile, now, zone),
            Reading(tile, now, zone),
            Expectation(tile),
            State(tile, now, zone),
            tile.Basis is { } basis ? BandWords.StillLearning(basis) : "",
            NewNormal(tile),
        ];
        return string.Join(' ', sentences.Where(static sentence => sentence.Length > 0));
    }

    /// <summary>"For a Tuesday at 14:00 we expect 110 to 160: the middle of the last six Tuesdays."</summary>
    public static string Expectation(Tile tile)
    {
        var range = Quantity.Expectation(tile.Bpm, tile.Band);
        return (tile.Bpm.Band, tile.Basis) switch
        {
            (BandPolicy.Fixed, _) when tile.Bpm.Kind is BpmKind.Freshness && tile.Band?.Upper is { } due => $"It is due every {Words.Duration(TimeSpan.FromSeconds(due))}, as the catalog says.",
            (BandPolicy.Fixed, _) => range.Length == 0 ? "" : $"The catalog allows {range}.",
            (_, { } basis) when range.Length > 0 => BandWords.Expectation(basis, range, tile.MarkedHere),
            _ => range.Length == 0 ? tile.BandReason : $"We expect {range}.",
        };
    }

    /// <summary>"New normal since Thu 12 Nov 14:05; before that we expected 110 to 160 at this hour."; empty when there is none, or it is old.</summary>
    public static string NewNormal(Tile tile) =>
        tile.Basis is { } basis ? BandWords.NewNormal(basis, Quantity.Expectation(tile.Bpm, basis.Before)) : "";

    /// <summary>"the very same value, 47, for 3 h"</summary>
    public static string Stuck(Tile tile, DateTimeOffset now) =>
        $"the very same value, {Quantity.Of(tile.Bpm, tile.Latest!.Value.Value).Full}, for {Words.Duration(now - tile.StuckSince())}";

    /// <summary>"Low, expected: bank holiday (Boxing Day)"</summary>
    public static string Expected(Tile tile, Stretch declared)
    {
        var side = tile.Side switch { Direction.Below => "Low, expected: ", Direction.Above => "High, expected: ", _ => "Normal in spite of: " };
        return side + StretchWords.Kind(declared.Kind) + (declared.Words.Length > 0 ? $" ({declared.Words})" : "");
    }

    private static string Unseen(Tile tile, DateTimeOffset now, TimeZoneInfo zone) => tile switch
    {
        { Latest: null } => "Nothing has been seen yet.",
        { State: TileState.Stale, Latest: { } last } => $"We cannot see it since {Words.Time(last.At, now, zone)}. The last we saw:",
        _ => "",
    };

    private static string Reading(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (tile.Latest is not { } latest)
            return "";
        var value = Quantity.Of(tile.Bpm, latest.Value);
        var counted = tile.Bpm.Counts is { } counts ? $" {counts}" : "";
        var stretch = tile.Bpm.Kind is BpmKind.Rate ? tile.Bpm.CountedOver : ImpactRules.Period(tile.Bpm);
        var over = stretch is { } period ? $" in the last {Words.Stretch(period)}" : "";
        return tile.Bpm.Kind switch
        {
            BpmKind.Freshness => $"Last finished at {Words.Time(latest.At - TimeSpan.FromSeconds(latest.Value), now, zone)}, {value.Text} before we looked.",
            BpmKind.Ratio when latest.Volume is { } volume => $"{value.Full} of {Words.Number(volume)}{(counted.Length > 0 || over.Length > 0 ? counted + over : " counted")}.",
            BpmKind.Rate when over.Length == 0 && value.Unit.StartsWith('/') => $"{value.Text}{counted} per {value.Unit[1..].Trim()}.",
            BpmKind.Rate when over.Length == 0 => $"{value.Full}.",
            BpmKind.Rate or BpmKind.Count when counted.Length > 0 => $"{value.Text}{counted}{over}.",
            _ => $"{value.Full}.",
        };
    }

    private static string State(Tile tile, DateTimeOffset now, TimeZoneInfo zone) => tile.State switch
    {
        TileState.TooFew => TooFew(tile) + ".",
        TileState.Normal when tile.Exception is { } declared => Expected(tile, declared) + ".",
        TileState.Normal when tile is { Side: { } side, OutsideSince: { } left } =>
            $"Just {(side == Direction.Below ? "below" : "above")} normal since {Words.Time(left, now, zone)}, not yet watched.",
        TileState.Normal when tile.Band is not null => tile.Bpm.Kind is BpmKind.Freshness ? "It is on time." : "It is inside.",
        TileState.Watch or TileState.Off or TileState.Held => (tile.State == TileState.Held ? "Held until working hours. " : "") + Departure(tile, now, zone) + WhatSide(tile),
        _ => "",
    };

    /// <summary>"Too few to judge (7): it takes 30"</summary>
    public static string TooFew(Tile tile)
    {
        var few = "Too few to judge";
        if (tile.Latest?.Volume is not { } volume)
            return few;
        return $"{few} ({Words.Number(volume)})" + (tile.Bpm.MinimumVolume > volume ? $": it takes {Words.Number(tile.Bpm.MinimumVolume)}" : "");
    }

    private static string Departure(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (tile.Bpm.Kind is BpmKind.Freshness && tile is { Latest: { } read, Band.Upper: { } due } && read.Value > due)
            return $"Late by {Words.Duration(TimeSpan.FromSeconds(read.Value - due))}.";
        var kind = tile.Departed();
        if (kind == DepartureKind.Stuck)
            return $"It has been {Stuck(tile, now)}: longer than it ever is.";
        var side = tile.Side switch { Direction.Below => "below normal", Direction.Above => "above normal", _ => "outside normal" };
        var (lead, rider) = kind switch
        {
            DepartureKind.ALittle => ("A little " + side, ": inside its band, but it is seldom so for so long"),
            DepartureKind.Back when tile.BackSince is { } back => (Capital(side), $", back inside its band since {Words.Time(back, now, zone)}, which is not long enough to count"),
            _ => (Capital(side), ""),
        };
        var impact = Quantity.Impact(tile.Bpm, tile.Impact, tile.ImpactAtLeast) is { Length: > 0 } words ? ", " + words : "";
        var stuck = tile.IsStuck ? $". It has been {Stuck(tile, now)}: longer than it ever is" : "";
        return $"{lead} since {Words.Time(tile.OutsideSince ?? tile.Since, now, zone)}{impact}{rider}{stuck}.";
    }

    /// <summary>Above normal is not always good: everybody gets in when a door stands open.</summary>
    private static string WhatSide(Tile tile) => (tile.Bpm.Hurts, tile.Side, tile.Departed()) switch
    {
        (_, _, DepartureKind.Stuck) => "",
        _ when tile.Bpm.Kind is BpmKind.Freshness => "",
        (Direction.Below, Direction.Above, _) => " More than normal does not hurt here by itself, but it is not always good: look at why.",
        (Direction.Above, Direction.Below, _) => " Less than normal does not hurt here by itself, but it is not always good: look at why.",
        _ => "",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
