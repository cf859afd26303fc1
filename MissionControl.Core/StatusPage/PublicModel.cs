using System.Collections.Immutable;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.StatusPage;

/// <summary>How a component is, from good to bad: of two reasons the later one counts.</summary>
public enum ComponentState
{
    Working,

    /// <summary>Working again after an incident, and still looked after.</summary>
    Watched,

    PlannedWork,

    /// <summary>Something looks wrong, and no person has said yet what.</summary>
    Checking,

    /// <summary>We cannot see whether it works.</summary>
    Unseen,

    Degraded,
    PartlyDown,
    Down,
}

/// <summary>
/// Everything the public page says, without its words: all that leaves the house. Immutable, and written to a file as it is, so that another
/// process can go on showing it. What is not in here cannot leak.
/// </summary>
public sealed record PublicModel
{
    /// <summary>After so long without news from the board nothing of it is claimed to be so now.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(3);

    public static PublicModel Nothing { get; } = new() { At = default, Page = StatusPageDefinition.Usual, Zone = "UTC" };

    /// <summary>When it was so, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required StatusPageDefinition Page { get; init; }

    /// <summary>The zone of its times, by its IANA name.</summary>
    public required string Zone { get; init; }

    /// <summary>Where it can be followed by mail: a whole address; <see langword="null"/>: nowhere.</summary>
    public string? FollowAt { get; init; }

    /// <summary>In catalog order.</summary>
    public ImmutableArray<PublicComponent> Components { get; init; } = [];

    /// <summary>All that the public was told of, the newest first.</summary>
    public ImmutableArray<PublicIncident> Incidents { get; init; } = [];

    /// <summary>All that was announced: what is going on or to come, the soonest first, then what is over, the newest first.</summary>
    public ImmutableArray<PlannedWork> Planned { get; init; } = [];

    /// <summary>Going on or to come, the soonest first.</summary>
    public IEnumerable<PlannedWork> Ahead => Planned.Where(static work => !work.IsOver);

    /// <summary>Those that go on, the worst first.</summary>
    public IEnumerable<PublicIncident> Open => Incidents.Where(static incident => incident.IsOpen).OrderByDescending(static incident => incident.Effect).ThenByDescending(static incident => incident.Number);

    /// <summary>Nobody has told us anything for a while: what it says is the last that was known. From the future it is as old: a clock was put right.</summary>
    public bool IsStale(DateTimeOffset now) => (now - At).Duration() > Freshness;

    /// <summary>The same for some components only, and for the incidents about them or about no component in particular.</summary>
    public PublicModel Only(IReadOnlySet<string> components) => this with
    {
        Components = [.. Components.Where(component => components.Contains(component.Id))],
        Incidents = [.. Incidents.Where(incident => incident.Components.IsEmpty || incident.Components.Any(components.Contains))],
        Planned = [.. Planned.Where(work => work.Components.IsEmpty || work.Components.Any(components.Contains))],
    };

    public TimeZoneInfo FindZone() => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc;
}

/// <summary>A component as the public sees it.</summary>
/// <param name="Since">Since when it is so, UTC, as far as it is recorded.</param>
/// <param name="Days">The last 90, oldest first, the last one today.</param>
/// <param name="Uptime">Of these days, 0 to 1; <see langword="null"/>: nothing was recorded that counts.</param>
/// <param name="OutageMinutes">Of these days.</param>
/// <param name="Months">Those of which anything was recorded, the newest first.</param>
public sealed record PublicComponent(
    string Id, string Name, string Description, string Group, string Contact, ComponentState State, DateTimeOffset? Since,
    ImmutableArray<PublicDay> Days, double? Uptime, int OutageMinutes, ImmutableArray<PublicMonth> Months);

/// <summary>A local day of a component, in minutes.</summary>
/// <param name="Worst">The worst that was recorded; <see langword="null"/>: no data recorded.</param>
/// <param name="NoData">Of the day as far as it is over.</param>
/// <param name="Incidents">Numbers of public incidents about it.</param>
public sealed record PublicDay(DateOnly Day, ComponentState? Worst, int Outage, int Degraded, int Planned, int NoData, ImmutableArray<int> Incidents);

