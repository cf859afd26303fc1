namespace MissionControl.Tests.Support.Prometheus;

/// <summary>The rhythm of Unicorn Rentals, the same in history and in the live exporter: busy at 15:00 UTC, quiet at 03:00, quieter at weekends.</summary>
public static class Rentals
{
    /// <summary>The share of sign-ins that succeed unless a test says otherwise.</summary>
    public const double SignInSuccessShare = 0.7;

    /// <summary>Between 24 and 120 per minute.</summary>
    public static double SignInPagesPerMinute(DateTimeOffset at) => 120 * Rhythm(at);

    public static double SignUpsPerMinute(DateTimeOffset at) => 10 * Rhythm(at);

    // 0.2 to 1
    private static double Rhythm(DateTimeOffset at)
    {
        var day = 0.65 + (0.35 * Math.Cos((at.TimeOfDay.TotalHours - 15) / 24 * 2 * Math.PI));
        var week = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.7 : 1;
        return day * week;
    }
}

/// <summary>What the exporter shows: the counters since they began, and when the last overnight sync succeeded.</summary>
public sealed record RentalsCounters(double SignInPages, double FirstViews, double SignUps, DateTimeOffset SyncSucceededAt)
{
    public const string SignInPagesName = "sign_in_page_view_total";
    public const string FirstViewsName = "dashboard_first_view_total";
    public const string SignUpsName = "sign_ups_total";
    public const string SyncName = "sync_last_success_timestamp_seconds";

    /// <summary>The sync runs every hour on the hour.</summary>
    public static DateTimeOffset LastSyncBefore(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    public RentalsCounters After(TimeSpan time, double signInPagesPerMinute, double share, double signUpsPerMinute) => this with
    {
        SignInPages = SignInPages + (signInPagesPerMinute * time.TotalMinutes),
        FirstViews = FirstViews + (signInPagesPerMinute * share * time.TotalMinutes),
        SignUps = SignUps + (signUpsPerMinute * time.TotalMinutes),
    };
}
