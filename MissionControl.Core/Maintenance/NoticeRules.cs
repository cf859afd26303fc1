namespace MissionControl.Core.Maintenance;

/// <summary>
/// What of a work must be announced by itself, each once: 24 hours and 15 minutes before it, when it begins, when it should have ended or ends. What
/// could not be announced in time and would only mislead now is noted as skipped, and why. Pure; asked again it asks for nothing that was done.
/// </summary>
public static class NoticeRules
{
    public static readonly TimeSpan DayBefore = TimeSpan.FromHours(24);
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    /// <summary>A reminder, or word that it takes longer, may come so late.</summary>
    public static readonly TimeSpan LatestReminder = TimeSpan.FromHours(6);

    /// <summary>Word that it has begun may come so late.</summary>
    public static readonly TimeSpan LatestStart = TimeSpan.FromHours(1);

    /// <summary>Word that it is over may come so late.</summary>
    public static readonly TimeSpan LatestEnd = TimeSpan.FromHours(24);

    private const string NotRunning = "The app did not run when it was due.";

    /// <summary>The work with the next thing said or skipped; <see langword="null"/>: nothing is due.</summary>
    public static Work? Next(Work work, DateTimeOffset now)
    {
        if (work.IsOver)
            return null;
        var said = SaidAt(work);
        if (Reminder(work, NoticeKind.DayBefore, work.From - DayBefore, "It was announced less than 24 hours before.", said, now) is { } day)
            return day;
        if (Reminder(work, NoticeKind.Soon, work.From - Soon, "It was announced less than 15 minutes before.", said, now) is { } soon)
            return soon;
        if (work.From <= now && !work.Has(NoticeKind.Started, static (notice, work) => notice.From == work.From))
            return work.Say(NoticeKind.Started, now, work.Text, said > work.From ? "It was announced when it had begun." : now - work.From > LatestStart ? NotRunning : null);
        if (work.To > now)
            return null;
        var isLate = work.Has(NoticeKind.Overrun, static (notice, work) => notice.To == work.To);
        // Whoever let it end by itself after its time ends it now: the public was told that it takes longer.
        if (work.EndsByItself)
            return work.SayEnded(isLate ? now : work.To, now, "", !isLate && now - work.To > LatestEnd ? NotRunning : null);
        return isLate ? null : work.Say(NoticeKind.Overrun, now, "", now - work.To > LatestReminder ? NotRunning : null);
    }

    private static Work? Reminder(Work work, NoticeKind kind, DateTimeOffset due, string tooLate, DateTimeOffset said, DateTimeOffset now)
    {
        // Moved, it is reminded of again; begun before its time, no more.
        if (due > now || work.Has(kind, static (notice, work) => notice.From == work.From) || work.Has(NoticeKind.Started, static (notice, work) => notice.From == work.From))
            return null;
        return work.Say(kind, now, work.Text, said > due ? tooLate : work.From <= now || now - due > LatestReminder ? NotRunning : null);
    }

    /// <summary>When people heard of these times.</summary>
    private static DateTimeOffset SaidAt(Work work) =>
        work.Notices.FirstOrDefault(notice => notice.Kind is NoticeKind.Announced or NoticeKind.Moved or NoticeKind.Started && notice.From == work.From)?.At ?? work.ScheduledAt;

    private static bool Has(this Work work, NoticeKind kind, Func<WorkNotice, Work, bool> isSame)
    {
        foreach (var notice in work.Notices)
            if (notice.Kind == kind && isSame(notice, work))
                return true;
        return false;
    }
}
