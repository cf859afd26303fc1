using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionControl.Core.Incidents;
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
/// <param name="Roles">Who has which, as person:ID.</param>
/// <param name="NextUpdateBy">By when the public was promised to hear again.</param>
/// <param name="Contradictions">What cannot be, of its times.</param>
/// <param name="Version">The number of its newest event.</param>
internal sealed record IncidentAnswer(
    int Number,
    string Title,
    int Severity,
    Phase Phase,
    bool IsOpen,
    int? PartOf,
    ImmutableSortedDictionary<IncidentRole, string> Roles,
    IncidentTimesAnswer Times,
    ImmutableArray<string> Contradictions,
    DateTimeOffset? NextUpdateBy,
    ImmutableArray<string> Services,
    ImmutableArray<EvidenceAnswer> Evidence,
    ImmutableArray<FollowUpAnswer> Actions,
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
        incident.MergedInto,
        incident.Roles.ToImmutableSortedDictionary(static role => role.Key, static role => role.Value.By),
        new(incident.Times.ImpactBegan, incident.Times.Detected, incident.Times.Declared, incident.Times.FirstUpdate, incident.Times.Mitigated, incident.Times.Resolved),
        incident.Times.Contradictions,
        incident.NextUpdateBy,
        [.. incident.Services],
        [.. incident.Evidence.Select(static one => new EvidenceAnswer(one.Kind, one.Id, one.Words, one.Since))],
        [.. incident.FollowUps.Select(static one => new FollowUpAnswer(one.What, one.Owner, one.Due, one.IsDone))],
        [.. incident.Timeline.Select(entry => EntryAnswer.From(entry, say))],
        incident.Last);
}

/// <summary>When what was, as far as it is known.</summary>
internal sealed record IncidentTimesAnswer(DateTimeOffset? ImpactBegan, DateTimeOffset? Detected, DateTimeOffset Declared, DateTimeOffset? FirstUpdate, DateTimeOffset? Mitigated, DateTimeOffset? Resolved);

/// <summary>Something that shows what is wrong, as it was when it was attached.</summary>
internal sealed record EvidenceAnswer(EvidenceKind Kind, string Id, string Words, DateTimeOffset? Since);

/// <summary>Something to be done afterwards.</summary>
/// <param name="Owner">person:ID, or a name as it was typed.</param>
internal sealed record FollowUpAnswer(string What, string Owner, DateOnly? Due, bool IsDone);

/// <summary>A line of the timeline.</summary>
/// <param name="Number">Within the incident.</param>
/// <param name="By">person:ID, token:ID or system.</param>
/// <param name="Kind">note, decision, update and so on.</param>
/// <param name="Says">What it says.</param>
/// <param name="FirstSaid">Before it was corrected.</param>
internal sealed record EntryAnswer(
    int Number,
    DateTimeOffset At,
    DateTimeOffset WrittenAt,
    string By,
    string Kind,
    string Says,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstSaid,
    bool IsStruck)
{
    public static EntryAnswer From(TimelineEntry entry, Func<TimelineEntry, string?> say) => new(
        entry.Number, entry.At, entry.Logged.WrittenAt, entry.Logged.By, KindOf(entry.What), entry.Text ?? say(entry) ?? "", entry.Corrections.IsEmpty ? null : entry.FirstText, entry.Struck is not null);

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
