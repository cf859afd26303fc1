using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>The days on which a recurring silence begins. Immutable.</summary>
public abstract record RecurringDays
{
    private RecurringDays()
    {
    }

    /// <summary>Can it ever be true?</summary>
    public virtual bool IsGood => true;

    /// <param name="working">The organisation's working hours, with its holidays, as they are known now.</param>
    public abstract bool Includes(DateOnly day, Calendar working);

    /// <summary>Some days of every week. At least one.</summary>
    public sealed record Weekly(ImmutableSortedSet<DayOfWeek> Days) : RecurringDays
    {
        public override bool IsGood => !Days.IsEmpty;

        public override bool Includes(DateOnly day, Calendar working) => Days.Contains(day.DayOfWeek);

        public bool Equals(Weekly? other) => other is not null && Days.SetEquals(other.Days);

        public override int GetHashCode() => Days.Count;
    }

    /// <summary>Every day on which the organisation works.</summary>
    public sealed record Working : RecurringDays
    {
        public override bool Includes(DateOnly day, Calendar working) => working.IsWorkingDay(day);
    }

    /// <summary>One day of every month; in a month that is too short its last.</summary>
    /// <param name="Day">1 to 31.</param>
    public sealed record OfMonth(int Day) : RecurringDays
    {
        public override bool IsGood => Day is >= 1 and <= 31;

        public override bool Includes(DateOnly day, Calendar working) => day.Day == Math.Min(Day, DateTime.DaysInMonth(day.Year, day.Month));
    }

    /// <summary>One weekday of every month.</summary>
    /// <param name="Nth">1 to 4, or <see cref="Last"/>.</param>
    public sealed record WeekdayOfMonth(int Nth, DayOfWeek Weekday) : RecurringDays
    {
        public const int Last = -1;

        public override bool IsGood => Nth is (>= 1 and <= 4) or Last && Enum.IsDefined(Weekday);

        public override bool Includes(DateOnly day, Calendar working) =>
            day.DayOfWeek == Weekday && (Nth == Last ? day.AddDays(7).Month != day.Month : (day.Day - 1) / 7 == Nth - 1);
    }
}
