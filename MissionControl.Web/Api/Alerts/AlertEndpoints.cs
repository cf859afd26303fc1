using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Alerts.Aws;
using MissionControl.Web.Api.Alerts.Generic;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Alerts;

/// <summary>Alerts, as others send them. Each message is answered 200 when it is on disk.</summary>
internal static partial class AlertEndpoints
{
    public static IServiceCollection AddAlertIntakes(this IServiceCollection services) => services
        // The inbox need not be there: then everything is answered 503.
        .AddSingleton(static provider => new AlertDesk(
            provider.GetService<IAlertIntake>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AlertDesk>>()))
        .AddSingleton<IAuthorizationHandler, GrafanaSignature>()
        .AddSingleton(new SnsTrust(null)).AddSingleton<SnsCertificates>().AddSingleton<SnsDesk>();

    public static void MapAlertIntakes(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody);
        alerts.MapPost("/alertmanager", static (HttpContext context, IntakeGate gate, AlertDesk desk) =>
            gate.EnterAsync(context, () => TakeAsync(context, desk, AlertmanagerWebhook.Read))).Needs(Scope.AlertsWrite).Told(_alertmanager);
        alerts.MapPost("/grafana", static (HttpContext context, IntakeGate gate, AlertDesk desk) =>
            gate.EnterAsync(context, () => TakeAsync(context, desk, GrafanaWebhook.Read))).RequireAuthorization(new NeedsAttribute(Scope.AlertsWrite) { AlsoSigned = true }).Told(_grafana);
        alerts.MapPost("/eventbridge", static (HttpContext context, IntakeGate gate, AlertDesk desk) =>
            gate.EnterAsync(context, () => TakeAsync(context, desk, AlarmEvent.Read))).Needs(Scope.AlertsWrite).Told(_eventbridge);
        alerts.MapPost("/generic/{name}", static (string name, HttpContext context, IntakeGate gate, AlertDesk desk, DefinitionsFeed definitions) =>
            gate.EnterAsync(context, () => TakeGenericAsync(name, context, desk, definitions))).Needs(Scope.AlertsWrite).Told(_generic);
        // Amazon alone speaks to it, and docs/alerts-in.md tells how.
        alerts.MapPost("/sns", static (HttpContext context, IntakeGate gate, SnsDesk desk) =>
            gate.EnterAsync(context, () => desk.TakeAsync(context))).OpenToAnyone("whether a message is signed by Amazon and of a topic in the catalog").ExcludeFromDescription();
    }

    private static Task<IResult> TakeGenericAsync(string name, HttpContext context, AlertDesk desk, DefinitionsFeed definitions)
    {
        var known = definitions.Current.Definitions.Intakes.OfType<GenericIntake>().ToList();
        return known.Find(intake => intake.Id == name) is { } intake
            ? TakeAsync(context, desk, (root, now) => (GenericMessage.Read(root, intake, now), null))
            : Task.FromResult(Problems.UnknownId("generic intake", name, [.. known.Select(static intake => intake.Id)]));
    }

    /// <param name="read">The message, or the answer to one of another shape.</param>
    private static async Task<IResult> TakeAsync(HttpContext context, AlertDesk desk, Func<JsonElement, DateTimeOffset, (Gathered? Message, IResult? Foreign)> read)
    {
        using var body = await JsonBody.ReadAsync(context, RequestLimits.IntakeBody);
        if (body.Document is not { } document)
            return body.Problem!;
        var (message, foreign) = read(document.RootElement, desk.Now);
        return message is null
            ? foreign!
            : await desk.TakeAsync(context, message, context.Sender(), Results.Json(new AlertsTakenAnswer(message.Signals.Signals.Length), ApiJson.Context.AlertsTakenAnswer));
    }
}
