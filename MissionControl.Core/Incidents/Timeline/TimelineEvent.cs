using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Incidents.Timeline;

/// <summary>
/// Something that happened in an incident. What somebody wants to do is the event that will be in the log if it may happen; fields called
/// <c>Before</c> hold what they saw when they wanted it, so that nobody overwrites what they have not seen.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Declared), "declared")]
[JsonDerivedType(typeof(Noted), "note")]
[JsonDerivedType(typeof(Corrected), "correction")]
[JsonDerivedType(typeof(Struck), "struck")]
[JsonDerivedType(typeof(RoleTaken), "role")]
[JsonDerivedType(typeof(SeverityMoved), "severity")]
[JsonDerivedType(typeof(PhaseMoved), "phase")]
[JsonDerivedType(typeof(TaskBegun), "task")]
[JsonDerivedType(typeof(TaskEnded), "taskEnded")]
[JsonDerivedType(typeof(Decided), "decision")]
[JsonDerivedType(typeof(StepTicked), "step")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(TimeSet), "time")]
[JsonDerivedType(typeof(Attached), "evidence")]
[JsonDerivedType(typeof(Observed), "observed")]
[JsonDerivedType(typeof(Updated), "update")]
[JsonDerivedType(typeof(Merged), "merged")]
[JsonDerivedType(typeof(Absorbed), "absorbed")]
[JsonDerivedType(typeof(Parted), "parted")]
[JsonDerivedType(typeof(PrivacyMoved), "privacy")]
[JsonDerivedType(typeof(MemberAsked), "member")]
[JsonDerivedType(typeof(RunbookStep), "runbook")]
[JsonDerivedType(typeof(HelpAsked), "help")]
[JsonDerivedType(typeof(FollowUpAsked), "followUp")]
[JsonDerivedType(typeof(FollowUpDone), "followUpDone")]
[JsonDerivedType(typeof(ReviewWritten), "review")]
[JsonDerivedType(typeof(ImageShown), "image")]
public abstract record TimelineEvent
{
    // The hierarchy is closed: the log knows each kind by a word of its own.
    private protected TimelineEvent()
    {
    }
}

public sealed record Declared(
    string Title, Severity Severity, ImmutableArray<Evidence> Evidence, ImmutableArray<string> Services, DateTimeOffset? ImpactBegan, DateTimeOffset? Detected, bool IsPrivate) : TimelineEvent;

/// <param name="IsOutput">What a command printed: shown as it is.</param>
public sealed record Noted(string Text, bool IsOutput = false) : TimelineEvent;

/// <summary>Another text for a note, a decision or a public update. The first stays in the log and can be read.</summary>
/// <param name="Entry">The number of the entry.</param>
/// <param name="Before">How many corrections it had.</param>
/// <param name="Title">Another title for a public update; <see langword="null"/>: it stays.</param>
/// <param name="TellUsers">Other words to pass on to users, for a public update; <see langword="null"/>: they stay, empty: there are none any more.</param>
public sealed record Corrected(int Entry, string Text, int Before, string? Title = null, string? TellUsers = null) : TimelineEvent
{
    /// <summary>Other components that a public update is about, by id; <see langword="null"/>: they stay.</summary>
    public ImmutableArray<string>? Components { get; init; }
}

/// <summary>A note that should not have been; it stays in the log and is shown struck through.</summary>
public sealed record Struck(int Entry, bool IsStruck = true) : TimelineEvent;

/// <param name="Person">By id; <see langword="null"/>: whoever had it left it.</param>
/// <param name="Before">Who had it.</param>
public sealed record RoleTaken(IncidentRole Role, string? Person, string? Before) : TimelineEvent;

public sealed record SeverityMoved(Severity To, Severity Before, string Reason) : TimelineEvent;

/// <param name="Reason">Asked for when it is opened again.</param>
public sealed record PhaseMoved(Phase To, Phase Before, string? Reason = null) : TimelineEvent;

public sealed record TaskBegun(string What) : TimelineEvent;

/// <param name="Task">The number of the event that began it.</param>
public sealed record TaskEnded(int Task, string Result) : TimelineEvent;

/// <param name="Choice">What will be done.</param>
/// <param name="Options">What else could have been; may be empty.</param>
/// <param name="BackOut">How to take it back; may be empty.</param>
public sealed record Decided(string Choice, string Options, string BackOut) : TimelineEvent;

/// <param name="Step">The words of the checklist's step.</param>
public sealed record StepTicked(string Step, bool IsDone) : TimelineEvent;

public sealed record Renamed(string To, string Before) : TimelineEvent;

/// <summary>One of the incident's times was put right.</summary>
public sealed record TimeSet(IncidentMoment Moment, DateTimeOffset? To, DateTimeOffset? Before) : TimelineEvent;

public sealed record Attached(Evidence Evidence) : TimelineEvent;

/// <summary>Something moved by itself: a tile, a group of alerts, a change.</summary>
public sealed record Observed(Evidence Evidence) : TimelineEvent;

/// <summary>What the public is told.</summary>
/// <param name="Title">One line in plain words.</param>
/// <param name="TellUsers">What somebody who answers users can tell them; may be empty.</param>
/// <param name="NextBy">By when they hear again, UTC.</param>
/// <param name="Components">Those of the status page that it is about.</param>
public sealed record Updated(string Title, string Text, string TellUsers, Phase Phase, DateTimeOffset? NextBy, ImmutableArray<string> Components) : TimelineEvent;

/// <summary>It is part of another.</summary>
public sealed record Merged(int Into) : TimelineEvent;

/// <summary>Another was part of it.</summary>
/// <param name="Evidence">What came with it.</param>
/// <param name="Services">Those that it had.</param>
public sealed record Absorbed(int From, string Title, ImmutableArray<Evidence> Evidence, ImmutableArray<string> Services) : TimelineEvent;

/// <summary>It is on its own again, or another that was part of it is; both say so.</summary>
public sealed record Parted(int Other) : TimelineEvent;

public sealed record PrivacyMoved(bool IsPrivate) : TimelineEvent;

/// <param name="Person">By id.</param>
public sealed record MemberAsked(string Person) : TimelineEvent;

/// <summary>A step of a runbook that runs for this incident, or the end of its run.</summary>
/// <param name="Runbook">By id.</param>
/// <param name="Step">Its words; empty for the end.</param>
/// <param name="IsDone"><see langword="false"/>: the tick was taken back.</param>
/// <param name="Outcome">Of the end: whether it helped.</param>
public sealed record RunbookStep(string Runbook, Guid Run, string Step, bool IsDone, RunOutcome? Outcome = null) : TimelineEvent;

/// <param name="Told">How many people were told.</param>
/// <param name="Who">Their names; <see langword="null"/> when nobody was.</param>
public sealed record HelpAsked(string Service, string Why, int Told, string? Who = null) : TimelineEvent;

public sealed record FollowUpAsked(string What, string Owner, DateOnly? Due) : TimelineEvent;

public sealed record FollowUpDone(int FollowUp, bool IsDone) : TimelineEvent;

/// <param name="Part">The name of the review's part.</param>
public sealed record ReviewWritten(string Part, string Text, string? Before) : TimelineEvent;

/// <param name="Image">By which it is asked for.</param>
/// <param name="Words">What it shows, for those who do not see it.</param>
public sealed record ImageShown(Guid Image, string Words, int Width, int Height) : TimelineEvent;

/// <summary>An event of a newer release.</summary>
public sealed record Unreadable : TimelineEvent;
