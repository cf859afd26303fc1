namespace MissionControl.Core.Services.History;

/// <summary>How long each health was shown in a stretch of time. The rest of it is without data: the app did not run, or could not see.</summary>
/// <param name="Whole">The length of the stretch itself: of a day 23, 24 or 25 hours, of today what has passed of it.</param>
public readonly record struct HealthTime(
    TimeSpan Whole, TimeSpan Operational, TimeSpan Degraded, TimeSpan PartialOutage, TimeSpan MajorOutage, TimeSpan Maintenance)
{
    /// <summary>The rule behind <see cref="Uptime"/>, to be printed wherever the number is.</summary>
    public const string Rule =
        "Uptime is the share of the recorded time without a partial or a major outage. Planned maintenance, and time without data, count neither way.";

    /// <summary>The time of which the health is known.</summary>
    public TimeSpan Recorded => Operational + Degraded + PartialOutage + MajorOutage + Maintenance;

    /// <summary>Never negative.</summary>
    public TimeSpan NoData => Whole > Recorded ? Whole - Recorded : TimeSpan.Zero;

    public TimeSpan Outage => PartialOutage + MajorOutage;

    /// <summary>0 to 1, by <see cref="Rule"/>; <see langword="null"/> when nothing was recorded that counts.</summary>
    public double? Uptime => Recorded - Maintenance is { Ticks: > 0 } counted ? 1 - (double)Outage.Ticks / counted.Ticks : null;

    /// <summary>The worst that was shown; <see langword="null"/> when nothing was recorded.</summary>
    public Health? Worst => this switch
    {
        { MajorOutage.Ticks: > 0 } => Health.MajorOutage,
        { PartialOutage.Ticks: > 0 } => Health.PartialOutage,
        { Degraded.Ticks: > 0 } => Health.Degraded,
        { Maintenance.Ticks: > 0 } => Health.Maintenance,
        { Operational.Ticks: > 0 } => Health.Operational,
        _ => null,
    };

    public static HealthTime operator +(HealthTime one, HealthTime other) => new(
        one.Whole + other.Whole, one.Operational + other.Operational, one.Degraded + other.Degraded, one.PartialOutage + other.PartialOutage,
        one.MajorOutage + other.MajorOutage, one.Maintenance + other.Maintenance);

    public static HealthTime Add(HealthTime left, HealthTime right) => left + right;

    /// <summary>The time of a stretch, from the spans that touch it; they do not overlap.</summary>
    public static HealthTime Of(IEnumerable<HealthSpan> spans, DateTimeOffset from, DateTimeOffset to)
    {
        var time = new HealthTime { Whole = to > from ? to - from : TimeSpan.Zero };
        foreach (var span in spans)
        {
            var (begin, end) = (span.From > from ? span.From : from, span.To < to ? span.To : to);
            if (end > begin)
                time = time.With(span.Health, end - begin);
        }

        return time;
    }

    private HealthTime With(Health health, TimeSpan more) => health switch
    {
        Health.Operational => this with { Operational = Operational + more },
        Health.Degraded => this with { Degraded = Degraded + more },
        Health.PartialOutage => this with { PartialOutage = PartialOutage + more },
        Health.MajorOutage => this with { MajorOutage = MajorOutage + more },
        Health.Maintenance => this with { Maintenance = Maintenance + more },
        _ => this,
    };
}
