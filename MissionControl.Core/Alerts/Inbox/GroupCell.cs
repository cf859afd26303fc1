using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MissionControl.Core.Alerts.Inhibitions;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// A group as the inbox keeps it: which occurrences are in it and what people said of it. An occurrence belongs to the group of its key whose
/// time it touches, give or take <see cref="Settle"/>; so the same occurrences make the same groups in whatever order they come. Not thread-safe.
/// </summary>
internal sealed class GroupCell(Guid id, string key, string name)
{
    /// <summary>What comes back within this is the same trouble.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Fingerprint, DateTimeOffset StartsAt), Occurrence> _members = [];
    private readonly Dictionary<string, Occurrence> _latest = [];

    public Guid Id { get; } = id;

    public string Key { get; } = key;

    public string Name { get; } = name;

    /// <summary>By fingerprint and beginning.</summary>
    public IReadOnlyDictionary<(string Fingerprint, DateTimeOffset StartsAt), Occurrence> Members => _members;

    /// <summary>Of each alert the one that began last in it. What comes and goes has many, and most looks need only these.</summary>
    public Dictionary<string, Occurrence>.ValueCollection Latest => _latest.Values;

    public GroupFacts Facts { get; set; } = GroupFacts.None;

    public DateTimeOffset Since { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Began last of its members.</summary>
    public DateTimeOffset LatestStart { get; set; } = DateTimeOffset.MinValue;

    /// <summary><see langword="null"/> while any member is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>As it was published last; <see langword="null"/> when that must be made anew.</summary>
    public AlertGroup? Shown { get; set; }

    /// <summary>The same before it is looked at what other groups make of it.</summary>
    public AlertGroup? Viewed { get; set; }

    /// <summary>Its alerts as they were made last, by fingerprint; empty when catalog or silences have become others.</summary>
    public Dictionary<string, Alert> Seen { get; } = [];

    /// <summary>Of its alerts those that make others needless to tell.</summary>
    public ImmutableArray<Inhibitor> Inhibitors { get; set; } = [];

    /// <summary>The group that leaves nothing of this one to be told.</summary>
    public Guid? FollowsFrom { get; set; }

    /// <summary>Takes it up, in the place of what was known of it.</summary>
    public void Put(Occurrence occurrence)
    {
        _members[(occurrence.Fingerprint, occurrence.StartsAt)] = occurrence;
        ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_latest, occurrence.Fingerprint, out _);
        if (latest is null || latest.StartsAt <= occurrence.StartsAt)
            latest = occurrence;
    }

    /// <summary>Holds these and no others from now on.</summary>
    public void PutOnly(IEnumerable<Occurrence> occurrences)
    {
        _members.Clear();
        _latest.Clear();
        foreach (var one in occurrences)
            Put(one);
    }
}

/// <summary>What people said of a group.</summary>
public sealed record GroupFacts
{
    public static readonly GroupFacts None = new();

    public Acknowledgement? Acknowledged { get; init; }

    public Hold? Held { get; init; }

    public AlertOutcome? Outcome { get; init; }

    public string? OutcomeBy { get; init; }

    public DateTimeOffset? OutcomeAt { get; init; }

    /// <summary>Of two groups that turn out to be one.</summary>
    public GroupFacts And(GroupFacts other) => new()
    {
        Acknowledged = Acknowledged ?? other.Acknowledged,
        Held = Held ?? other.Held,
        Outcome = Outcome ?? other.Outcome,
        OutcomeBy = Outcome is null ? other.OutcomeBy : OutcomeBy,
        OutcomeAt = Outcome is null ? other.OutcomeAt : OutcomeAt,
    };
}
