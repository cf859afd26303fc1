using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Intake;

/// <summary>Samples, pushed.</summary>
internal static partial class SampleEndpoints
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    public static void MapPushing(this RouteGroupBuilder api) => api.MapPost(
        "/samples",
        static (HttpContext context, IntakeGate gate, PushDesk desk) => gate.EnterAsync(context, () => TakeAsync(context, desk)))
        .Needs(Scope.MetricsWrite).RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody).Told(_push);

    private static async Task<IResult> TakeAsync(HttpContext context, PushDesk desk)
    {
        if (!desk.IsReady)
        {
            context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
            return Problems.Unready("The catalog is still being read; try again in a few seconds");
        }

        using var body = await JsonBody.ReadAsync(context, MostBytes);
        if (body.Document is not { } document)
            return body.Problem!;
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var drafts = Read(document.RootElement, problems);
        if (problems.Count > 0)
            return Problems.Invalid(problems);
        var refused = await desk.TakeAsync(drafts, context.RequestAborted);
        return refused.IsEmpty ? Results.Json(new PushAnswer(drafts.Count), ApiJson.Context.PushAnswer) : Problems.Invalid(refused);
    }

    private static List<PushedDraft> Read(JsonElement root, ImmutableArray<FieldProblem>.Builder problems)
    {
        List<PushedDraft> drafts = [];
        if (root.ValueKind is not JsonValueKind.Array || root.GetArrayLength() is 0 or > PushRules.Most)
        {
            problems.Add(new("", $"Send a list of 1 to {PushRules.Most} samples."));
            return drafts;
        }

        foreach (var element in root.EnumerateArray())
        {
            if (problems.Count >= PushRules.MostProblems)
                break;
            var path = $"[{drafts.Count}]";
            var fields = new JsonFields(element, path + ".", problems);
            if (element.ValueKind is not JsonValueKind.Object)
            {
                problems.Add(new(path, "This must be an object such as {\"bpm\":\"sign-ups\",\"at\":\"2026-11-21T02:04:00Z\",\"value\":246}."));
                drafts.Add(new(null, null, null, null));
                continue;
            }

            fields.Allow("bpm", "at", "value", "volume");
            drafts.Add(new(fields.Text("bpm"), fields.Text("at"), fields.Number("value"), fields.Number("volume")));
        }

        return drafts;
    }
}

/// <param name="Taken">How many samples are kept now.</param>
public sealed record PushAnswer(int Taken);
