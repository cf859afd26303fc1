namespace MissionControl.Core.Bpms.Bands;

/// <summary>What a learned band was computed from: enough to draw it again, and to say why it is what it is.</summary>
/// <param name="Baseline">What was learned.</param>
/// <param name="Rules">How.</param>
/// <param name="At">The moment the band is for.</param>
/// <param name="Point">The numbers behind it.</param>
/// <param name="Adopted">The last new normal taken; <see langword="null"/>: none.</param>
/// <param name="Holiday">The name of the holiday that moment lies in; <see langword="null"/>: it is none, or has no name.</param>
internal sealed record BandBasis(Baseline Baseline, LearningRules Rules, DateTimeOffset At, BandPoint Point, Adoption? Adopted, string? Holiday)
{
    /// <summary>In the business's zone.</summary>
    public DateTime Local => TimeZoneInfo.ConvertTime(At, Rules.Zone).DateTime;

    public bool IsHoliday => Rules.Holidays.Contains(DateOnly.FromDateTime(Local));

    /// <summary>The weekday this moment is compared with: a holiday is like a Sunday.</summary>
    public DayOfWeek Weekday => IsHoliday ? DayOfWeek.Sunday : Local.DayOfWeek;

    /// <summary>The part of the day, in local time, whose middle was learned; a whole day without a rhythm.</summary>
    public TimeSpan SlotLength => Baseline.Rhythm == Rhythm.None || Baseline.Shape.IsEmpty
        ? TimeSpan.FromDays(1)
        : TimeSpan.FromHours(Baseline.Rhythm.Hours() / (double)Baseline.Shape.Length);

    public TimeOnly SlotStart => TimeOnly.FromTimeSpan(new(Local.TimeOfDay.Ticks / SlotLength.Ticks * SlotLength.Ticks));

    /// <summary>How often the history holds this moment of its rhythm: holidays are not among the weekdays, and are among the Sundays.</summary>
    public int Repeats => Comparable().Count();

    /// <summary>Is any of them a holiday that counts as a Sunday?</summary>
    public bool HolidaysCount => Baseline.Rhythm == Rhythm.Week && Weekday == DayOfWeek.Sunday && Comparable().Any(day => day.DayOfWeek != DayOfWeek.Sunday);

    /// <summary>Is a day of the same name missing among them because it was a holiday?</summary>
    public bool HolidaysMissing => Baseline.Rhythm == Rhythm.Week && Weekday != DayOfWeek.Sunday
        && Days().Any(day => day.DayOfWeek == Weekday && Rules.Holidays.Contains(day));

    /// <summary>When the present level was taken for normal, while the old one is still known.</summary>
    public DateTimeOffset? NewNormalSince => Adopted is { } adopted && At >= adopted.At && At - adopted.At <= BandTracker.OldNormalKept ? adopted.At : null;

    /// <summary>The band this moment would have if the old normal still held; <see langword="null"/> when there is none.</summary>
    public Band? Before => NewNormalSince is null ? null : (Point with { Level = Adopted!.Value.Before.Value(Baseline.LevelRules) }).ToBand();

    private IEnumerable<DateOnly> Comparable() =>
        Days().Where(day => Baseline.Rhythm != Rhythm.Week || (Rules.Holidays.Contains(day) ? DayOfWeek.Sunday : day.DayOfWeek) == Weekday);

    /// <summary>The local days of which the history holds this time of day in full.</summary>
    private IEnumerable<DateOnly> Days()
    {
        var from = TimeZoneInfo.ConvertTime(Baseline.From, Rules.Zone).DateTime;
        var to = TimeZoneInfo.ConvertTime(Baseline.To, Rules.Zone).DateTime;
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(to); day = day.AddDays(1))
            if (day.ToDateTime(SlotStart) is var start && start >= from && start + SlotLength <= to)
                yield return day;
    }
}
