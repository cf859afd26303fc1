using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Web.Api.Incidents;

/// <summary>A page of incidents.</summary>
/// <param name="Next">The <c>after</c> of the next page; <see langword="null"/> on the last one.</param>
internal sealed record IncidentsAnswer(ImmutableArray<IncidentLineAnswer> Incidents, string? Next);

/// <summary>An incident in a list.</summary>
/// <param name="Number">As people call it.</param>
/// <param name="Severity">1 is the worst, 4 the least.</param>
/// <param name="PartOf">The incident it turned out to be part of.</param>
internal sealed record IncidentLineAnswer(int Number, string Title, int Severity, Phase Phase, bool IsOpen, DateTimeOffset Declared, DateTimeOffset? Resolved, int? PartOf)
{
    public static IncidentLineAnswer From(IncidentLine line) => new(
        line.Number, line.Title, (int)line.Severity, line.Phase, line.Phase != Phase.Resolved && line.MergedInto is null, line.Declared, line.Resolved, line.MergedInto);
}

/// <summary>An incident, whole.</summary>
/// <param name="Severity">1 is the worst, 4 the least.</param>
/// <param name="IsPrivate">Only who was asked in sees it, and no token.</param>
/// <param name="Roles">Who has which, as person:ID.</param>
/// <param name="NextUpdateBy">By when the public was promised to hear again.</param>
/// <param name="Contradictions">What cannot be, of its times.</param>
/// <param name="Took">How long it took to detect, declare, acknowledge, mitigate and resolve, in words.</param>
/// <param name="Actions">What is to be done so that it does not come again.</param>
/// <param name="Review">The parts that somebody wrote, in the order of the page.</param>
/// <param name="Images">In the order in which they were shown.</param>
/// <param name="Version">The number of its newest event.</param>
internal sealed record IncidentAnswer(
    int Number,
    string Title,
    int Severity,
    Phase Phase,
    bool IsOpen,
    bool IsPrivate,
    int? PartOf,
    ImmutableSortedDictionary<IncidentRole, string> Roles,
    IncidentTimesAnswer Times,
    ImmutableArray<string> Contradictions,
    DateTimeOffset? NextUpdateBy,
    ImmutableArray<string> Services,
    ImmutableArray<EvidenceAnswer> Evidence,
    ImmutableArray<TookAnswer> Took,
    ImmutableArray<FollowUpAnswer> Actions,
    ImmutableArray<ReviewPartAnswer> Review,
    ImmutableArray<ImageAnswer> Images,
    ImmutableArray<EntryAnswer> Timeline,
    int Version)
{
    /// <param name="say">What an entry says after the name of who did it.</param>
    public static IncidentAnswer From(Incident incident, Func<TimelineEntry, string?> say) => new(
        incident.Number,
        incident.Title,
        (int)incident.Severity,
        incident.Phase,
        incident.IsOpen,
        incident.IsPrivate,
        incident.MergedInto,
        incident.Roles.ToImmutableSortedDictionary(static role => role.Key, static role => role.Value.By),
        new(incident.Times.ImpactBegan, incident.Times.Detected, incident.Times.Declared, incident.Times.FirstUpdate, incident.Times.Mitigated, incident.Times.Resolved),
        incident.Times.Contradictions,
        incident.NextUpdateBy,
        [.. incident.Services],
        [.. incident.Evidence.Select(static one => new EvidenceAnswer(one.Kind, one.Id, one.Words, one.Since))],
        [.. ReviewWords.Took(incident).Select(static one => new TookAnswer(one.What, one.Took))],
        [.. incident.FollowUps.Select(static one => new FollowUpAnswer(one.What, one.Owner, one.Due, one.IsDone))],
        [.. ReviewParts.Written(incident).Select(static written => new ReviewPartAnswer(written.Part, written.Text, written.By, written.At))],
        [.. incident.Timeline.Where(static entry => entry is { What: ImageShown }).OrderBy(static entry => entry.Number).Select(static entry => ImageAnswer.From(entry, (ImageShown)entry.What))],
        [.. incident.Timeline.Select(entry => EntryAnswer.From(entry, say))],
        incident.Last);
}

/// <summary>When what was, as far as it is known.</summary>
internal sealed record IncidentTimesAnswer(DateTimeOffset? ImpactBegan, DateTimeOffset? Detected, DateTimeOffset Declared, DateTimeOffset? FirstUpdate, DateTimeOffset? Mitigated, DateTimeOffset? Resolved);

/// <summary>Something that shows what is wrong, as it was when it was attached.</summary>
internal sealed record EvidenceAnswer(EvidenceKind Kind, string Id, string Words, DateTimeOffset? Since);

/// <summary>How long something took.</summary>
/// <param name="Took">In words, or why nobody knows.</param>
internal sealed record TookAnswer(string What, string Took);

/// <summary>A part of the review that people write.</summary>
/// <param name="By">Who wrote it last.</param>
internal sealed record ReviewPartAnswer(string Part, string Text, string By, DateTimeOffset At);

