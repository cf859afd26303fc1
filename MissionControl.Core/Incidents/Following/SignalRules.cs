using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Incidents.Following;

/// <summary>
/// What of tiles, alerts and changes has to be noted in an incident now. Looks at how things stand and at what was noted, so nothing is lost or
/// said twice over a restart. Pure, and asked again it asks for nothing that was noted.
/// </summary>
public static class SignalRules
{
    /// <summary>More than that in a minute nobody reads; the rest follows when it is still so.</summary>
    public const int MostAMinute = 10;

    /// <summary>Of one thing that comes and goes, in <see cref="Calm"/>.</summary>
    public const int MostOfOne = 4;

    /// <summary>Changes from before the impact: the likeliest only.</summary>
    public const int MostEarlierChanges = 5;

    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(30);

    /// <summary>What began shortly before may belong to it; what has been so for days does not.</summary>
    private static readonly TimeSpan SignsBefore = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ChangesBefore = TimeSpan.FromHours(2);

    /// <summary>The oldest first; each is due now and was not noted before.</summary>
    /// <param name="rank">Which change most likely broke it; asked only when one is to be noted.</param>
    public static ImmutableArray<Signal> Decide(Incident incident, SignalFacts facts, Func<ImmutableArray<Suspect>> rank)
    {
        if (!incident.IsOpen)
            return [];
        var said = new SaidBefore(incident);
        var room = MostAMinute - said.CountSince(facts.Now - TimeSpan.FromMinutes(1));
        if (room <= 0)
            return [];
        IEnumerable<Signal?> all =
        [
            .. facts.Board.Tiles.SelectMany(tile => TileSignals.Of(incident, tile, said, SignsBefore, facts.Now)),
            .. facts.Alerts.Open.Select(group => OfOpen(incident, group, said, facts)),
            .. facts.Alerts.Ended.Select(group => OfEnded(incident, group, facts.Board.Definitions)),
            .. OfChanges(incident, said, facts, rank),
        ];
        return
        [
            .. all.OfType<Signal>()
                .Where(signal => !incident.Keys.Contains(signal.Key) && (incident.Evidence.Count < IncidentRules.MostEvidence || IsAttached(incident, signal.Evidence.Kind, signal.Evidence.Id)))
                .Select(signal => signal with { At = Clamp(signal.At, facts.Now) })
                .OrderBy(static signal => signal.At).Take(room),
        ];
    }

    private static Signal? OfOpen(Incident incident, AlertGroup group, SaidBefore said, SignalFacts facts)
    {
        var (id, name) = (group.Id.ToString(), SignNames.Of(group, facts.Board.Definitions));
        // That a tile is off or cannot be seen its own line says.
        if (group.Alerts.All(OwnRules.IsOfTile) || group.IsQuiet || group.State != AlertState.Firing || group.Since < incident.Times.Began - SignsBefore || IsAttached(incident, EvidenceKind.Alert, id))
            return null;
        var concerns = group.Services.Any(incident.Services.Contains) || group.Hurting.Any(bpm => IsAttached(incident, EvidenceKind.Tile, bpm));
        return concerns && said.CountSaying(EvidenceKind.Alert, SignalWords.Joined(name), facts.Now - Calm) < MostOfOne / 2
            ? new(HappeningKey.Of("alert joined", id), group.Since, new(EvidenceKind.Alert, id, SignalWords.Joined(group, name), group.Since))
            : null;
    }

    private static Signal? OfEnded(Incident incident, AlertGroup group, Definitions definitions)
    {
        var id = group.Id.ToString();
        return group.EndedAt is { } ended && IsAttached(incident, EvidenceKind.Alert, id)
            ? new(HappeningKey.Of("alert over", id), ended, new(EvidenceKind.Alert, id, SignalWords.Over(group, SignNames.Of(group, definitions), ended), group.Since))
            : null;
    }

    private static IEnumerable<Signal> OfChanges(Incident incident, SaidBefore said, SignalFacts facts, Func<ImmutableArray<Suspect>> rank)
    {
        var (began, services) = (incident.Times.Began, ImmutableArray.CreateRange(incident.Services));
        var unsaid = facts.Changes.Since(began - ChangesBefore)
            .Where(change => change.At <= facts.Now && change.Concerns(services) && !incident.Keys.Contains(KeyOf(change))).ToArray();
        if (unsaid.Length == 0)
            return [];
        var suspects = rank();
        var earlier = MostEarlierChanges - said.Count(EvidenceKind.Change, its => its.Since < began);
        var likeliest = suspects.Select(static suspect => suspect.Change.Id).Take(MostEarlierChanges).ToHashSet();
        return
        [
            .. unsaid.Where(change => change.At < began && likeliest.Contains(change.Id)).Take(Math.Max(0, earlier))
                .Concat(unsaid.Where(change => change.At >= began))
                .Select(change => new Signal(
                    KeyOf(change), change.At,
                    new(EvidenceKind.Change, change.Id.ToString(), SignalWords.Changed(change, suspects.FirstOrDefault(suspect => suspect.Change.Id == change.Id)), change.At))),
        ];
    }

    private static Guid KeyOf(Change change) => HappeningKey.Of("change", change.Id.ToString());

    private static bool IsAttached(Incident incident, EvidenceKind kind, string id) => incident.Evidence.Exists(one => one.Kind == kind && one.Id == id);

    // Senders' clocks may be wrong, and a metric may have been off for months.
    private static DateTimeOffset Clamp(DateTimeOffset at, DateTimeOffset now) => at > now ? now : at < now - IncidentRules.LongestAgo ? now - IncidentRules.LongestAgo : at;
}
