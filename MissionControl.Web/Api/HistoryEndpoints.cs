using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Bpms;

namespace MissionControl.Web.Api;

/// <summary>The past of a BPM as JSON, and as the CSV of what its page draws.</summary>
public static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder routes)
    {
        var history = routes.MapGroup("/api/v1/bpms/{id}").WithTags("history");
        history.MapGet("/history", ReadAsync).WithName("ReadHistory").WithSummary("The past of a BPM: range=3h|24h|7d|5w with an optional to, or from and to.");
        history.MapGet("/history.csv", ExportAsync).WithName("ExportHistory").WithSummary("The same points as CSV.");
    }

    private static async Task<Results<Ok<HistoryAnswer>, ProblemHttpResult, ValidationProblem>> ReadAsync(
        [AsParameters] HistoryQuestion question, CancellationToken cancellationToken)
    {
        var (view, problem) = await AnswerAsync(question, cancellationToken);
        return view is not null ? TypedResults.Ok(HistoryAnswer.Of(view)) : problem!.Value.Match<Results<Ok<HistoryAnswer>, ProblemHttpResult, ValidationProblem>>(plain => plain, fields => fields);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult, ValidationProblem>> ExportAsync(
        [AsParameters] HistoryQuestion question, CancellationToken cancellationToken)
    {
        var (view, problem) = await AnswerAsync(question, cancellationToken);
        return view is not null
            ? TypedResults.File(Encoding.UTF8.GetBytes(HistoryCsv.Write(view)), "text/csv; charset=utf-8", HistoryCsv.NameOf(view))
            : problem!.Value.Match<Results<FileContentHttpResult, ProblemHttpResult, ValidationProblem>>(plain => plain, fields => fields);
    }

    private static async Task<(HistoryView? View, Refusal? Problem)> AnswerAsync(HistoryQuestion question, CancellationToken cancellationToken)
    {
        var definitions = question.Feed.Current.Definitions;
        if (definitions.FindBpm(question.Id) is not { } bpm)
            return (null, Refusal.Of(TypedResults.Problem(NoSuch(question.Id, definitions), statusCode: StatusCodes.Status404NotFound, title: "There is no such BPM")));
        var parsed = HistoryRange.Parse(question.Range, question.From, question.To, question.Clock.GetUtcNow());
        if (parsed.Range is not { } range)
            return (null, Refusal.Of(TypedResults.ValidationProblem(
                parsed.Problems.GroupBy(found => found.Field).ToDictionary(field => field.Key, field => field.Select(found => found.Words).ToArray()))));
        var view = await question.History.ReadAsync(bpm, range, cancellationToken);
        return view.Error is { } error
            ? (null, Refusal.Of(TypedResults.Problem(error, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The history cannot be read just now")))
            : (view, null);
    }

    private static string NoSuch(string id, Definitions definitions)
    {
        var near = NearNames.To(id, definitions.Bpms);
        return near.IsEmpty ? "The catalog has no BPM of that id." : $"The catalog has no BPM of that id; did you mean {string.Join(" or ", near.Select(bpm => $"'{bpm.Id}'"))}?";
    }

    private readonly record struct Refusal(ProblemHttpResult? Plain, ValidationProblem? Fields)
    {
        public static Refusal Of(ProblemHttpResult plain) => new(plain, null);

        public static Refusal Of(ValidationProblem fields) => new(null, fields);

        public TResult Match<TResult>(Func<ProblemHttpResult, TResult> plain, Func<ValidationProblem, TResult> fields) =>
            Plain is not null ? plain(Plain) : fields(Fields!);
    }
}

/// <summary>What is asked, and what answers it.</summary>
internal sealed record HistoryQuestion(string Id, string? Range, string? From, string? To, BoardFeed Feed, BpmHistory History, TimeProvider Clock);

/// <summary>The past of a BPM.</summary>
/// <param name="Step">Seconds between two points.</param>
/// <param name="Note">What is missing in it; <see langword="null"/> when nothing is.</param>
public sealed record HistoryAnswer(string Id, double Step, string From, string To, string? Note, IReadOnlyList<HistoryAnswerPoint> Points)
{
    internal static HistoryAnswer Of(HistoryView view) => new(
        view.Bpm.Id, view.Step.TotalSeconds, HistoryCsv.Time(view.Range.From), HistoryCsv.Time(view.Range.To), view.Note, [.. view.Points.Select(HistoryAnswerPoint.Of)]);
}

/// <summary>A moment of it. Ratios are 0 to 1; unknown is <see langword="null"/>.</summary>
/// <param name="At">UTC, ISO 8601 with Z.</param>
/// <param name="State">As it was shown; <see langword="null"/> when it was not shown then.</param>
public sealed record HistoryAnswerPoint(string At, double? Value, double? Volume, double? Lower, double? Expected, double? Upper, string? State)
{
    internal static HistoryAnswerPoint Of(HistoryPoint point) => new(
        HistoryCsv.Time(point.At), point.Value, point.Volume, point.Band?.Lower, point.Band?.Expected, point.Band?.Upper, point.State?.ToString());
}