/// <summary>A picture that was shown.</summary>
/// <param name="Entry">The number of the entry that shows it.</param>
/// <param name="Address">Where its bytes are, for whoever may read the incident: PNG, JPEG or WebP.</param>
/// <param name="Words">What it shows.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record ImageAnswer(Guid Id, int Entry, string Address, string Words, int Width, int Height, bool IsStruck)
{
    public static ImageAnswer From(TimelineEntry entry, ImageShown image) => new(
        image.Image, entry.Number, IncidentEndpoints.ImageAddress(entry.Logged.Incident, image.Image), image.Words, image.Width, image.Height, entry.Struck is not null);
}

/// <summary>What a decision weighed.</summary>
/// <param name="Options">What else could have been.</param>
/// <param name="BackOut">How to take it back.</param>
internal sealed record DecisionAnswer(string Options, string BackOut);

/// <summary>What the public was told beside the text.</summary>
/// <param name="Title">As it is now.</param>
/// <param name="FirstTitle">Before it was corrected.</param>
/// <param name="TellUsers">What somebody who answers users can tell them, as it is now.</param>
/// <param name="FirstTellUsers">Before it was corrected.</param>
/// <param name="NextBy">By when they were promised to hear again.</param>
/// <param name="Components">Of the status page.</param>
internal sealed record UpdateAnswer(string Title, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstTitle, string TellUsers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstTellUsers, Phase Phase, DateTimeOffset? NextBy, ImmutableArray<string> Components);

/// <summary>Other words for an entry; the last ones count.</summary>
internal sealed record CorrectionAnswer(DateTimeOffset At, string By, string Says);

/// <summary>Something to be done afterwards.</summary>
/// <param name="Owner">person:ID, or a name as it was typed.</param>
internal sealed record FollowUpAnswer(string What, string Owner, DateOnly? Due, bool IsDone);

/// <summary>A line of the timeline.</summary>
/// <param name="Number">Within the incident.</param>
/// <param name="By">person:ID, token:ID or system.</param>
/// <param name="Kind">note, decision, update and so on.</param>
/// <param name="Says">What it says.</param>
/// <param name="FirstSaid">Before it was corrected.</param>
/// <param name="Corrections">Oldest first.</param>
/// <param name="Decision">Of a decision alone.</param>
/// <param name="Update">Of a public update alone.</param>
/// <param name="StruckBy">Who struck it through.</param>
internal sealed record EntryAnswer(
    int Number,
    DateTimeOffset At,
    DateTimeOffset WrittenAt,
    string By,
    string Kind,
    string Says,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstSaid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CorrectionAnswer>? Corrections,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DecisionAnswer? Decision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UpdateAnswer? Update,
    bool IsStruck,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StruckBy)
{
    public static EntryAnswer From(TimelineEntry entry, Func<TimelineEntry, string?> say) => new(
        entry.Number, entry.At, entry.Logged.WrittenAt, entry.Logged.By, KindOf(entry.What), entry.Text ?? say(entry) ?? "", entry.Corrections.IsEmpty ? null : entry.FirstText,
        entry.Corrections.IsEmpty ? null : [.. entry.Corrections.Select(static one => new CorrectionAnswer(one.WrittenAt, one.By, ((Corrected)one.What).Text))],
        entry.What is Decided decided ? new(decided.Options, decided.BackOut) : null,
        entry.What is Updated updated ? UpdateOf(entry, updated) : null,
        entry.Struck is not null, entry.Struck?.By);

    private static UpdateAnswer UpdateOf(TimelineEntry entry, Updated updated) => new(
        entry.Title ?? updated.Title, entry.Title == updated.Title ? null : updated.Title, entry.TellUsers ?? updated.TellUsers, entry.TellUsers == updated.TellUsers ? null : updated.TellUsers, updated.Phase, updated.NextBy, updated.Components.IsDefault ? [] : updated.Components);

    private static string KindOf(TimelineEvent what) => what switch
    {
        Noted { IsOutput: true } => "output",
        Noted => "note",
        Decided => "decision",
        Updated => "update",
        _ => char.ToLowerInvariant(what.GetType().Name[0]) + what.GetType().Name[1..],
    };
}

// Only for the document, like the one below: what comes is read field by field, so that every wrong one is named.
/// <summary>An incident to declare.</summary>
/// <param name="Title">One line, in plain words.</param>
/// <param name="Severity">1 is the worst, 4 the least.</param>
/// <param name="Bpm">The id of a BPM it is about: its tile, alerts and changes come along.</param>
/// <param name="Key">Your own UUID for it: sent again, it is the same incident.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IncidentTold(string Title, int Severity, string? Bpm = null, Guid? Key = null);

/// <summary>A note to write.</summary>
/// <param name="At">When it was; now without it. At most 30 days back.</param>
/// <param name="Key">Your own UUID for it: sent again, it is there once.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NoteTold(string Text, DateTimeOffset? At = null, Guid? Key = null);

/// <summary>It is kept.</summary>
/// <param name="Incident">Its number.</param>
/// <param name="Version">The number of its newest event.</param>
internal sealed record IncidentKept(int Incident, int Version);
