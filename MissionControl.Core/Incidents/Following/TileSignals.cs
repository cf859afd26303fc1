using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Judging;

namespace MissionControl.Core.Incidents.Following;

/// <summary>What of a tile has to be noted: that it left its band or came back, and that it cannot be seen or can again. Two stories, told apart. Pure.</summary>
internal static class TileSignals
{
    private const string Left = "tile left";
    private const string Back = "tile back";
    private const string Blind = "tile blind";
    private const string Seen = "tile seen";

    /// <param name="signsBefore">What began so long before the incident may belong to it.</param>
    public static IEnumerable<Signal> Of(Incident incident, Tile tile, SaidBefore said, TimeSpan signsBefore, DateTimeOffset now)
    {
        bool Concerns(DateTimeOffset since) => incident.Evidence.Exists(one => one.Kind == EvidenceKind.Tile && one.Id == tile.Bpm.Id)
            || (tile.Bpm.Services.Any(incident.Services.Contains) && since >= incident.Times.Began - signsBefore);
        return new[] { OfSight(tile, said, Concerns, now), OfBand(tile, said, Concerns, now) }.OfType<Signal>();
    }

    private static Signal? OfSight(Tile tile, SaidBefore said, Func<DateTimeOffset, bool> concerns, DateTimeOffset now)
    {
        var id = tile.Bpm.Id;
        var last = said.Last(id, Blind, Seen);
        var wasBlind = last?.Name == Blind;
        if (IsRestless(said, id, now, Blind, Seen) || wasBlind == (tile.State == TileState.Stale))
            return null;
        if (last is { Name: Blind, Since: var since })
            return new(HappeningKey.Of(Seen, id, since), tile.Latest?.At ?? now, new(EvidenceKind.Tile, id, SignalWords.Seen(tile), since));
        // After a start nothing is read yet: that is no news until it takes too long.
        var isLost = tile.Latest is not null || now - tile.Since >= TileRules.StaleAfter(tile.Bpm);
        return isLost && concerns(tile.Since) ? new(HappeningKey.Of(Blind, id, tile.Since), tile.Since, new(EvidenceKind.Tile, id, SignalWords.Blind(tile), tile.Since)) : null;
    }

    private static Signal? OfBand(Tile tile, SaidBefore said, Func<DateTimeOffset, bool> concerns, DateTimeOffset now)
    {
        var id = tile.Bpm.Id;
        var wasOff = said.Last(id, Left, Back)?.Name == Left;
        if (IsRestless(said, id, now, Left, Back))
            return null;
        if (tile.State is TileState.Off or TileState.Held && !wasOff)
        {
            var left = tile.OutsideSince ?? tile.Since;
            return concerns(left) ? new(HappeningKey.Of(Left, id, left), left, new(EvidenceKind.Tile, id, SignalWords.Left(tile), left)) : null;
        }

        // Only what was said to be off comes back; what cannot be seen, or hardly, has not.
        return wasOff && tile is { State: TileState.Normal, OutsideSince: null, BackSince: null }
            ? new(HappeningKey.Of(Back, id, tile.Since), tile.Since, new(EvidenceKind.Tile, id, SignalWords.Back(tile), tile.Since))
            : null;
    }

    private static bool IsRestless(SaidBefore said, string tile, DateTimeOffset now, params ReadOnlySpan<string> names) => said.Count(tile, now - SignalRules.Calm, names) >= SignalRules.MostOfOne;
}
