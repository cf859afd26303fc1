using System.Collections.Immutable;
using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api;

/// <summary>The past of a BPM as JSON, and as the CSV of what its page draws.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder api)
    {
        api.MapGet("/bpms/{id}/history", static ([AsParameters] HistoryQuestion question, CancellationToken cancellationToken) =>
            AnswerAsync(question, static (view, declared) => Results.Json(HistoryAnswer.Of(view, declared), ApiJson.Context.HistoryAnswer), cancellationToken));
        api.MapGet("/bpms/{id}/history.csv", static ([AsParameters] HistoryQuestion question, CancellationToken cancellationToken) =>
            AnswerAsync(question, static (view, declared) => Results.File(Encoding.UTF8.GetBytes(HistoryCsv.Write(view, declared)), "text/csv; charset=utf-8", HistoryCsv.NameOf(view)), cancellationToken));
    }

    private static async Task<IResult> AnswerAsync(HistoryQuestion question, Func<HistoryView, ImmutableArray<Stretch>, IResult> answer, CancellationToken cancellationToken)
    {
        var definitions = question.Feed.Current.Definitions;
        if (definitions.FindBpm(question.Id) is not { } bpm)
            return Problems.UnknownId("BPM", question.Id, [.. definitions.Bpms.Select(static known => known.Id)]);
        var parsed = HistoryRange.Parse(question.Range, question.From, question.To, question.Clock.GetUtcNow());
        if (parsed.Range is not { } range)
            return Problems.Invalid(parsed.Problems.GroupBy(static found => found.Field)
                .ToDictionary(static field => field.Key, static field => field.Select(static found => found.Words).ToImmutableArray()));
        var view = await question.History.ReadAsync(bpm, range, cancellationToken);
        return view.Error is { } error ? Problems.Unready(error) : answer(view, [.. question.Stretches.For(bpm.Id).Where(stretch => stretch.Overlaps(range.From, range.To))]);
    }
}

/// <summary>What is asked, and what answers it.</summary>
internal sealed record HistoryQuestion(string Id, string? Range, string? From, string? To, BoardFeed Feed, BpmHistory History, StretchBook Stretches, TimeProvider Clock);

/// <summary>The past of a BPM.</summary>
/// <param name="Step">Seconds between two points.</param>
/// <param name="Note">What is missing in it, or what the source warned of; <see langword="null"/> when nothing is.</param>
/// <param name="Stretches">Those declared that touch the range, those that begin first come first.</param>
public sealed record HistoryAnswer(
    string Id, double Step, string From, string To, string? Note, IReadOnlyList<HistoryAnswerPoint> Points, IReadOnlyList<HistoryAnswerStretch> Stretches)
{
    internal static HistoryAnswer Of(HistoryView view, ImmutableArray<Stretch> declared) => new(
        view.Bpm.Id, view.Step.TotalSeconds, HistoryCsv.Time(view.Range.From), HistoryCsv.Time(view.Range.To), view.Note,
        [.. view.Points.Select(HistoryAnswerPoint.Of)], [.. declared.Select(HistoryAnswerStretch.Of)]);
}

/// <summary>A time that somebody declared not normal.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; <see langword="null"/> for a new normal.</param>
/// <param name="Kind">One of <see cref="StretchKind"/>.</param>
/// <param name="Words">What a person wrote; may be empty.</param>
public sealed record HistoryAnswerStretch(string From, string? To, string Kind, string Words)
{
    internal static HistoryAnswerStretch Of(Stretch stretch) => new(
        HistoryCsv.Time(stretch.From), stretch.To is { } to ? HistoryCsv.Time(to) : null, stretch.Kind.ToString(), stretch.Words);
}

/// <summary>A moment of it. Ratios are 0 to 1; unknown is <see langword="null"/>.</summary>
/// <param name="At">UTC, ISO 8601 with Z.</param>
/// <param name="State">As it was shown; <see langword="null"/> when it was not shown then.</param>
public sealed record HistoryAnswerPoint(string At, double? Value, double? Volume, double? Lower, double? Expected, double? Upper, string? State)
{
    internal static HistoryAnswerPoint Of(HistoryPoint point) => new(
        HistoryCsv.Time(point.At),
        Known.Number(point.Value),
        Known.Number(point.Volume),
        Known.Number(point.Band?.Lower),
        Known.Number(point.Band?.Expected),
        Known.Number(point.Band?.Upper),
        point.State?.ToString());
}