/// <param name="First">The first day of the month.</param>
public sealed record PublicMonth(DateOnly First, double? Uptime, int OutageMinutes);

/// <summary>An incident as the public was told of it: the words of its updates, and nothing else of it.</summary>
/// <param name="Effect">How bad it is for the components it is about, while it goes on.</param>
/// <param name="Began">When the public was told first, or since when it said so, UTC.</param>
/// <param name="Ended"><see langword="null"/>: it goes on.</param>
/// <param name="Updates">The newest first.</param>
public sealed record PublicIncident(
    int Number, string Title, ImmutableArray<string> Components, Phase Phase, ComponentState Effect, DateTimeOffset Began, DateTimeOffset? Ended, DateTimeOffset? NextBy,
    string TellUsers, ImmutableArray<PublicUpdate> Updates)
{
    public bool IsOpen => Ended is null;

    /// <summary>The next update was promised, and is not there.</summary>
    public bool IsLate(DateTimeOffset now) => IsOpen && NextBy < now;
}

/// <param name="Number">Unique within the incident, for ever.</param>
/// <param name="WrittenAt">Only when it was written noticeably later than it says.</param>
/// <param name="CorrectedAt">When its words or the components it names were last put right; <see langword="null"/>: never.</param>
public sealed record PublicUpdate(int Number, DateTimeOffset At, DateTimeOffset? WrittenAt, DateTimeOffset? CorrectedAt, Phase Phase, string Title, string Text);

/// <summary>What is written later than it says is marked as such. Pure.</summary>
public static class Backdating
{
    /// <summary>So long nobody takes amiss: whoever writes looks at the clock first.</summary>
    public static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(5);

    /// <summary>When it was written, if that is worth a word; otherwise <see langword="null"/>.</summary>
    /// <param name="says">When it was so, as it says, UTC.</param>
    /// <param name="written">When that was written, UTC.</param>
    public static DateTimeOffset? Mark(DateTimeOffset says, DateTimeOffset written) => written - says > Unnoticed ? written : null;
}

/// <summary>Work that was announced.</summary>
/// <param name="Number">For ever; part of its address.</param>
/// <param name="Uid">For ever, and unique everywhere: how calendars know it.</param>
/// <param name="From">When it begins, or began before its time, UTC.</param>
/// <param name="To">Its announced end, UTC.</param>
/// <param name="Ended">When it was really over, or was cancelled; <see langword="null"/>: not yet.</param>
/// <param name="Sequence">Rises when calendars must move it.</param>
/// <param name="Notices">What was said of it, the newest first; at least one.</param>
public sealed record PlannedWork(
    int Number, Guid Uid, string Title, string Text, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? Ended, bool IsCancelled, int Sequence,
    ImmutableArray<string> Components, ImmutableArray<PlannedNotice> Notices)
{
    public bool IsOver => Ended is not null;

    public bool IsGoingOn(DateTimeOffset now) => Ended is null && From <= now;

    /// <summary>It should have ended and has not.</summary>
    public bool IsLate(DateTimeOffset now) => Ended is null && To <= now;

    /// <summary>It had begun when the public was told first.</summary>
    public bool IsBackDated => Notices[^1].At > From;

    /// <summary>When the public was told that it was over, if that was noticeably later, UTC.</summary>
    public DateTimeOffset? EndWrittenAt => Ended is { } ended && !IsCancelled && Notices.FirstOrDefault(static notice => notice.Kind == NoticeKind.Ended) is { } notice ? Backdating.Mark(ended, notice.At) : null;
}

/// <summary>Something that was said of planned work.</summary>
/// <param name="Number">Unique within the work, for ever.</param>
/// <param name="At">When it was said, UTC.</param>
/// <param name="From">As announced with it, UTC.</param>
/// <param name="To">As announced with it, UTC; with <see cref="NoticeKind.Ended"/>, when it was over.</param>
/// <param name="Text">May be empty: the kind says it all.</param>
public sealed record PlannedNotice(int Number, DateTimeOffset At, NoticeKind Kind, DateTimeOffset From, DateTimeOffset To, string Text);
