using System.Text.Json;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Alerts;

/// <summary>As much of Alertmanager's own API as a Prometheus needs that is pointed straight at us (<c>path_prefix: /alertmanager</c>), and what is open for whoever reads Alertmanagers.</summary>
internal static class AlertmanagerApi
{
    public const string Prefix = "/alertmanager";

    public static void MapAlertmanagerApi(this WebApplication app)
    {
        var ours = app.MapGroup(Prefix).Needs(Scope.AlertsWrite);
        ours.MapPost("/api/v2/alerts", static (HttpContext context, IntakeGate gate, AlertDesk desk) => gate.EnterAsync(context, () => TakeAsync(context, desk)))
            .RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody);
        app.MapGroup(Prefix).Needs(Role.Viewer, Scope.Read).MapGet("/api/v2/alerts", List);
        ours.MapGet("/-/healthy", static () => "OK");
        ours.MapGet("/-/ready", static () => "OK");
    }

    /// <summary>
    /// <code>[{"labels":{…},"annotations":{…},"startsAt":"…","endsAt":"…","generatorURL":"…"}]</code>
    /// Sent again and again while it fires; the end lies ahead then, and is how long that holds.
    /// </summary>
    internal static Gathered Read(JsonElement root, DateTimeOffset now)
    {
        var gathering = new SignalGathering(now);
        if (root.ValueKind is JsonValueKind.Array)
            AlertList.Read(root, "", gathering, ReadOne);
        else
            gathering.Refuse("", "The body must be a list of alerts, as Prometheus sends it; webhooks go to /api/v1/alerts/alertmanager.");
        return new(AlertmanagerWebhook.Door, gathering);
    }

    private static IResult List([AsParameters] ListedQuery query, HttpContext context, AlertFeed feed)
    {
        var snapshot = feed.Current;
        // An empty list would say that all is well.
        if (snapshot.Version == 0)
        {
            context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
            return Problems.Unready("What alerts there are has not been read yet; ask again in a few seconds");
        }

        var (alerts, problems) = query.Choose(snapshot);
        return problems.IsEmpty ? Results.Json(alerts, ApiJson.Context.ImmutableArrayListedAlert) : Problems.Invalid(problems);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, AlertDesk desk)
    {
        using var body = await JsonBody.ReadAsync(context, RequestLimits.IntakeBody);
        return body.Document is { } document
            ? await desk.TakeAsync(context, Read(document.RootElement, desk.Now), context.Actor(), Results.Ok())
            : body.Problem!;
    }

    private static SaidSignal? ReadOne(JsonElement alert, SignalPlace place, SignalGathering gathering)
    {
        var endsAt = AlertJson.Time(alert, "endsAt", place, gathering);
        return new()
        {
            Place = place,
            Labels = AlertJson.Pairs(alert, "labels", place, gathering),
            Annotations = AlertJson.Pairs(alert, "annotations", place, gathering),
            IsFiring = endsAt is not { } end || end > gathering.Now,
            StartsAt = AlertJson.Time(alert, "startsAt", place, gathering),
            EndsAt = endsAt,
            Link = AlertJson.TryText(alert, "generatorURL"),
        };
    }
}
