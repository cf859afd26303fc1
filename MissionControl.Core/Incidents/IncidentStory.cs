using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>An incident in one paragraph that is always current: what is affected, how many, since when, what is done, what comes next. Pure.</summary>
public static class IncidentStory
{
    private const int MostTiles = 2;
    private const int MostTasks = 3;

    /// <param name="nameOf">What to call a person whom the timeline knows by id.</param>
    public static string Tell(Incident incident, BoardSnapshot board, Func<string, string> nameOf, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (incident.MergedInto is { } into)
            return $"Part of incident {into}: what is current is said there.";
        string[] sentences = [Affected(incident, board, now, zone), Doing(incident, nameOf), Decision(incident), Next(incident, now, zone)];
        return string.Join(' ', sentences.Where(static sentence => sentence.Length > 0));
    }

    /// <summary>The tile that counts most people, with how many; <see langword="null"/> when none of the incident's tiles counts any, or it is over.</summary>
    public static (Tile Tile, double Impact)? Impact(Incident incident, BoardSnapshot board) => !incident.IsOpen ? null : TilesOf(incident, board)
        .Where(static tile => tile is { State: TileState.Off or TileState.Held or TileState.Watch, Impact: >= 1 or <= -1 })
        .OrderBy(static tile => tile.Bpm.Tier).ThenByDescending(static tile => Math.Abs(tile.Impact!.Value))
        .Select(static tile => ((Tile, double)?)(tile, tile.Impact!.Value)).FirstOrDefault();

    /// <summary>The tiles among its evidence as they are now.</summary>
    public static IEnumerable<Tile> TilesOf(Incident incident, BoardSnapshot board) =>
        incident.Evidence.Where(static one => one.Kind == EvidenceKind.Tile).Select(one => board.FindTile(one.Id)).OfType<Tile>();

    private static string Affected(Incident incident, BoardSnapshot board, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (incident.Times.Resolved is { } resolved)
            return $"Over since {Words.Time(resolved, now, zone)}{(incident.Times.ImpactBegan is { } began ? $", after {Words.Duration(resolved - began)}" : "")}.";
        var tiles = TilesOf(incident, board).ToArray();
        var hurt = tiles.Where(static tile => tile.State is TileState.Off or TileState.Held or TileState.Watch).ToArray();
        var unseen = tiles.Count(static tile => tile.State == TileState.Stale);
        var since = incident.Times.ImpactBegan is { } at ? $"Since {Words.Time(at, now, zone)}: " : "";
        var affected = hurt.Length > 0
            ? since + string.Join("; ", hurt.Take(MostTiles).Select(static tile => Reading(tile))) + (hurt.Length > MostTiles ? $"; and {Words.Count(hurt.Length - MostTiles, "other metric", "other metrics")}" : "") + "."
            : tiles.Length > unseen ? $"{since}the metrics attached here are back inside normal."
            : incident.Services.Count > 0 ? $"{since}{string.Join(", ", incident.Services.Select(id => board.Services.FirstOrDefault(status => status.Service.Id == id)?.Service.Name ?? id))} affected; no metric here says how many people."
            : "Nobody has said yet what is affected.";
        return affected + (unseen > 0 ? $" {Words.Count(unseen, "metric here cannot", "metrics here cannot")} be seen." : "");
    }

    private static string Reading(Tile tile)
    {
        var evidence = tile.Latest is { } latest ? Quantity.Of(tile.Bpm, latest.Value).Full : "not seen";
        var expected = Quantity.Expectation(tile.Bpm, tile.Band) is { Length: > 0 } range ? $" against {range}" : "";
        var impact = Quantity.Impact(tile.Bpm, tile.Impact) is { Length: > 0 } words ? $", {words}" : "";
        return $"{tile.Bpm.Name} {evidence}{expected}{impact}";
    }

    private static string Doing(Incident incident, Func<string, string> nameOf)
    {
        var tasks = incident.Tasks.Where(static task => task.EndedAt is null).ToArray();
        if (tasks.Length > 0 && incident.IsOpen)
            return $"Now: {string.Join("; ", tasks.Take(MostTasks).Select(task => $"{nameOf(task.By)} {Lower(task.What)}"))}{(tasks.Length > MostTasks ? "; and more" : "")}.";
        return incident switch
        {
            { IsOpen: false } => "",
            { Phase: Phase.Monitoring } => "It is watched.",
            _ => "Nobody has said what they are doing.",
        };
    }

    private static string Decision(Incident incident) => incident.Timeline.LastOrDefault(static entry => entry is { What: Decided, Struck: null })?.Text is { } choice ? $"Decided: {Line(choice)}" : "";

    private static string Next(Incident incident, DateTimeOffset now, TimeZoneInfo zone) => incident switch
    {
        { IsOpen: false } or { IsPrivate: true } => "",
        { NextUpdateBy: { } due } when due <= now => $"The public update promised by {Words.Time(due, now, zone)} is overdue.",
        { NextUpdateBy: { } due } => $"The public hears again by {Words.Time(due, now, zone)}.",
        { Updates.Count: 0 } => "The public has been told nothing yet.",
        _ => "The public was not told when it hears again.",
    };

    private static string Line(string text) => OneLine.Of(text, IncidentRules.LongestLine) is var line && line.EndsWith('.') ? line : line + ".";

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
