using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Alerts;
using MissionControl.Web.Api.Alerts.Groups;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Api.Incidents;
using MissionControl.Web.Api.Doors;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Api.Runbooks;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api;

public static class ApiSetup
{
    private const string Prefix = "/api";

    /// <summary>Is this request for a machine, which gets problem documents instead of pages?</summary>
    public static bool IsForMachines(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments(ToldSetup.Prefix, StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments(AlertmanagerApi.Prefix, StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix, StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<BoardTag>()
        .AddSingleton<IntakeGate>()
        .AddSingleton<SlackReplays>()
        .AddSingleton<Readiness>()
        .AddApiDocument()
        .AddAlertIntakes()
        .AddChangeDoors();

    /// <summary>Whatever fails under the API's addresses is answered as a problem document, and nothing there is kept unless it says so.</summary>
    public static void UseApi(this WebApplication app) => app.UseWhen(IsForMachines, static machines =>
    {
        machines.Use(static (context, next) =>
        {
            context.Response.OnStarting(static state => KeepNothing((HttpContext)state), context);
            return next(context);
        });
        machines.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = static exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            ExceptionHandler = static context => Problems.ForStatus(context).ExecuteAsync(context),
        });
        machines.UseStatusCodePages(static pages =>
        {
            Addresses.Correct(pages.HttpContext);
            return Problems.ForStatus(pages.HttpContext).ExecuteAsync(pages.HttpContext);
        });
    });

    public static void MapApi(this WebApplication app)
    {
        app.MapHealth();
        app.MapApiDocument();
        var api = app.MapGroup(Prefix + "/v1");
        var reading = api.MapGroup("").Needs(Role.Viewer, Scope.Read);
        reading.MapBoard();
        reading.MapHistory();
        reading.MapServiceHealth();
        reading.MapChanges();
        reading.MapAlerts();
        reading.MapIncidents();
        reading.MapRunbooks();
        reading.AnswerHead();
        api.MapTelling();
        api.MapChangeDoors();
        api.MapPushing();
        api.MapAlertIntakes();
        app.MapAlertmanagerApi();
        api.MapSlack();
        api.MapDeclaring();
        var audit = api.MapGroup("").Needs(Role.Administrator);
        audit.MapAudit();
        audit.AnswerHead();
    }

    private static Task KeepNothing(HttpContext context)
    {
        if (context.Response.Headers.ETag.Count == 0)
            context.Response.GetTypedHeaders().CacheControl = new() { NoStore = true };
        return Task.CompletedTask;
    }
}
