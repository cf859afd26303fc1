using System.Text.Json;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Alerts;

/// <summary>Alerts, as others send them. Each is answered 200 when it is on disk.</summary>
internal static class AlertEndpoints
{
    public static IServiceCollection AddAlertIntakes(this IServiceCollection services) => services
        // The inbox need not be there: then everything is answered 503.
        .AddSingleton(static provider => new AlertDesk(
            provider.GetService<Core.Alerts.Signals.IAlertIntake>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AlertDesk>>()));

    public static void MapAlertIntakes(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody);
        alerts.MapPost("/alertmanager", static (HttpContext context, IntakeGate gate, AlertDesk desk) =>
            gate.EnterAsync(context, () => TakeAsync(context, desk, AlertmanagerWebhook.Read))).Needs(Scope.AlertsWrite);
    }

    /// <param name="read">The message, or the answer to one of another shape.</param>
    private static async Task<IResult> TakeAsync(HttpContext context, AlertDesk desk, Func<JsonElement, DateTimeOffset, (Gathered? Message, IResult? Foreign)> read)
    {
        using var body = await JsonBody.ReadAsync(context, RequestLimits.IntakeBody);
        if (body.Document is not { } document)
            return body.Problem!;
        var (message, foreign) = read(document.RootElement, desk.Now);
        return message is null ? foreign! : await desk.TakeAsync(context, message, context.Actor(), Results.Ok());
    }
}
