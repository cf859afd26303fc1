using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Writes what tiles, alerts and changes do into the incidents that they belong to. Used by one loop.</summary>
internal sealed class SignalNoter(BoardFeed board, AlertFeed alerts, ChangeBook changes, IncidentFeed incidents, IncidentDesk desk) : INoter
{
    /// <summary>Also when nothing moved: what was too much for one minute, what comes and goes, and what was told ahead waits for time alone.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private Dictionary<int, Look> _looks = [];

    public async Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Before the first snapshot nothing is known, which is not the same as nothing being wrong.
        if (board.Current.Version == 0)
            return true;
        var open = incidents.Current.Open.ToArray();
        _looks = open.ToDictionary(static incident => incident.Number, incident => _looks.GetValueOrDefault(incident.Number) ?? new());
        foreach (var incident in open)
        {
            var (look, facts) = (_looks[incident.Number], new SignalFacts(board.Current, alerts.Current, changes.Current, now));
            var seen = (facts.Board.Version, facts.Alerts.Version, facts.Changes.Version, incident.Last);
            if (look.Seen == seen && now - look.At < Again)
                continue;
            foreach (var signal in SignalRules.Decide(incident, facts, () => look.Suspects.Rank(incident, facts.Changes, facts.Board.Definitions)))
                if ((await desk.DoAsync(incident.Number, new Observed(signal.Evidence), Actor.System, signal.At, signal.Key, cancellationToken)).IsUnsaved)
                    return false;
            (look.Seen, look.At) = (seen, now);
        }

        return true;
    }

    private sealed class Look
    {
        public (long Board, long Alerts, long Changes, int Last) Seen { get; set; }

        public DateTimeOffset At { get; set; }

        public RoomSuspects Suspects { get; } = new();
    }
}
