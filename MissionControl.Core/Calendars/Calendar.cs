using System.Collections.Immutable;

namespace MissionControl.Core.Calendars;

/// <summary>When people work and which days are different.</summary>
public sealed record Calendar
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Working hours by weekday; a weekday that is missing is a day off.</summary>
    public ImmutableDictionary<DayOfWeek, WorkingHours> Week { get; init; } = ImmutableDictionary<DayOfWeek, WorkingHours>.Empty;

    public ImmutableArray<Holiday> Holidays { get; init; } = [];
}

/// <summary>From (inclusive) to (exclusive), local time of the calendar.</summary>
public readonly record struct WorkingHours(TimeOnly From, TimeOnly To);

public sealed record Holiday(DateOnly Date, string Name);
