using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Web.Incidents;

/// <summary>What the timeline says of an event, and its sign. Pure.</summary>
internal static class EntryWords
{
    /// <summary>A character that stands beside the words and says nothing that they do not.</summary>
    public static string SignOf(TimelineEvent what) => what switch
    {
        Declared => "●",
        Noted { IsOutput: true } => "$",
        Noted => "✎",
        Decided => "◈",
        RoleTaken => "⚑",
        SeverityMoved or PhaseMoved => "◆",
        TaskBegun => "▸",
        TaskEnded or StepTicked or RunbookStep or FollowUpDone => "☑",
        Updated => "☰",
        Observed { Evidence.Kind: EvidenceKind.Tile } => "▼",
        Observed { Evidence.Kind: EvidenceKind.Change } => "⇪",
        Attached or Observed => "▲",
        ImageShown => "▣",
        _ => "·",
    };

    /// <summary>The kinds by which the timeline can be narrowed.</summary>
    public static EntryKind KindOf(TimelineEvent what) => what switch
    {
        Noted or ImageShown => EntryKind.Notes,
        Decided => EntryKind.Decisions,
        Updated => EntryKind.Updates,
        TaskBegun or TaskEnded or StepTicked or RunbookStep => EntryKind.Work,
        Attached or Observed => EntryKind.Signals,
        _ => EntryKind.People,
    };

    /// <summary>After the name of who did it; <see langword="null"/> where the words stand for themselves.</summary>
    public static string? Act(TimelineEntry entry, Incident incident, EntryNames names) => entry.What switch
    {
        Declared declared => $"declared it, SEV {(int)declared.Severity}{(declared.Evidence.FirstOrDefault() is { } first ? $", from {first.Words}" : "")}",
        RoleTaken { Person: null } left => $"took {(left.Before is { } before ? NameOr(before, entry.Logged.By, names.Person, "their") : "the")} role of {RoleOf(left.Role)} away",
        RoleTaken taken when taken.Person == entry.Logged.By => taken.Before is { } other ? $"took over {(taken.Role == IncidentRole.Commander ? "command" : $"as {RoleOf(taken.Role)}")} from {names.Person(other)}" : taken.Role == IncidentRole.Commander ? "took command" : $"is {RoleOf(taken.Role)}",
        RoleTaken taken => taken.Before == entry.Logged.By ? $"handed {(taken.Role == IncidentRole.Commander ? "command" : $"the role of {RoleOf(taken.Role)}")} over to {names.Person(taken.Person)}" : $"made {names.Person(taken.Person)} {RoleOf(taken.Role)}",
        SeverityMoved moved => $"changed it from SEV {(int)moved.Before} to SEV {(int)moved.To}: {moved.Reason}",
        PhaseMoved { Before: Phase.Resolved } moved => $"opened it again ({moved.To}): {moved.Reason}",
        PhaseMoved { To: Phase.Resolved } moved => "resolved it" + Because(moved.Reason),
        PhaseMoved moved => $"says: {PhaseOf(moved.To)}{Because(moved.Reason)}",
        TaskBegun begun => "is at it: " + begun.What,
        TaskEnded ended => $"{(incident.Tasks.Find(task => task.Number == ended.Task)?.What is { } what ? $"“{what}”" : "It")}: {ended.Result}",
        StepTicked { IsDone: true } ticked => $"ticked “{ticked.Step}”",
        StepTicked ticked => $"took back “{ticked.Step}”",
        Renamed renamed => $"called it “{renamed.To}”, before “{renamed.Before}”",
        TimeSet set => $"put a time right: {MomentOf(set.Moment)}",
        Attached { Evidence: var evidence } => $"attached “{evidence.Words}”",
        Observed { Evidence: var evidence } => evidence.Words,
        Merged merged => $"made it part of incident {merged.Into}",
        Absorbed absorbed => $"made incident {absorbed.From} part of it{(absorbed.Title.Length > 0 ? ": " + absorbed.Title : "")}",
        Parted parted => $"parted it from incident {parted.Other}: each is on its own again",
        PrivacyMoved moved => moved.IsPrivate ? "made it private" : "made it visible to all",
        MemberAsked asked => $"asked {names.Person(asked.Person)} in",
        RunbookStep { Outcome: { } outcome } end => $"ended the runbook {names.Runbook(end.Runbook)}: {(outcome switch { RunOutcome.Helped => "it helped", RunOutcome.DidNot => "it did not help", _ => "not sure whether it helped" })}",
        RunbookStep step => $"{(step.IsDone ? "did" : "took back")} “{step.Step}” of the runbook {names.Runbook(step.Runbook)}",
        HelpAsked { Told: 0 } asked => $"asked for help with {names.Service(asked.Service)}: {asked.Why} (nobody could be told: call somebody)",
        HelpAsked asked => $"asked for help with {names.Service(asked.Service)}: {asked.Why} (told: {asked.Who ?? (asked.Told == 1 ? "1 person" : $"{asked.Told} people")})",
        FollowUpAsked asked => $"asks for: {asked.What}",
        FollowUpDone done => $"{(incident.FollowUps.Find(one => one.Number == done.FollowUp)?.What is { } what ? $"“{what}”" : "An action")} is {(done.IsDone ? "done" : "not done after all")}",
        ReviewWritten { Part: BpmQuestion.Part } answered => $"answered “{BpmQuestion.Part}”{(answered.Text.Length > 0 ? $" {answered.Text}" : "")}",
        ReviewWritten written => $"wrote in the review: {written.Part}",
        Unreadable => "did something that a newer release knows",
        _ => null,
    };

    public static string RoleOf(IncidentRole role) => role switch
    {
        IncidentRole.Commander => "commander",
        IncidentRole.Communicator => "communicator",
        _ => "scribe",
    };

    public static string PhaseOf(Phase phase) => phase switch
    {
        Phase.Investigating => "looking for the cause",
        Phase.Identified => "the cause is found",
        Phase.Monitoring => "a fix is in, we watch it",
        _ => "it is over",
    };

    public static string MomentOf(IncidentMoment moment) => moment switch
    {
        IncidentMoment.ImpactBegan => "impact began",
        IncidentMoment.Detected => "detected",
        IncidentMoment.Declared => "declared",
        IncidentMoment.FirstUpdate => "first public update",
        IncidentMoment.Mitigated => "mitigated",
        _ => "resolved",
    };

    private static string NameOr(string person, string by, Func<string, string> nameOf, string own) => person == by ? own : nameOf(person) + "’s";

    private static string Because(string? reason) => reason is { Length: > 0 } ? ": " + reason : "";
}

internal enum EntryKind
{
    Notes,
    Decisions,
    Updates,
    Work,
    Signals,
    People,
}
