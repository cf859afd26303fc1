namespace MissionControl.Core.Storage.Bpms;

/// <summary>Moments as whole minutes since 1970 UTC, rounded down.</summary>
internal static class Minutes
{
    public const int PerHour = 60;

    public static int Of(DateTimeOffset moment)
    {
        var (minutes, rest) = Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMinute);
        // The year 9999 is past what an int of minutes can hold, and nobody samples after 6053.
        return (int)Math.Min(rest < 0 ? minutes - 1 : minutes, int.MaxValue);
    }

    /// <summary>The first minute of the stretch of <paramref name="length"/> minutes that <paramref name="minute"/> falls into.</summary>
    public static int StartOfStretch(int minute, int length)
    {
        var into = minute % length;
        return minute - (into < 0 ? into + length : into);
    }
}
