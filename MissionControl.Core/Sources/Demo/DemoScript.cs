namespace MissionControl.Core.Sources.Demo;

/// <summary>
/// What goes wrong at Unicorn Rentals. Twice in the past weeks, so that bands have something to leave out; and from the
/// start on in a cycle of 20 minutes, so that the first minutes of a demo show every state a source can bring about.
/// </summary>
internal static class DemoScript
{
    private static readonly TimeSpan Cycle = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan SyncEvery = TimeSpan.FromHours(6);

    private static readonly TimeSpan SyncLimit = TimeSpan.FromHours(7);

    /// <summary>What is done to a metric: factors on its value and its volume.</summary>
    public readonly record struct Change(double Value, double Volume);

    public static Change Effect(string bpm, DateTimeOffset at, DateTimeOffset start)
    {
        var running = at - start;
        if (running < TimeSpan.FromMinutes(-30))
            return Past(bpm, -running);
        var minute = Minute(running);
        return bpm switch
        {
            // A bad deploy: sign-ins fail from 30 s before the start for 9 minutes.
            "sign-in-success" when minute is >= 19.5 or < 8.5 && running > TimeSpan.FromMinutes(-1) => new(0.57, 1),
            "bookings-completed" when minute is >= 2 and < 8 => new(0.93, 1),
            "payments-taken" when minute is >= 19 or < 4 && running > TimeSpan.FromMinutes(-1) => new(1.35, 1),
            "support-tickets-opened" when minute is >= 5 and < 12 => new(2.4, 1),
            "page-load-time" when minute is >= 12 and < 16 => new(1.9, 1),
            _ => new(1, 1),
        };
    }

    /// <summary>The source does not answer for it.</summary>
    public static bool IsSilent(string bpm, TimeSpan running) =>
        bpm == "referral-page-views" && running > TimeSpan.Zero && Minute(running) is >= 1 and < 6;

    /// <summary>Everything has six weeks of history, but what is new has three days: it is still learning.</summary>
    public static DateTimeOffset HistoryBegins(string bpm, DateTimeOffset start) =>
        start - (bpm == "basket-value" ? TimeSpan.FromDays(3) : TimeSpan.FromDays(42));

    /// <summary>Age of the last overnight sync: every six hours, but in each cycle one is late from minute 3 to minute 11.</summary>
    public static TimeSpan Age(DateTimeOffset at, DateTimeOffset start)
    {
        var running = at - start;
        var minute = Minute(running);
        if (running > TimeSpan.FromMinutes(-1) && minute < 11)
            return SyncLimit + TimeSpan.FromMinutes(minute - 3);
        return TimeSpan.FromTicks((at - start + TimeSpan.FromDays(100) - TimeSpan.FromMinutes(11)).Ticks % SyncEvery.Ticks);
    }

    private static Change Past(string bpm, TimeSpan ago) => bpm switch
    {
        // Nine days ago the identity provider was down for two hours; three weeks ago a campaign went out.
        "sign-in-success" or "bookings-completed" when ago.TotalHours is > 216 and < 218 => new(0.3, 0.9),
        "sign-ups" or "referral-page-views" when ago.TotalHours is > 500 and < 512 => new(1.8, 1),
        _ => new(1, 1),
    };

    private static double Minute(TimeSpan running) => ((running.Ticks % Cycle.Ticks) + Cycle.Ticks) % Cycle.Ticks / (double)TimeSpan.TicksPerMinute;
}
