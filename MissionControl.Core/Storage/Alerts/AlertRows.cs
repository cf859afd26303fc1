namespace MissionControl.Core.Storage.Alerts;

/// <summary>What came in at once, as it was taken: the log.</summary>
internal sealed class AlertDeliveryRow
{
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Intake { get; set; }

    /// <summary>How many alerts it speaks of.</summary>
    public int Count { get; set; }

    /// <summary>The batch as JSON, compressed (<see cref="BatchBody"/>).</summary>
    public required byte[] Body { get; set; }
}

/// <summary>How far the log is worked in; one row.</summary>
internal sealed class AlertMarkRow
{
    public int Id { get; set; }

    public long WorkedIn { get; set; }
}

internal sealed class AlertOccurrenceRow
{
    public required string Fingerprint { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public Guid Group { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset FirstHeardAt { get; set; }

    public DateTimeOffset HeardAt { get; set; }

    public DateTimeOffset? HoldsUntil { get; set; }

    public DateTimeOffset? FiredAt { get; set; }

    public required string Intake { get; set; }

    /// <summary>Labels, annotations, values and link as JSON (<see cref="OccurrenceBody"/>).</summary>
    public required string Body { get; set; }

    public bool CannotSee { get; set; }

    public Guid? Silence { get; set; }
}

internal sealed class AlertGroupRow
{
    public Guid Id { get; set; }

    public required string Key { get; set; }

    public required string Name { get; set; }

    public DateTimeOffset Since { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? HeldBy { get; set; }

    public DateTimeOffset? HeldAt { get; set; }

    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>The name of the outcome.</summary>
    public string? Outcome { get; set; }

    public string? OutcomeBy { get; set; }

    public DateTimeOffset? OutcomeAt { get; set; }
}

internal sealed class SilenceRow
{
    public Guid Id { get; set; }

    /// <summary>As JSON: name, kind, value each.</summary>
    public required string Matchers { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    /// <summary>As JSON: days, from, to, zone; <see langword="null"/> when it is on all the time.</summary>
    public string? Recurs { get; set; }

    public required string By { get; set; }

    public DateTimeOffset MadeAt { get; set; }
}
