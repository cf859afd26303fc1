using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents.Following;

/// <summary>One line for each thing that moved by itself.</summary>
internal static class SignalWords
{
    public static string Left(Tile tile)
    {
        var what = tile.Bpm.Kind == BpmKind.Freshness ? "is late" : "left its band";
        var value = tile.Latest is { } latest ? Quantity.Of(tile.Bpm, latest.Value).Full : "not seen";
        return $"{tile.Bpm.Name} {what}: {value}{Against(tile)}";
    }

    public static string Back(Tile tile) => tile.Bpm.Name + (tile.Bpm.Kind == BpmKind.Freshness ? " is in time again" : " is back inside its band");

    /// <summary>"Sign-in success cannot be seen: the source does not answer".</summary>
    public static string Blind(Tile tile) => $"{tile.Bpm.Name} cannot be seen{(tile.Problem is { Length: > 0 } why ? ": " + why : "")}";

    /// <summary>"Sign-in success can be seen again: 41.2 % against 62 to 78 %".</summary>
    public static string Seen(Tile tile) => $"{tile.Bpm.Name} can be seen again{(tile.Latest is { } latest ? ": " + Quantity.Of(tile.Bpm, latest.Value).Full + Against(tile) : "")}";

    /// <summary>How a line about a group of that name begins.</summary>
    public static string Joined(string name) => $"Alert joined: {name}";

    /// <summary>"Alert joined: Token endpoint 5xx (3 alerts, one cause)".</summary>
    /// <param name="name">What the incident calls it (<see cref="SignNames"/>).</param>
    public static string Joined(AlertGroup group, string name) => Joined(name) + (group.Alerts.Length == 1 ? "" : $" ({Words.Count(group.Alerts.Length, "alert", "alerts")}, one cause)");

    public static string Over(AlertGroup group, string name, DateTimeOffset ended) => $"Alert over: {name}, after {Words.Duration(ended > group.Since ? ended - group.Since : TimeSpan.Zero)}";

    private static string Against(Tile tile) => Quantity.Expectation(tile.Bpm, tile.Band) is { Length: > 0 } range ? $" against {range}" : "";

    /// <summary>"identity-web 4.18.0 deployed by CI (most likely cause: 2 min before, same service)".</summary>
    public static string Changed(Change change, Suspect? suspect)
    {
        var verb = change.Kind switch
        {
            ChangeKind.Deploy => "deployed",
            ChangeKind.Flag => "switched",
            ChangeKind.Configuration => "configured",
            _ => "changed",
        };
        return $"{change.Title} {verb}{(change.By is { } by ? $" by {by}" : "")}{(suspect is { IsLikely: true } ? $" (most likely cause: {GuiltWords.Why(suspect)})" : "")}";
    }
}
