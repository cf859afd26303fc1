using System.Collections.Immutable;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.StatusPage;

/// <summary>What the public was told of planned work: pure. Notes, services and who did it are not in it, nor what was not announced.</summary>
internal static class PublicWorks
{
    /// <param name="known">Ids of the components there are.</param>
    public static ImmutableArray<PlannedWork> Of(ImmutableArray<Work> works, IReadOnlySet<string> known) =>
        [.. works.Select(work => Show(work, known)).OrderBy(static work => work.IsOver).ThenBy(static work => work.IsOver ? -work.From.UtcTicks : work.From.UtcTicks).ThenBy(static work => work.Number)];

    private static PlannedWork Show(Work work, IReadOnlySet<string> known) => new(
        work.Number, work.Uid, work.Title, work.Text, work.From, work.To, work.EndedAt, work.IsCancelled, work.Sequence, [.. work.Components.Where(known.Contains)],
        [.. work.Notices.Where(static notice => notice.Skipped is null).Reverse().Select(static notice => new PlannedNotice(notice.Number, notice.At, notice.Kind, notice.From, notice.To, notice.Text))]);
}
