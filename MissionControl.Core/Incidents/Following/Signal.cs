using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;

namespace MissionControl.Core.Incidents.Following;

/// <summary>Something that moved by itself and belongs on an incident's timeline.</summary>
/// <param name="Key">Made of what happened: the same every time.</param>
/// <param name="At">When it happened, UTC.</param>
public sealed record Signal(Guid Key, DateTimeOffset At, Evidence Evidence);

/// <summary>All that signals are read from, as it is now.</summary>
public sealed record SignalFacts(BoardSnapshot Board, AlertsSnapshot Alerts, ToldChanges Changes, DateTimeOffset Now);
