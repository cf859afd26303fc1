namespace MissionControl.Core.Storage.Services;

internal sealed class HealthSpanRow
{
    public required string Service { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    /// <summary>The name of the health.</summary>
    public required string Health { get; set; }

    public required string Reason { get; set; }
}

/// <summary>A finished local day of a service, in whole seconds.</summary>
internal sealed class HealthDayRow
{
    public required string Service { get; set; }

    /// <summary>Days since 1 January of the year 1 (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Day { get; set; }

    /// <summary>The length of the day.</summary>
    public int Whole { get; set; }

    public int Operational { get; set; }

    public int Degraded { get; set; }

    public int PartialOutage { get; set; }

    public int MajorOutage { get; set; }

    public int Maintenance { get; set; }
}
