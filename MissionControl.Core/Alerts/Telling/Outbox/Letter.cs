using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>One message on its way to one destination. Immutable.</summary>
public sealed record Letter
{
    /// <summary>Also what tells receivers that one which comes twice is the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>The <see cref="Told.Id"/> it belongs to: letters of one lane go out one after the other. A test is alone in its own.</summary>
    public required Guid Lane { get; init; }

    /// <summary>Its place in the lane, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>All zero for a test, a notice and a digest.</summary>
    public required Guid Group { get; init; }

    public required string Destination { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>The id of the route that asked for it; <see langword="null"/> for a test.</summary>
    public required string? Route { get; init; }

    public required LetterKind Kind { get; init; }

    public required AlertMessage Message { get; init; }

    /// <summary>Whoever was on duty: an e-mail address, or a member id of Slack to mention. <see langword="null"/>: as the destination says.</summary>
    public string? Addressee { get; init; }

    /// <summary>Nothing may sound: an edit in place, and no more.</summary>
    public bool IsSilent { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Not to be sent before, UTC; trying ends 24 hours after it.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it is tried next, UTC.</summary>
    public required DateTimeOffset NextAt { get; init; }

    public int Attempts { get; init; }

    public LetterState State { get; init; }

    /// <summary>Why the last attempt came to nothing, without secrets.</summary>
    public string? Problem { get; init; }

    /// <summary>UTC; <see langword="null"/> until then.</summary>
    public DateTimeOffset? SentAt { get; init; }
}

public enum LetterKind
{
    /// <summary>The first a destination hears of a group.</summary>
    Opened,

    Changed,

    /// <summary>It is over: to exactly those who were told that it began.</summary>
    AllClear,

    /// <summary>Somebody tries whether a destination can be reached.</summary>
    Test,

    /// <summary>A word about an incident (help is asked for, the public waits) or about planned work.</summary>
    Notice,

    /// <summary>All that waited until working hours, in one message. Alone in its lane, as a test is.</summary>
    Digest,
}

public enum LetterState
{
    Waiting,

    Sent,

    /// <summary>Given up: refused for good, or tried for a day. Can be sent again by hand.</summary>
    Dead,

    /// <summary>A newer one says more, or there is nobody left to tell.</summary>
    Superseded,

    /// <summary>It is told within a <see cref="LetterKind.Digest"/>, and counts as sent when that is.</summary>
    Gathered,
}
