using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>What was said of planned work, as plain text for feeds and the API. Pure.</summary>
internal static class PlannedWords
{
    /// <summary>"Overnight records: About to begin".</summary>
    public static string Title(StatusView view, PlannedWork work, PlannedNotice notice) => $"{work.Title.TrimEnd('.')}: {view.Words["notice" + notice.Kind]}";

    /// <summary>The times as they were announced, then what goes with it.</summary>
    public static string Body(StatusView view, PlannedNotice notice)
    {
        var words = view.Words;
        // Its own time stands for now: what was said does not become other words with the year.
        var times = $"{words.Planned(notice.From, notice.To, notice.At, view.Zone)} {words.PlannedUtc(notice.From, notice.To, notice.At, view.Zone)}".TrimEnd();
        return notice.Kind switch
        {
            NoticeKind.Ended or NoticeKind.Cancelled or NoticeKind.Overrun => notice.Text.Length > 0 ? notice.Text : $"{words["notice" + notice.Kind]}: {times}",
            _ => notice.Text.Length > 0 ? $"{times}\n{notice.Text}" : times,
        };
    }
}
