namespace MissionControl.Core.Bpms.Bands;

/// <summary>What repeats in a series.</summary>
internal enum Rhythm
{
    /// <summary>Nothing: only the recent level is known.</summary>
    None,

    /// <summary>Every day alike.</summary>
    Day,

    /// <summary>Every week alike.</summary>
    Week,
}

internal static class Rhythms
{
    /// <summary>Hours until it repeats; 0 for none.</summary>
    public static int Hours(this Rhythm rhythm) => rhythm switch { Rhythm.Day => Baseline.HoursOfDay, Rhythm.Week => Baseline.HoursOfWeek, _ => 0 };

    /// <summary>Days of history before it can be told from chance: two and a half repetitions of a day, or nearly two weeks.</summary>
    public static double DaysNeeded(this Rhythm rhythm) => rhythm switch { Rhythm.Day => 2.5, Rhythm.Week => 13, _ => 0 };

    /// <summary>The time constant with which the slow level follows growth, in minutes: longer than what repeats stays off.</summary>
    public static double SlowMinutes(this Rhythm rhythm) => rhythm switch { Rhythm.Week => 4 * 1440, Rhythm.Day => 2 * 1440, _ => 1440 };

    /// <summary>Where a moment of the week lies in a repetition that begins with the day; without rounding.</summary>
    public static double Within(double hourOfWeek, int hours) => hourOfWeek - (double.ConvertToIntegerNative<int>(hourOfWeek) / hours * hours);
}
