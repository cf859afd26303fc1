using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Api;

/// <summary>A BPM's past, as JSON and as CSV.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder api)
    {
        api.MapGet("/bpms/{id}/history", static (string id, [AsParameters] Asked asked, CancellationToken cancellationToken) =>
            asked.AnswerAsync(id, static (bpm, view) => Results.Json(HistoryJson.Of(bpm, view), ApiJson.Context.HistoryJson), cancellationToken));
        api.MapGet("/bpms/{id}/history.csv", static (string id, [AsParameters] Asked asked, CancellationToken cancellationToken) =>
            asked.AnswerAsync(id, File, cancellationToken));
    }

    private static IResult File(Bpm bpm, HistoryView view) => Results.File(
        Encoding.UTF8.GetBytes(HistoryCsv.Write(view)),
        "text/csv; charset=utf-8",
        $"{bpm.Id}-{view.Range.From:yyyyMMdd'T'HHmm}-{view.Range.To:yyyyMMdd'T'HHmm}.csv");

    /// <summary>What the address asks for: a named range, or from and to.</summary>
    internal readonly record struct Asked(string? Range, string? From, string? To, BoardFeed Feed, IBpmHistory History, TimeProvider Clock)
    {
        public async Task<IResult> AnswerAsync(string id, Func<Bpm, HistoryView, IResult> answer, CancellationToken cancellationToken)
        {
            var definitions = Feed.Current.Definitions;
            if (definitions.FindBpm(id) is not { } bpm)
                return Problems.UnknownId("BPM", id, [.. definitions.Bpms.Select(static known => known.Id)]);
            var (range, errors) = HistoryRange.Parse(Range, From, To, Clock.GetUtcNow());
            return range is null ? Problems.Invalid(errors) : answer(bpm, await History.ReadAsync(bpm, range, cancellationToken));
        }
    }
}
