using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api;

/// <summary>For whoever runs the process: is it alive, and may it be sent visitors?</summary>
internal static class HealthEndpoints
{
    public const string Prefix = "/healthz";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup(Prefix);
        health.AnswerHead();
        health.OpenToAnyone("whether the process runs and may be sent visitors, and which of its parts are not ready");
        health.MapGet("/live", static () => Results.Text("live"));
        health.MapGet("/ready", static async (Readiness readiness, CancellationToken cancellationToken) =>
        {
            var missing = await readiness.FindMissingAsync(cancellationToken);
            return missing.IsEmpty ? Results.Text("ready") : Problems.Unready("Not ready: " + string.Join(", ", missing));
        });
    }
}
