using MissionControl.Core.Bpms;

namespace MissionControl.Core.Sources.Demo;

/// <summary>How a demo metric usually runs.</summary>
/// <param name="Middle">Ratios: the usual share. Others: the value at an average hour.</param>
/// <param name="Volume">Ratios: events per sample at an average hour.</param>
/// <param name="Rhythm">Does it follow the hours of the day and week?</param>
internal sealed record DemoShape(double Middle, double Volume = 0, bool Rhythm = true)
{
    public static DemoShape For(Bpm bpm) => bpm.Id switch
    {
        "sign-in-success" => new(0.72, 900),
        "sign-ups" => new(318),
        "bookings-completed" => new(0.924, 420),
        "payments-taken" => new(1020),
        "referral-page-views" => new(2930),
        "search-results-found" => new(0.965, 1500),
        "basket-value" => new(84, Rhythm: false),
        "unicorns-available" => new(64, Rhythm: false),
        "support-tickets-opened" => new(26),
        "page-load-time" => new(640, Rhythm: false),
        "night-bookings" => new(0.81, 22),
        _ => bpm.Kind switch
        {
            BpmKind.Ratio => new(0.9, 500),
            BpmKind.Value => new(100, Rhythm: false),
            _ => new(400),
        },
    };

    /// <summary>Around 1 on average: about 0.2 in the small hours, 1.7 in the early evening, a fifth less at weekends.</summary>
    public double Busy(DateTimeOffset local)
    {
        var hour = local.TimeOfDay.TotalHours;
        var day = 0.95 - (0.62 * Math.Cos((hour - 4) / 24 * 2 * Math.PI)) + (0.16 * Math.Sin((hour - 15) / 12 * 2 * Math.PI));
        var weekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.8 : 1.08;
        return Math.Max(0.15, day) * weekend;
    }
}
