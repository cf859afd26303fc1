using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling.Slots;
using MissionControl.Core.Board;
using MissionControl.Web.Alerts.Preview;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts;

/// <summary>What pages say of a group beside its message. Pure.</summary>
internal static class GroupWords
{
    private const int LongestName = 80;

    /// <summary>The outcomes in the order in which they are offered.</summary>
    public static readonly ImmutableArray<AlertOutcome> Outcomes = [.. Enum.GetValues<AlertOutcome>()];

    public static Shape ShapeOf(AlertGroup group) => group switch
    {
        { IsOpen: false } => Shape.Quiet,
        { State: AlertState.Unheard } => Shape.Unseen,
        { IsQuiet: true } or { Held: not null } or { Work: not null } => Shape.Paused,
        _ => MessageShape.Of(group.Urgency),
    };

    /// <summary>The class that colours it.</summary>
    public static string LookOf(AlertGroup group) => group switch
    {
        { IsOpen: false } => "over",
        { State: AlertState.Unheard } => "unheard",
        { IsQuiet: true } or { Held: not null } or { Work: not null } => "hushed",
        { Urgency: Urgency.Critical } => "critical",
        { Urgency: Urgency.Warning } => "warning",
        _ => "info",
    };

    /// <summary>One or two words: how it stands.</summary>
    public static string StandingOf(AlertGroup group, DateTimeOffset now, TimeZoneInfo zone) => group switch
    {
        { EndedAt: { } ended } => $"Over since {Words.Time(ended, now, zone)}",
        { State: AlertState.Unheard } => "Not heard from",
        { Held.Until: var until } => $"Held until {Words.Coming(until, now, zone)}",
        { IsInhibited: true } => "Not told: follows from another",
        { IsQuiet: true } => "Silenced",
        { Work.Until: var until } => $"Not told: planned work until {Words.Coming(until, now, zone)}",
        { Urgency: Urgency.Critical } => "Critical",
        { Urgency: Urgency.Warning } => "Warning",
        _ => "For information",
    };

    /// <summary>What a group of the past is called: as its rule says, or as what it was about.</summary>
    public static string NameOf(KeptGroup kept, AlertSense sense, Definitions definitions)
    {
        if (kept.Occurrences.IsEmpty)
            return AlertSense.Spaced(kept.Group.Name);
        var (labels, intake) = (kept.Occurrences[0].Labels, kept.Occurrences[0].Intake);
        var bpm = labels["bpm"] is { } id ? definitions.FindBpm(id)?.Name ?? OneLine.Of(id, LongestName) : "A metric";
        return sense.RuleOf(labels)?.Name ?? (intake == OwnWords.Intake ? labels["alertname"] : null) switch
        {
            OwnWords.BpmOff => $"{bpm} was off",
            OwnWords.BpmStale => $"{bpm} could not be seen",
            OwnWords.SourceBlind => $"The source “{OneLine.Of(labels["source"] ?? "", LongestName)}” did not answer",
            _ => AlertSense.Spaced(kept.Group.Name),
        };
    }

    /// <summary>How one alert of a group stands.</summary>
    public static string StateOf(Alert alert) => alert.State switch
    {
        AlertState.Firing when alert.Silence is not null => "Fires, silenced",
        AlertState.Firing when alert.InhibitedBy is not null => "Fires, not told: follows from another",
        AlertState.Firing => alert.CannotSee ? "Cannot be seen" : "Fires",
        AlertState.Unheard => "Not heard from",
        _ => "Over",
    };

    /// <summary>"3 of 5 alerts still fire"; empty for a single one.</summary>
    public static string CountOf(AlertGroup group)
    {
        var open = group.Alerts.Count(static alert => alert.IsOpen);
        return group.Alerts.Length == 1 ? ""
            : open == group.Alerts.Length || open == 0 ? Words.Count(group.Alerts.Length, "alert", "alerts")
            : $"{open} of {group.Alerts.Length} alerts still fire";
    }

    /// <summary>"Came 14 times in the 30 days before; last said to be: could have waited"; empty when it never did.</summary>
    public static string LatelyOf(AlertGroup group)
    {
        if (group.Lately == 0)
            return "";
        var times = group.Lately switch { 1 => "Came once", 2 => "Came twice", var count => $"Came {Words.Number(count)} times" } + " in the 30 days before";
        return group.PastOutcomes is [var last, ..] ? $"{times}; last said to be: {OutcomeOf(last).ToLowerInvariant()}" : times;
    }

    public static string OutcomeOf(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.Mended => "Broken, and mended",
        AlertOutcome.CameBack => "Came back by itself",
        AlertOutcome.CouldWait => "Could have waited",
        AlertOutcome.Expected => "Planned or known",
        AlertOutcome.WrongLimit => "Nothing wrong: wrong limit",
        _ => "Nothing anybody could do",
    };
}
