using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>What one destination knows of one group, in one audience's words. Immutable.</summary>
public sealed record Told
{
    public required Guid Id { get; init; }

    public required Guid Group { get; init; }

    /// <summary>Stands for the group's key: another time the same trouble has the same. 32 hexadecimal digits.</summary>
    public required string Key { get; init; }

    public required string Destination { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>The id of the route by which it was told last.</summary>
    public required string Route { get; init; }

    public required ToldState State { get; init; }

    /// <summary>When that state began, or more was told, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As it was told.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>It was told as hurting a BPM.</summary>
    public bool Hurts { get; init; }

    /// <summary>How many of its alerts were open then.</summary>
    public int Alerts { get; init; }

    /// <summary>Stands for what was told as touched: 32 hexadecimal digits.</summary>
    public string Touched { get; init; } = "";

    /// <summary>It was told at night as something that may wake.</summary>
    public bool Woke { get; init; }

    /// <summary>See <see cref="Letter.Addressee"/>.</summary>
    public string? Addressee { get; init; }

    /// <summary>How many letters there were.</summary>
    public int Letters { get; init; }

    /// <summary>Is there something left to do for it?</summary>
    public bool IsOpen => State is ToldState.Postponed or ToldState.Told or ToldState.Cleared;
}

public enum ToldState
{
    /// <summary>It waits for working hours, or for the end of a hold; it may have been told before that began.</summary>
    Postponed,

    /// <summary>
    /// It was over while it waited, or at an hour at which nobody is told of that: it is named beside what else waited. By itself it is told only to
    /// whoever was told that it began.
    /// </summary>
    Cleared,

    Told,

    /// <summary>The all-clear was given.</summary>
    Over,

    /// <summary>It was over before anybody had to be told.</summary>
    Dropped,
}
