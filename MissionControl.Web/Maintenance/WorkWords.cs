using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.Maintenance;

/// <summary>Planned work in words, for our own pages. Pure.</summary>
internal static class WorkWords
{
    /// <summary>"Going on", "In 3 h", "Over", "Cancelled", "Takes longer: should have ended 20 min ago".</summary>
    public static string Standing(Work work, DateTimeOffset now) =>
        work.IsCancelled ? "Cancelled"
        : work.IsOver ? "Over"
        : work.IsLate(now) ? $"Takes longer: should have ended {Words.Ago(now - work.To)}"
        : work.IsGoingOn(now) ? $"Going on, ends in {Words.Duration(work.To - now)}"
        : $"In {Words.Duration(work.From - now)}";

    /// <summary>Local time, with the whole date.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone) => StatusWords.Usual.Planned(from, to, now, zone);

    public static string Utc(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone) => StatusWords.Usual.PlannedUtc(from, to, now, zone);

    public static string Effect(WorkEffect effect) => effect switch
    {
        WorkEffect.Slow => "It may be slow or fail at times",
        WorkEffect.Partly => "It does not work for some people",
        _ => "It does not work",
    };

    public static string Kind(NoticeKind kind) => StatusWords.Usual["notice" + kind];

    /// <summary>What will be said by itself, and when.</summary>
    public static IEnumerable<(string What, DateTimeOffset At)> Ahead(WorkDraft draft, DateTimeOffset now)
    {
        if (draft is not { From: { } from, To: { } to })
            yield break;
        if (from - NoticeRules.DayBefore > now)
            yield return ("A day before", from - NoticeRules.DayBefore);
        if (from - NoticeRules.Soon > now)
            yield return ("Shortly before", from - NoticeRules.Soon);
        if (from > now)
            yield return ("When it begins", from);
        yield return (draft.EndsByItself ? "When it ends, by itself" : "That it takes longer, if nobody has ended it", to);
    }
}
