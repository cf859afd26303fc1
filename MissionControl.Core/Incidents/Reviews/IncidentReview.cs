using System.Collections.Immutable;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>A review as its timeline and what was measured draft it. What people think of it they write themselves (<see cref="ReviewParts"/>).</summary>
/// <param name="Courses">One for each BPM of the evidence and of the services that were affected.</param>
/// <param name="Suspects">The likeliest change first.</param>
public sealed record IncidentReview(Incident Incident, ImmutableArray<BpmCourse> Courses, ImmutableArray<Suspect> Suspects)
{
    /// <summary>The BPMs of its evidence.</summary>
    public IEnumerable<BpmCourse> Measured => Courses.Where(course => Incident.Evidence.Exists(one => one.Kind == EvidenceKind.Tile && one.Id == course.Bpm.Id));

    /// <summary>Those that were off, the first first. Only of the services that were affected: what else was off at the time does not show this one. While no service is known, those of its evidence.</summary>
    public IEnumerable<BpmCourse> Moved => (Incident.Services.IsEmpty ? Measured : Courses.Where(course => course.Bpm.Services.Any(Incident.Services.Contains)))
        .Where(static course => course.MovedAt is not null).OrderBy(static course => course.MovedAt);

    /// <summary>Those that went off with it: not off before already, and not only watched.</summary>
    public IEnumerable<BpmCourse> Showed => Moved.Where(static course => course is { WasOffBefore: false, WasOnlyWatched: false });

    /// <summary>The first alert that belongs to it and says more than that one of its BPMs is off (<see cref="SignNames"/>); <see langword="null"/> when none does.</summary>
    public DateTimeOffset? FirstAlert => Incident.Evidence
        .Where(one => one.Kind == EvidenceKind.Alert && !Courses.Any(course => one.Words.StartsWith(course.Bpm.Name, StringComparison.Ordinal))).Min(static one => one.Since);

    public IEnumerable<TimelineEntry> Decisions => Incident.Timeline.Where(static entry => entry is { What: Decided, Struck: null });

    /// <summary>Public updates, each with what became of the time that was promised.</summary>
    public IEnumerable<(TimelineEntry Entry, Promise Kept)> Updates(DateTimeOffset now)
    {
        var updates = Incident.Updates;
        for (var index = 0; index < updates.Count; index++)
            yield return (updates[index], Promise.Of(Incident, index, now));
    }

    /// <summary>Those that were attached or gone through, each with how many of its steps were done.</summary>
    public static (string Runbook, int Steps)[] RunbooksOf(Incident incident) =>
    [
        .. incident.Evidence.Where(static one => one.Kind == EvidenceKind.Runbook).Select(static one => one.Id)
            .Concat(incident.Timeline.Select(static entry => entry.What).OfType<RunbookStep>().Select(static step => step.Runbook)).Distinct()
            .Select(runbook => (runbook, incident.Timeline.Select(static entry => entry.What).OfType<RunbookStep>().Where(step => step.Runbook == runbook).GroupBy(static step => (step.Run, step.Step)).Count(static same => same.Last().IsDone))),
    ];

    /// <summary>When people looked and could be hurt: from the impact, or the earliest that is known, to when nobody was hurt any more.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) HurtIn(IncidentTimes times, DateTimeOffset now)
    {
        var to = times.Mitigated ?? times.Resolved ?? now;
        return (times.Began, to > times.Began ? to : times.Began);
    }

    /// <summary>When somebody first took it up: took a role, said what they do, or wrote.</summary>
    public static DateTimeOffset? AcknowledgedAt(Incident incident) => incident.Timeline
        .Where(static entry => entry.What is RoleTaken { Person: not null } or TaskBegun or Noted or Decided && entry.Logged.By != "system")
        .Select(static entry => (DateTimeOffset?)entry.Logged.WrittenAt).Min();
}

/// <summary>The parts of a review that people write, in order.</summary>
public static class ReviewParts
{
    public static ImmutableArray<(string Name, string Asks)> All { get; } =
    [
        ("What happened", "In a few sentences, for somebody who was not there."),
        ("What helped", "Tools, runbooks, luck, what people did."),
        ("What hurt", "What made it worse or slower, and what made that possible."),
        ("What we learned", "What we know now that we did not know before."),
    ];

    /// <summary>What was written, in the order of the parts, each with who wrote it last and when.</summary>
    public static IEnumerable<(string Part, string Text, string By, DateTimeOffset At)> Written(Incident incident) =>
        from part in All.Select(static part => part.Name).Concat(incident.Review.Keys.Where(static name => All.All(part => part.Name != name)))
        let text = incident.Review.GetValueOrDefault(part)
        where text is { Length: > 0 }
        let last = incident.Timeline.FindLast(entry => entry.What is ReviewWritten written && written.Part == part)!.Logged
        select (part, text, last.By, last.WrittenAt);

    /// <summary>Nobody wrote any of it.</summary>
    public static bool IsUnwritten(Incident incident) => !All.Any(part => incident.Review.GetValueOrDefault(part.Name) is { Length: > 0 });
}

/// <summary>What became of the time by which the public should hear again.</summary>
/// <param name="Kind">Kept or not.</param>
/// <param name="Late">By how much; nothing when it was kept.</param>
public readonly record struct Promise(PromiseKind Kind, TimeSpan Late)
{
    internal static Promise Of(Incident incident, int index, DateTimeOffset now)
    {
        if (incident.Updates[index].What is not Updated { NextBy: { } due })
            return new(PromiseKind.None, default);
        var told = incident.Updates[index].At;
        var next = index + 1 < incident.Updates.Count ? incident.Updates[index + 1].At : (DateTimeOffset?)null;
        var over = incident.Timeline.Find(entry => entry.At >= told && entry.What is PhaseMoved { To: Phase.Resolved } or Merged)?.At;
        if (next is { } heard && heard <= due)
            return new(PromiseKind.Kept, default);
        if (over <= due && (next is null || over < next))
            return new(PromiseKind.Over, default);
        if (next is { } at)
            return new(PromiseKind.Late, at - due);
        return now < due ? new(PromiseKind.Open, default) : new(PromiseKind.Broken, (over ?? now) - due);
    }
}

public enum PromiseKind
{
    /// <summary>None was made.</summary>
    None,

    Kept,

    /// <summary>It was over before.</summary>
    Over,

    Late,

    /// <summary>Nothing came.</summary>
    Broken,

    /// <summary>Its time has not come.</summary>
    Open,
}
