using System.Collections.Immutable;

namespace MissionControl.Core.Alerts;

/// <summary>Alerts of one kind on one thing, from the first that fires to the last that ends: what is told, acknowledged and owned as one. Immutable.</summary>
public sealed record AlertGroup
{
    public required Guid Id { get; init; }

    /// <summary>What its alerts have in common, as labels in one line: another time the same trouble has the same key.</summary>
    public required string Key { get; init; }

    /// <summary>The rule of the catalog that speaks of them, if one does.</summary>
    public string? Rule { get; init; }

    /// <summary>The name of their alerts.</summary>
    public required string Name { get; init; }

    /// <summary>Open ones first, the most urgent and then the oldest first. At least one.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>Of its open alerts the most urgent; once over, of all.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary><see cref="AlertState.Firing"/> while any fires, <see cref="AlertState.Unheard"/> while any is.</summary>
    public required AlertState State { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>UTC; <see langword="null"/> while open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>Of <see cref="Bpms"/> and those of its services, the ones that are Off now: it hurts.</summary>
    public ImmutableArray<string> Hurting { get; init; } = [];

    /// <summary>Who said they look after it; ends by itself with the group.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Nobody is told until then.</summary>
    public Hold? Held { get; init; }

    /// <summary>Every open alert is silenced or inhibited.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Planned work explains it, so nobody is told until the work should be over; <see langword="null"/>: none does.</summary>
    public GroupWork? Work { get; init; }

    /// <summary>The group that most likely is the cause of this one: a service it depends on, or its own, broke shortly before.</summary>
    public Guid? ExplainedBy { get; init; }

    /// <summary>How often the same trouble came in the 30 days before this time.</summary>
    public int Lately { get; init; }

    /// <summary>What it turned out to be, once somebody said so.</summary>
    public AlertOutcome? Outcome { get; init; }

    /// <summary>What it turned out to be the last times, the newest first; at most five.</summary>
    public ImmutableArray<AlertOutcome> PastOutcomes { get; init; } = [];

    /// <summary>Of the snapshot in which it last moved.</summary>
    public required long Version { get; init; }

    /// <summary>Nothing of it is told, since it follows from something else that fires.</summary>
    public bool IsInhibited => IsQuiet && Alerts.Any(static alert => alert is { IsOpen: true, InhibitedBy: not null });

    public bool IsOpen => EndedAt is null;
}

/// <summary>Somebody looks after a group.</summary>
/// <param name="By">As in <see cref="People.Actor.Id"/>.</param>
public sealed record Acknowledgement(string By, DateTimeOffset At);

/// <summary>A group waits until working hours, since no business metric is affected.</summary>
public sealed record Hold(string By, DateTimeOffset At, DateTimeOffset Until);

/// <summary>The planned work that explains a group.</summary>
/// <param name="Until">Its announced end, UTC.</param>
public sealed record GroupWork(int Number, string Title, DateTimeOffset Until);

/// <summary>What an alert turned out to be, said in one tap afterwards: the classes of Etsy's opsweekly, in fewer words.</summary>
public enum AlertOutcome
{
    /// <summary>Something was broken and somebody mended it.</summary>
    Mended,

    /// <summary>Something was broken and came back by itself.</summary>
    CameBack,

    /// <summary>It could have waited for working hours.</summary>
    CouldWait,

    /// <summary>Planned work, or known already.</summary>
    Expected,

    /// <summary>Nothing was wrong: the rule needs another limit.</summary>
    WrongLimit,

    /// <summary>Nobody could do anything about it: the rule should go.</summary>
    Useless,
}
