using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api;

/// <summary>The past of a BPM as JSON, and as the CSV of what its page draws.</summary>
internal static partial class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder api)
    {
        api.MapGet("/bpms/{id}/history", static ([AsParameters] HistoryQuestion question, HttpContext context) => AnswerAsync(question, context, Json)).Told(_history);
        api.MapGet("/bpms/{id}/history.csv", static ([AsParameters] HistoryQuestion question, HttpContext context) => AnswerAsync(question, context, Csv)).Told(_csv);
    }

    // The ends of a range that ends now move each second, what is in it does not: the tag is of that.
    private static IResult Json(HttpContext context, HistoryView view, ImmutableArray<Stretch> declared)
    {
        var answer = HistoryAnswer.Of(view, declared);
        var inside = JsonSerializer.SerializeToUtf8Bytes(answer with { From = default, To = default }, ApiJson.Context.HistoryAnswer);
        return Tagged.As(context, new(Tagged.Of(inside).Tag, isWeak: true), () => Results.Json(answer, ApiJson.Context.HistoryAnswer));
    }

    private static IResult Csv(HttpContext context, HistoryView view, ImmutableArray<Stretch> declared)
    {
        var lines = Encoding.UTF8.GetBytes(HistoryCsv.Write(view, declared));
        return Tagged.As(context, Tagged.Of(lines), () => Results.File(lines, "text/csv; charset=utf-8", HistoryCsv.NameOf(view)));
    }

    private static async Task<IResult> AnswerAsync(HistoryQuestion question, HttpContext context, Func<HttpContext, HistoryView, ImmutableArray<Stretch>, IResult> answer)
    {
        var definitions = question.Feed.Current.Definitions;
        if (definitions.FindBpm(question.Id) is not { } bpm)
            return Problems.UnknownId("BPM", question.Id, [.. definitions.Bpms.Select(static known => known.Id)]);
        var parsed = HistoryRange.Parse(question.Range, question.From, question.To, question.Clock.GetUtcNow());
        if (parsed.Range is not { } range)
            return Problems.Invalid(parsed.Problems.GroupBy(static found => found.Field)
                .ToDictionary(static field => field.Key, static field => field.Select(static found => found.Words).ToImmutableArray()));
        var view = await question.History.ReadAsync(bpm, range, context.RequestAborted);
        return view.Error is { } error ? Problems.Unready(error) : answer(context, view, [.. question.Stretches.For(bpm.Id).Where(stretch => stretch.Overlaps(range.From, range.To))]);
    }
}

/// <summary>What is asked, and what answers it.</summary>
internal sealed record HistoryQuestion(string Id, string? Range, string? From, string? To, BoardFeed Feed, BpmHistory History, StretchBook Stretches, TimeProvider Clock);

/// <summary>The past of a BPM.</summary>
/// <param name="Step">Seconds between two points.</param>
/// <param name="Note">What is missing in it, or what the source warned of; <see langword="null"/> when nothing is.</param>
/// <param name="Stretches">Those declared that touch the range, those that begin first come first.</param>
public sealed record HistoryAnswer(
    string Id, double Step, DateTimeOffset From, DateTimeOffset To, string? Note, IReadOnlyList<HistoryAnswerPoint> Points, IReadOnlyList<HistoryAnswerStretch> Stretches)
{
    internal static HistoryAnswer Of(HistoryView view, ImmutableArray<Stretch> declared) => new(
        view.Bpm.Id, view.Step.TotalSeconds, view.Range.From, view.Range.To, view.Note,
        [.. view.Points.Select(HistoryAnswerPoint.Of)], [.. declared.Select(HistoryAnswerStretch.Of)]);
}

/// <summary>A time that somebody declared not normal.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; <see langword="null"/> for a new normal.</param>
/// <param name="Words">What a person wrote; may be empty.</param>
public sealed record HistoryAnswerStretch(DateTimeOffset From, DateTimeOffset? To, StretchKind Kind, string Words)
{
    internal static HistoryAnswerStretch Of(Stretch stretch) => new(stretch.From, stretch.To, stretch.Kind, stretch.Words);
}

/// <summary>A moment of it. Ratios are 0 to 1; unknown is <see langword="null"/>.</summary>
/// <param name="At">UTC, ISO 8601 with Z.</param>
/// <param name="State">As it was shown; <see langword="null"/> when it was not shown then.</param>
public sealed record HistoryAnswerPoint(DateTimeOffset At, double? Value, double? Volume, double? Lower, double? Expected, double? Upper, TileState? State)
{
    internal static HistoryAnswerPoint Of(HistoryPoint point) => new(
        point.At,
        Known.Number(point.Value),
        Known.Number(point.Volume),
        Known.Number(point.Band?.Lower),
        Known.Number(point.Band?.Expected),
        Known.Number(point.Band?.Upper),
        point.State);
}
