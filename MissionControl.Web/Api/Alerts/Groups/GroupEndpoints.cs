using MissionControl.Core.Alerts;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Alerts.Groups;

/// <summary>Groups of alerts, as they stand.</summary>
internal static partial class GroupEndpoints
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", List).Told(_list);
        // Names of doors stand in the same place.
        api.MapGet("/alerts/{id:guid}", One).Told(_one);
    }

    private static IResult List([AsParameters] GroupsQuery query, HttpContext context, AlertFeed feed, BoardTag tags)
    {
        var snapshot = feed.Current;
        if (IsUnread(snapshot))
            return ComeAgain(context);
        var (all, problem) = query.Choose(snapshot);
        var (page, next, problems) = Paging.Take(all, static group => group.Id.ToString(), query.Page);
        if (problem is not null || problems.Length > 0)
            return Problems.Invalid(problem is null ? problems : problems.Add(problem));
        Paging.LinkNext(context, next);
        return Tagged.As(context, tags.Of(snapshot.Version), () =>
            Results.Json(new AlertGroupsAnswer([.. page.Select(AlertGroupAnswer.From)], next, snapshot.At), ApiJson.Context.AlertGroupsAnswer));
    }

    private static IResult One(Guid id, HttpContext context, AlertFeed feed, BoardTag tags)
    {
        var snapshot = feed.Current;
        if (IsUnread(snapshot))
            return ComeAgain(context);
        return snapshot.Find(id) is { } group
            ? Tagged.As(context, tags.Of(group.Version), () => Results.Json(AlertGroupAnswer.Whole(group), ApiJson.Context.AlertGroupAnswer))
            : Problems.NotFound("There is no group of alerts of that id that is open or ended in the last 24 hours");
    }

    // An empty list would say that all is well.
    private static bool IsUnread(AlertsSnapshot snapshot) => snapshot.Version == 0;

    private static IResult ComeAgain(HttpContext context)
    {
        context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
        return Problems.Unready("What alerts there are has not been read yet; ask again in a few seconds");
    }
}
