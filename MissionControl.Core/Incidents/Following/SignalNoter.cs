using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Writes what tiles, alerts and changes do into the incidents that they belong to. Used by one loop.</summary>
internal sealed class SignalNoter(BoardFeed board, AlertFeed alerts, ChangeBook changes, IncidentFeed incidents, IncidentDesk desk) : INoter
{
    public async Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Before the first snapshot nothing is known, which is not the same as nothing being wrong.
        if (board.Current.Version == 0)
            return true;
        foreach (var incident in incidents.Current.Open.ToArray())
            foreach (var signal in SignalRules.Decide(incident, new(board.Current, alerts.Current, changes.Current, now)))
                if ((await desk.DoAsync(incident.Number, new Observed(signal.Evidence), Actor.System, signal.At, signal.Key, cancellationToken)).IsUnsaved)
                    return false;
        return true;
    }
}
