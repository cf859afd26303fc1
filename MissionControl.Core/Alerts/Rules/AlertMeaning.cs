using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>What the catalog makes of an alert.</summary>
/// <param name="Rule">The id of the rule that speaks of it.</param>
/// <param name="Services">Ids of the services it touches; all are in the catalog.</param>
/// <param name="Bpms">Ids of the BPMs it touches; all are in the catalog.</param>
public sealed record AlertMeaning(string? Rule, Urgency Urgency, ImmutableArray<string> Services, ImmutableArray<string> Bpms);

/// <summary>Finds what the catalog makes of alerts. Pure and quick: it is asked for every alert that comes in. Thread-safe.</summary>
public interface IAlertSense
{
    AlertMeaning Read(LabelSet labels, LabelSet annotations, Definitions definitions);
}
