using MissionControl.Core.Board;

namespace MissionControl.Web.Api;

/// <summary>The board and what it watches.</summary>
internal static class BoardEndpoints
{
    public static void MapBoard(this RouteGroupBuilder api)
    {
        api.MapGet("/board", Board);
        api.MapGet("/bpms", static (BoardFeed feed) =>
            Results.Json([.. feed.Current.Definitions.Bpms.Select(bpm => BpmJson.From(bpm, feed.Current.FindTile(bpm.Id)))], ApiJson.Context.ImmutableArrayBpmJson));
        api.MapGet("/bpms/{id}", Bpm);
    }

    private static IResult Board(HttpContext context, BoardFeed feed, BoardTag tags)
    {
        var snapshot = feed.Current;
        var tag = tags.Of(snapshot.Version);
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        // May be kept, but must be asked about every time.
        headers.CacheControl = new() { NoCache = true };
        return BoardTag.IsIn(context.Request.GetTypedHeaders().IfNoneMatch, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(BoardJson.From(snapshot), ApiJson.Context.BoardJson);
    }

    private static IResult Bpm(string id, BoardFeed feed)
    {
        var board = feed.Current;
        var definitions = board.Definitions;
        return definitions.FindBpm(id) is { } bpm
            ? Results.Json(BpmJson.From(bpm, board.FindTile(id)), ApiJson.Context.BpmJson)
            : Problems.UnknownId("BPM", id, [.. definitions.Bpms.Select(static known => known.Id)]);
    }
}
