using MissionControl.Core.Board;
using MissionControl.Core.Services.History;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

/// <summary>The board and what it watches.</summary>
internal static partial class BoardEndpoints
{
    public static void MapBoard(this RouteGroupBuilder api)
    {
        api.MapGet("/board", static (HttpContext context, BoardFeed feed, BoardTag tags) =>
        {
            var snapshot = feed.Current;
            return Tagged.As(context, tags.Of(snapshot.Version), () => Results.Json(BoardJson.From(snapshot), ApiJson.Context.BoardJson));
        }).Told(_board);
        api.MapGet("/bpms", Bpms).Told(_bpms);
        api.MapGet("/bpms/{id}", Bpm).Told(_bpm);
        api.MapGet("/services", Services).Told(_services);
    }

    private static IResult Bpms([AsParameters] PageQuery query, HttpContext context, BoardFeed feed)
    {
        var board = feed.Current;
        var (page, next, problems) = Paging.Take(board.Definitions.Bpms, static bpm => bpm.Id, query);
        if (problems.Length > 0)
            return Problems.Invalid(problems);
        Paging.LinkNext(context, next);
        return Tagged.Json(context, [.. page.Select(bpm => BpmJson.From(bpm, board.FindTile(bpm.Id)))], ApiJson.Context.ImmutableArrayBpmJson);
    }

    private static IResult Bpm(string id, HttpContext context, BoardFeed feed)
    {
        var board = feed.Current;
        var definitions = board.Definitions;
        return definitions.FindBpm(id) is { } bpm
            ? Tagged.Json(context, BpmJson.From(bpm, board.FindTile(id)), ApiJson.Context.BpmJson)
            : Problems.UnknownId("BPM", id, [.. definitions.Bpms.Select(static known => known.Id)]);
    }

    private static IResult Services([AsParameters] PageQuery query, HttpContext context, BoardFeed feed, HealthFeed health, TimeProvider clock)
    {
        var (recorded, now) = (health.Current, clock.GetUtcNow());
        var (page, next, problems) = Paging.Take(feed.Current.Services, static service => service.Service.Id, query);
        if (problems.Length > 0)
            return Problems.Invalid(problems);
        Paging.LinkNext(context, next);
        return Tagged.Json(context, [.. page.Select(status => ServiceDetailJson.From(status, recorded.Since(status, now)))], ApiJson.Context.ImmutableArrayServiceDetailJson);
    }
}
