using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>Drafts reviews: measures what an incident did from what was shown. Thread-safe.</summary>
public sealed class ReviewReader(BpmHistory history, BoardFeed board, ChangeBook changes, TimeProvider clock)
{
    /// <summary>Measured at most, those of the evidence first.</summary>
    private const int MostBpms = 24;

    /// <summary>What moved shortly before belongs to it, too.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    public async Task<IncidentReview> ReadAsync(Incident incident, CancellationToken cancellationToken)
    {
        var (now, definitions) = (clock.GetUtcNow(), board.Current.Definitions);
        var (from, to) = IncidentReview.HurtIn(incident.Times, now);
        var begin = new[] { from, incident.Times.Detected ?? from, incident.Times.Declared }.Min() - Before;
        var end = to - begin < Least ? begin + Least : to;
        var range = HistoryRange.Parse(null, Words.Machine(begin), Words.Machine(end), now).Range;
        var courses = await Task.WhenAll(Of(incident, definitions).Select(bpm => MeasureAsync(bpm, range, from, to, cancellationToken)));
        var broke = new Break([.. incident.Services], from, Break.AlertSlack);
        return new(incident, [.. courses], GuiltRules.Rank(broke, changes.Current, new(definitions.Services)));
    }

    private async Task<BpmCourse> MeasureAsync(Bpm bpm, HistoryRange? range, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        range is null ? BpmCourse.Unread(bpm, "Its times cannot be measured.") : BpmCourse.Of(await history.ReadAsync(bpm, range, cancellationToken), from, to);

    private static IEnumerable<Bpm> Of(Incident incident, Definitions definitions)
    {
        var attached = incident.Evidence.Where(static one => one.Kind == EvidenceKind.Tile).Select(one => definitions.FindBpm(one.Id)).OfType<Bpm>();
        return attached.Concat(definitions.Bpms.Where(bpm => bpm.Services.Any(incident.Services.Contains))).DistinctBy(static bpm => bpm.Id).Take(MostBpms);
    }
}
