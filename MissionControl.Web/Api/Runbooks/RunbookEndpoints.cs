using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Runbooks;

/// <summary>Runbooks, as the catalog has them. From memory: they are there while the database is not.</summary>
internal static partial class RunbookEndpoints
{
    private const string Markdown = "text/markdown";

    public static void MapRunbooks(this RouteGroupBuilder api)
    {
        api.MapGet("/runbooks", List).Told(_list);
        api.MapGet("/runbooks/{id}", One).Told(_one);
    }

    private static IResult List([AsParameters] PageQuery query, HttpContext context, DefinitionsFeed catalog, RunDesk runs)
    {
        var all = catalog.Current.Definitions.Runbooks.Values.OrderBy(static runbook => runbook.Id, StringComparer.Ordinal);
        var (page, next, problems) = Paging.Take([.. all], static runbook => runbook.Id, query);
        if (problems.Length > 0)
            return Problems.Invalid(problems);
        Paging.LinkNext(context, next);
        var live = runs.Current;
        return Tagged.Json(context, [.. page.Select(runbook => RunbookAnswer.From(runbook, live))], ApiJson.Context.ImmutableArrayRunbookAnswer);
    }

    private static IResult One(string id, HttpContext context, DefinitionsFeed catalog, RunDesk runs)
    {
        var runbooks = catalog.Current.Definitions.Runbooks;
        if (!runbooks.TryGetValue(id, out var runbook))
            return Problems.UnknownId("runbook", id, [.. runbooks.Keys]);
        context.Response.Headers.Vary = "Accept";
        return WantsMarkdown(context.Request)
            ? Tagged.Bytes(context, Encoding.UTF8.GetBytes(runbook.Text + "\n"), $"{Markdown}; charset=utf-8")
            : Tagged.Json(context, RunbookAnswer.Whole(runbook, runs.Current), ApiJson.Context.RunbookAnswer);
    }

    // Who takes anything gets JSON, as everywhere.
    private static bool WantsMarkdown(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(static kind => kind.MediaType.Equals(Markdown, StringComparison.OrdinalIgnoreCase));
}
