using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Intake;

/// <summary>Changes, told and asked for.</summary>
internal static partial class ChangeEndpoints
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const string Address = "/changes";

    public static void MapTelling(this RouteGroupBuilder api) => api.MapPost(
        Address,
        static (HttpContext context, IntakeGate gate, ChangeBook book, BoardFeed feed) => gate.EnterAsync(context, () => TellAsync(context, book, feed)))
        .Needs(Scope.ChangesWrite).RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody).Told(_tell);

    public static void MapChanges(this RouteGroupBuilder api) => api.MapGet(Address, AskAsync).Told(_ask);

    private static async Task<IResult> TellAsync(HttpContext context, ChangeBook book, BoardFeed feed)
    {
        using var body = await JsonBody.ReadAsync(context, MostBytes);
        if (body.Document is not { } document)
            return body.Problem!;
        var read = ChangeBody.Read(document.RootElement, [.. feed.Current.Definitions.Services.Select(static service => service.Id)]);
        if (read.Problems.Length > 0)
            return Problems.Invalid(read.Problems);
        var answer = await book.TellAsync(read.Draft, context.Actor(), context.RequestAborted);
        if (answer.Change is not { } change)
            return Problems.Invalid(answer.Problems.Select(read.Name));
        return read.IsPagerDutys
            ? Results.Json(new PagerDutyAnswer("success", "Change event processed"), ApiJson.Context.PagerDutyAnswer, statusCode: StatusCodes.Status202Accepted)
            : Results.Json(ChangeJson.From(change), ApiJson.Context.ChangeJson);
    }

    private static async Task<IResult> AskAsync([AsParameters] ChangesQuery query, HttpContext context, ChangeBook book, TimeProvider clock)
    {
        var (question, problems) = query.Parse(clock.GetUtcNow());
        if (question is null)
            return Problems.Invalid(problems);
        // One more than asked for tells whether there is another page.
        var found = await book.ReadAsync(question with { Most = question.Most + 1 }, context.RequestAborted);
        var page = found.Take(question.Most).ToList();
        var next = found.Length > question.Most ? ChangesQuery.Write(page[^1]) : null;
        Paging.LinkNext(context, next);
        return Tagged.Json(context, new ChangesAnswer([.. page.Select(ChangeJson.From)], next), ApiJson.Context.ChangesAnswer);
    }
}
