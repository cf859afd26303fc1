namespace MissionControl.Bench.Bands;

/// <summary>Trouble of known start and size.</summary>
internal enum Trouble
{
    Outage,
    DropOfThirty,
    RiseOfFifty,

    /// <summary>To half within a day.</summary>
    Slide,

    /// <summary>The first value again and again.</summary>
    Stuck,

    /// <summary>
    /// For a day the rhythm runs six hours late. Of the ways in which a shape can change the most telling one: every value is a usual one, only not at
    /// this hour, so that no fixed limit can see it.
    /// </summary>
    SixHoursLate,
}

internal static class Troubles
{
    public const int Minute = 60;
    public const int Day = 24 * Minute;
    public const int Late = 6 * Minute;

    public static string Name(this Trouble trouble) => trouble switch
    {
        Trouble.Outage => "total outage",
        Trouble.DropOfThirty => "drop of 30 %",
        Trouble.RiseOfFifty => "rise of 50 %",
        Trouble.Slide => "slide to half within a day",
        Trouble.Stuck => "stuck",
        _ => "rhythm six hours late for a day",
    };

    /// <summary>How long it lasts, in minutes.</summary>
    public static int Length(this Trouble trouble) => trouble switch
    {
        Trouble.Slide or Trouble.SixHoursLate => Day,
        Trouble.Stuck => 2 * Minute,
        _ => Minute,
    };

    /// <summary>What is left of a value so many minutes after it began.</summary>
    public static double Left(this Trouble trouble, double minutes) => trouble switch
    {
        Trouble.DropOfThirty => 0.7,
        Trouble.Outage => 0,
        Trouble.RiseOfFifty => 1.5,
        Trouble.Slide => 1 - (0.5 * minutes / Day),
        _ => 1,
    };
}
