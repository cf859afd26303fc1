using System.Collections.Immutable;

namespace MissionControl.Core.Maintenance;

/// <summary>Work that was planned and announced: what people will notice, of what, from when to when. Immutable.</summary>
public sealed record Work
{
    /// <summary>Unique for ever; part of addresses.</summary>
    public required int Number { get; init; }

    /// <summary>Unique everywhere and for ever: how calendars know it. Public.</summary>
    public required Guid Uid { get; init; }

    /// <summary>One line, public.</summary>
    public required string Title { get; init; }

    /// <summary>What people will notice and what to do; public.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of components of the status page; public.</summary>
    public required ImmutableArray<string> Components { get; init; }

    /// <summary>Ids of services beside those of its components. Never public.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Never public; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The worst that people may notice.</summary>
    public required WorkEffect Effect { get; init; }

    /// <summary>UTC. When it is to begin, and once it was begun early, when it did.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC, after <see cref="From"/>. When it is to end.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>At <see cref="To"/>, unless somebody says that it takes longer.</summary>
    public bool EndsByItself { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>As in <see cref="People.Actor.Id"/>.</summary>
    public required string By { get; init; }

    /// <summary>Sent twice, it is scheduled once.</summary>
    public required Guid Key { get; init; }

    /// <summary>When it was over or was cancelled, UTC; <see langword="null"/>: not yet.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>It never came to it.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Rises with everything that people do to it: whoever changes it says which one they saw.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>Rises when calendars must move it.</summary>
    public int Sequence { get; init; }

    /// <summary>Rises with every save.</summary>
    public int Version { get; init; }

    /// <summary>What was announced, and what was not and why; in the order it came.</summary>
    public ImmutableArray<WorkNotice> Notices { get; init; } = [];

    public bool IsOver => EndedAt is not null;

    /// <summary>From its beginning until somebody ends it, however late.</summary>
    public bool IsGoingOn(DateTimeOffset now) => !IsOver && From <= now;

    /// <summary>It should have ended and has not.</summary>
    public bool IsLate(DateTimeOffset now) => !IsOver && To <= now;

    /// <summary>In the time that was announced, after which it excuses nothing any more.</summary>
    public bool Excuses(DateTimeOffset now) => IsGoingOn(now) && now < To;
}

/// <summary>The worst that people may notice of a work. What is worse than that is trouble, and is shown and told as such.</summary>
public enum WorkEffect
{
    /// <summary>It may be slow or fail at times; critical metrics stay where they are expected.</summary>
    Slow,

    /// <summary>It does not work for some people.</summary>
    Partly,

    /// <summary>It does not work.</summary>
    Down,
}

/// <summary>Something said of a work, or not said and why.</summary>
/// <param name="Number">From 1, unique within the work for ever.</param>
/// <param name="At">When it was said, UTC.</param>
/// <param name="From">As announced with it.</param>
/// <param name="To">As announced with it; with <see cref="NoticeKind.Ended"/>, when it was over.</param>
/// <param name="Text">Public words that go with it; may be empty: the kind says it all.</param>
/// <param name="Skipped">Why the public was not told; <see langword="null"/>: it was.</param>
public sealed record WorkNotice(int Number, DateTimeOffset At, NoticeKind Kind, DateTimeOffset From, DateTimeOffset To, string Text, string? Skipped = null);

public enum NoticeKind
{
    Announced,

    /// <summary>Its words or components were put right.</summary>
    Changed,

    /// <summary>It has other times.</summary>
    Moved,

    /// <summary>24 hours before.</summary>
    DayBefore,

    /// <summary>15 minutes before.</summary>
    Soon,

    Started,

    /// <summary>It should have ended and has not.</summary>
    Overrun,

    Ended,
    Cancelled,
}
