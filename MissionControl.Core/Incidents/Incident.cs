using System.Collections.Immutable;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents;

/// <summary>How bad: 1 is the worst. Who is told, and what must be done, follows from it (the catalog's checklists).</summary>
public enum Severity
{
    Sev1 = 1,
    Sev2 = 2,
    Sev3 = 3,
    Sev4 = 4,
}

/// <summary>How far those who mend it are.</summary>
public enum Phase
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}

/// <summary>Who does what while it lasts. No permission comes with it: any responder may take any.</summary>
public enum IncidentRole
{
    Commander,
    Communicator,
    Scribe,
}

/// <summary>An incident as it stands: what its timeline says so far. Immutable; made by <see cref="With"/> alone.</summary>
public sealed partial record Incident
{
    /// <summary>1, 2, 3 and so on, as people call it.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public required Severity Severity { get; init; }

    public Phase Phase { get; init; }

    /// <summary>Only its members, and administrators, see it (<see cref="IncidentSight"/>); nothing of it leaves the room.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Persons by id who may see a private one: who declared it and whom they asked in.</summary>
    public ImmutableHashSet<string> Members { get; init; } = [];

    /// <summary>Whoever did anything in it, as the journal names them, and who was given a role.</summary>
    public ImmutableHashSet<string> People { get; init; } = [];

    /// <summary>Persons by id; a role that nobody has is not in it.</summary>
    public ImmutableSortedDictionary<IncidentRole, RoleHolder> Roles { get; init; } = ImmutableSortedDictionary<IncidentRole, RoleHolder>.Empty;

    /// <summary>What was there at the start and what was attached since, oldest first.</summary>
    public ImmutableList<Evidence> Evidence { get; init; } = [];

    public ImmutableSortedSet<string> Services { get; init; } = [];

    /// <summary>Who is doing what, or did, oldest first.</summary>
    public ImmutableList<IncidentTask> Tasks { get; init; } = [];

    /// <summary>Steps of the severity's checklist that are done, and by whom.</summary>
    public ImmutableDictionary<string, RoleHolder> Ticks { get; init; } = ImmutableDictionary<string, RoleHolder>.Empty;

    public ImmutableList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>The parts of the review that somebody wrote, by their name.</summary>
    public ImmutableSortedDictionary<string, string> Review { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>By when it happened, then by number.</summary>
    public ImmutableList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>What the public was told, oldest first.</summary>
    public ImmutableList<TimelineEntry> Updates { get; init; } = [];

    /// <summary>By when the public was promised to hear again, UTC; <see langword="null"/>: nothing is promised, or it is over.</summary>
    public DateTimeOffset? NextUpdateBy { get; init; }

    public required IncidentTimes Times { get; init; }

    /// <summary>The incident it turned out to be part of.</summary>
    public int? MergedInto { get; init; }

    /// <summary>Characters that all its events hold (<see cref="WrittenText"/>).</summary>
    public int Written { get; init; }

    /// <summary>Of the newest event in its log: rises with every change.</summary>
    public required int Last { get; init; }

    /// <summary>Acts that are done, so that one that is sent again is not done again.</summary>
    internal ImmutableHashSet<Guid> Keys { get; init; } = [];

    public bool IsOpen => Phase != Phase.Resolved && MergedInto is null;

    public TimelineEntry? Find(int number) => Timeline.Find(entry => entry.Number == number);
}

/// <param name="By">A person by id.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record RoleHolder(string By, DateTimeOffset At);

/// <summary>Something that somebody does, or did.</summary>
/// <param name="Number">Of the event that began it.</param>
/// <param name="Result"><see langword="null"/> while it is done.</param>
public sealed record IncidentTask(int Number, string By, string What, DateTimeOffset BeganAt, DateTimeOffset? EndedAt = null, string? Result = null);

/// <summary>Something to be done afterwards, so that it does not come again.</summary>
/// <param name="Number">Of the event that asked for it.</param>
/// <param name="Owner">A person by id, or a name as it was typed.</param>
/// <param name="Due">By which day; <see langword="null"/>: not said.</param>
public sealed record FollowUp(int Number, string What, string Owner, DateOnly? Due, bool IsDone = false);
