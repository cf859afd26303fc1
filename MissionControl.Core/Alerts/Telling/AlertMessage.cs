using System.Collections.Immutable;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling;

/// <summary>One group of alerts as one audience is told it, the same on our pages, in Slack and by e-mail. Plain text, no markup.</summary>
public sealed record AlertMessage
{
    public required Guid Group { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>One line: what is wrong, or what was.</summary>
    public required string Title { get; init; }

    /// <summary>The trouble itself in one line, whatever has become of it; <see langword="null"/>: as <see cref="Title"/>.</summary>
    public string? Trouble { get; init; }

    public required Urgency Urgency { get; init; }

    public required bool IsOver { get; init; }

    /// <summary>What, where, value, since, do: in this order, each at most once.</summary>
    public required ImmutableArray<MessageSlot> Slots { get; init; }

    /// <summary>One line per alert of what fired, values and all; they stay when it is over. At most 20, then how many more.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Of a message that tells of several groups at once: each of them, those that are open first. Else empty.</summary>
    public ImmutableArray<WaitedGroup> Waited { get; init; } = [];

    /// <summary>Why this may wake somebody, or why it need not: one sentence.</summary>
    public string? Night { get; init; }

    /// <summary>Our page of the group: an absolute address.</summary>
    public required string Link { get; init; }

    /// <summary>The runbook, as a title and an absolute address.</summary>
    public MessageLink? Runbook { get; init; }

    /// <summary>Would somebody who has read the other learn nothing from this one but how long it has lasted?</summary>
    public bool SaysTheSame(AlertMessage other) =>
        (Title, Urgency, IsOver, Night) == (other.Title, other.Urgency, other.IsOver, other.Night)
        && Details.SequenceEqual(other.Details)
        && Slots.Where(static slot => slot.Part != MessagePart.Since).SequenceEqual(other.Slots.Where(static slot => slot.Part != MessagePart.Since));
}

/// <summary>One of the fixed parts of a message.</summary>
/// <param name="Words">Never empty.</param>
/// <param name="IsMissing">The catalog says nothing of this, and an honest default stands here.</param>
public sealed record MessageSlot(MessagePart Part, string Words, bool IsMissing = false);

/// <summary>A group that waited until it could be told.</summary>
/// <param name="Title">The trouble in one line.</param>
/// <param name="IsOver">It cleared while it waited.</param>
/// <param name="Since">Since when; of one that is over how long it lasted.</param>
/// <param name="Do">What to do now; <see langword="null"/> when it is over.</param>
/// <param name="Link">Our page of it: an absolute address.</param>
public sealed record WaitedGroup(Guid Group, string Title, Urgency Urgency, bool IsOver, string Since, string? Do, string Link);

public sealed record MessageLink(string Title, string Address);

public enum MessagePart
{
    /// <summary>What is wrong, and who is hurt.</summary>
    What,

    Where,

    /// <summary>The value against what is normal.</summary>
    Value,

    Since,

    /// <summary>What to do now.</summary>
    Do,
}
