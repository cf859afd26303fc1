using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Incidents;

/// <summary>What an incident calls a group of alerts. Our own rules are called the same for all metrics: of them it says what they found. Pure.</summary>
internal static class SignNames
{
    public static string Of(AlertGroup group, Definitions definitions)
    {
        var alert = group.Alerts[0];
        if (alert.Intake != OwnRules.Intake)
            return group.Name;
        var bpm = alert.Labels["bpm"] is { } id ? definitions.FindBpm(id) : null;
        // The catalog may have a better name for it.
        if (alert.Rule is not null)
            return bpm is null ? group.Name : $"{bpm.Name}: {group.Name}";
        return (alert.Labels["alertname"], bpm) switch
        {
            (OwnRules.BpmOff, { Kind: BpmKind.Freshness } its) => $"{its.Name} is late",
            (OwnRules.BpmOff, { } its) => $"{its.Name} is off",
            (OwnRules.BpmStale, { } its) => $"{its.Name} cannot be seen",
            (OwnRules.SourceBlind, _) when alert.Labels["source"] is { Length: > 0 } source => $"Nothing of the source {source} can be seen",
            _ => group.Name,
        };
    }
}
